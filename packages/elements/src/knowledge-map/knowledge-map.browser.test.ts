import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { createCommunity, withOperations } from '../testing/community.js';
import { createExperts, type ExpertCommunity } from '../testing/experts.js';
import { KNOWLEDGE_MAP, KNOWLEDGE_RISK, withKnowledge } from '../testing/knowledge.js';
import { all, control, found, show, texts, unavailable } from '../testing/page.js';
import './knowledge-map.js';
import type { CopKnowledgeMap } from './knowledge-map.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-knowledge-map>', () => {
  let community: ExpertCommunity;

  before(async () => {
    community = await createExperts();
  });

  const open = (api = withKnowledge(community.ada)) =>
    show<CopKnowledgeMap>(api, html`<cop-knowledge-map community=${community.id}></cop-knowledge-map>`);
  const dots = (element: CopKnowledgeMap) => [...(element.shadowRoot?.querySelectorAll('.topic-dot') ?? [])];
  const at = (dot: Element | undefined, name: string) => Number(dot?.getAttribute(name));

  it('draws topics by demand and coverage, and names no one', async () => {
    const element = await open();
    await found(element, '.chart');
    expect(dots(element)).to.have.length(7);
    const of = (label: string) => dots(element).find((dot) => dot.textContent?.startsWith(label));
    // More is asked about seals than about couplings, and fewer know about them than about vibration.
    expect(at(of('seals'), 'cy')).to.be.lessThan(at(of('couplings'), 'cy'));
    expect(at(of('seals'), 'cx')).to.be.lessThan(at(of('vibration'), 'cx'));
    // More of what is asked about lubrication stays unanswered.
    expect(at(of('lubrication'), 'r')).to.be.greaterThan(at(of('balancing'), 'r'));
    expect(texts(element, '.summary')[0]).to.match(
      /^Most is asked, for how few know, about seals, lubrication, and bearings\. 2 topics hang on one person each\./,
    );
    await expect(element).to.be.accessible();
  });

  it('has a table behind the picture, whose suppressed cells say why', async () => {
    const element = await open();
    (await found(element, '.figures > summary')).click();
    await until(() => texts(element, 'tbody tr').some((row) => row.startsWith('seals')), 'the table');
    expect(texts(element, 'tbody tr')).to.have.length(8);
    expect(texts(element, 'tbody tr')[0]).to.equal('seals 34 41% 1.6 1 person');
    expect(texts(element, 'tbody tr').at(-1)).to.match(/^cavitation kept back ?\. Kept back: fewer than five people/);
    expect(all(element, '.kept')[0]?.title).to.match(/^Kept back: fewer than five people/);
    await expect(element).to.be.accessible();
  });

  it('names who agreed to be named, and says that it names nobody else', async () => {
    const { value } = KNOWLEDGE_RISK;
    const [ada] = (await community.ada.people.search({ text: 'Ada' })).items;
    if (!value || !ada) throw new Error('There is no risk, or no Ada.');
    const items = value.items.map((item) => ({ ...item, keyPeople: item.topic.label === 'seals' ? [ada] : [] }));
    const element = await open(
      withKnowledge(community.ada, KNOWLEDGE_MAP, { ...KNOWLEDGE_RISK, value: { ...value, items } }),
    );
    (await found(element, '.figures > summary')).click();
    await until(() => texts(element, 'tbody tr').some((row) => row.startsWith('seals')), 'the table');
    expect(texts(element, 'tbody tr')[0]).to.equal(`seals 34 41% 1.6 1 person ${ada.name}`);
    expect(all(element, '.key-person')).to.have.length(1);
    const says = 'The table names who agreed to it; that a name is missing says nothing.';
    expect(texts(element, '.summary')[0]).to.contain(says);
    await expect(element).to.be.accessible();
    const without = await open();
    await found(without, '.chart');
    expect(texts(without, '.summary')[0]).not.to.contain(says);
  });

  it('draws no label over another one, on a narrow page too', async () => {
    const element = await open();
    const narrow = await fixture<HTMLElement>(html`<div></div>`);
    narrow.style.inlineSize = '320px';
    narrow.append(element.parentElement as HTMLElement);
    await found(element, '.chart');
    await until(() => Number(all(element, '.chart')[0]?.getAttribute('width')) <= 320, 'narrow');
    const boxes = [...(element.shadowRoot?.querySelectorAll('.dot-label') ?? [])].map((label) =>
      label.getBoundingClientRect(),
    );
    expect(boxes.length).to.be.greaterThan(1);
    for (const [index, box] of boxes.entries())
      for (const other of boxes.slice(index + 1))
        expect(
          box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
        ).to.equal(false);
  });

  it('says why there is no map, and when there will be one', async () => {
    const suppressed = withKnowledge(community.ada, {
      ...KNOWLEDGE_MAP,
      status: 'suppressed',
      value: undefined,
      caveats: [{ code: 'too-few-people', text: 'Fewer than five people.' }],
    } as unknown as typeof KNOWLEDGE_MAP);
    const element = await open(suppressed);
    expect((await found(element, '.withheld')).innerText).to.contain('Kept back');
    expect(all(element, '.chart, table')).to.have.length(0);
    const young = await open(community.ada);
    await found(young, '.withheld');
    await expect(young).to.be.accessible();
  });

  it('is quiet where the server keeps no map, and refuses who may not read it', async () => {
    const plain = await createCommunity();
    const without = await show<CopKnowledgeMap>(
      plain.ada,
      html`<cop-knowledge-map community=${plain.id}></cop-knowledge-map>`,
    );
    expect((await found(without, '.empty')).innerText.trim()).to.equal('This server keeps no map of knowledge.');
    const refused = await open(community.dev);
    expect((await found(refused, '[role=alert]')).innerText).not.to.contain('Try again');
  });

  it('says what went wrong, and tries again', async () => {
    let broken = true;
    const api = withOperations(community.ada, {
      'knowledge.getMap': () => (broken ? unavailable() : Promise.resolve(KNOWLEDGE_MAP)),
    });
    const element = await open(api);
    await found(element, '[role=alert]');
    broken = false;
    (await control(element, 'Try again')).click();
    await found(element, '.chart');
  });

  for (const lang of ['de', 'fr', 'ar'])
    it(`speaks ${lang}`, async () => {
      const page = await fixture<HTMLElement>(html`<div lang=${lang} dir=${lang === 'ar' ? 'rtl' : 'ltr'}></div>`);
      const element = document.createElement('cop-knowledge-map');
      Object.assign(element, { api: withKnowledge(community.ada), community: community.id });
      page.append(element);
      await found(element, '.chart');
      await until(() => texts(element, '.figures > summary')[0] !== 'Show the figures', 'all of it is spoken');
      expect(texts(element, '.label')[0]).not.to.equal('Where knowledge is thin');
      const seals = dots(element).find((dot) => dot.textContent?.startsWith('seals'));
      const vibration = dots(element).find((dot) => dot.textContent?.startsWith('vibration'));
      expect(at(seals, 'cx') < at(vibration, 'cx')).to.equal(lang !== 'ar');
      await expect(element).to.be.accessible();
    });
});
