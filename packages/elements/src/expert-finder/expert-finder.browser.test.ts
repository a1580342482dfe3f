import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import { createExperts } from '../testing/experts.js';
import { all, announced, control, focused, found, next, show, texts, type, unavailable } from '../testing/page.js';
import './expert-finder.js';
import type { CopExpertFinder } from './expert-finder.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-expert-finder>', () => {
  let community: TestCommunity;
  let threadId: string;
  let answerId: string;

  const open = (api = community.dev) => show<CopExpertFinder>(api, html`<cop-expert-finder></cop-expert-finder>`);
  const look = async (element: CopExpertFinder, text: string) => {
    type(await found<HTMLInputElement>(element, 'input[type=search]'), text);
    await sendKeys({ press: 'Enter' });
  };
  const openOwn = async (element: CopExpertFinder) => {
    (await found(element, '.own > summary')).click();
    await found(element, 'cop-my-expertise');
  };

  beforeEach(async () => {
    community = await createCommunity();
    const { id: communityId, ada, bruno } = community;
    ({ id: threadId } = await bruno.threads.start({
      communityId,
      kind: 'question',
      title: 'Bearing runs hot',
      body: 'Since the oil change.',
      topics: ['bearings'],
    }));
    ({ id: answerId } = await ada.threads.reply({ threadId, body: 'Check the clearance of the bearing.' }));
    await bruno.threads.accept({ replyId: answerId });
  });

  it('lists nobody without a question', async () => {
    const element = await open();
    expect((await found(element, '.begin')).innerText).to.contain('Say what it is about');
    expect(all(element, '.row')).to.have.length(0);
    await expect(element).to.be.accessible();
  });

  it('finds people with what they wrote, and no scores', async () => {
    const element = await open();
    await look(element, 'hot bearing');
    await found(element, '.row');
    expect(texts(element, '.name')[0]).to.match(/^Ada Byron Rotor engineer Turbines May be asked$/);
    expect(texts(element, '.sources')[0]).to.equal('Good evidence Inferred 1 contribution about this');
    expect(texts(element, '.evidence')[0]).to.match(/^Accepted answer: Bearing runs hot/);
    expect(element.shadowRoot?.textContent).not.to.match(/score|points|%/i);
    expect(announced()).to.equal('1 person');
    expect(element.text).to.equal('hot bearing');
    const opened = next(element, 'cop-open-thread');
    (await control(element, 'Bearing runs hot')).click();
    expect((await opened).detail).to.deep.equal({ threadId, communityId: community.id, postId: answerId });
    await expect(element).to.be.accessible();
  });

  it('says where nobody was found, and what went wrong', async () => {
    const element = await open();
    await look(element, 'gearwheel lubrication');
    expect((await found(element, '.empty')).innerText).to.contain('Ask the community instead.');
    const broken = await open(withOperations(community.dev, { 'experts.find': unavailable }));
    await look(broken, 'bearing');
    expect((await found(broken, '[role=alert]')).innerText).to.contain('The server cannot be reached.');
  });

  it('finds people by a topic of the community', async () => {
    const element = await show<CopExpertFinder>(
      community.dev,
      html`<cop-expert-finder community=${community.id}></cop-expert-finder>`,
    );
    (await control(element, 'About bearings')).click();
    await found(element, '.person');
    expect(element.topic).to.equal('bearings');
    expect(texts(element, '.chosen')[0]).to.equal('About bearings');
    await expect(element).to.be.accessible();
    (await control(element, 'Look for something else')).click();
    await found(element, '.begin');
  });

  it('leads from who was found to a question', async () => {
    const element = await open();
    await look(element, 'hot bearing');
    const asked = next(element, 'cop-open-ask');
    (await control(element, 'Ask the community')).click();
    expect((await asked).detail).to.deep.equal({ text: 'hot bearing', communityId: null });
    element.askHref = '/ask?about={id}';
    await element.updateComplete;
    expect((await control(element, 'Ask the community')).getAttribute('href')).to.equal('/ask?about=hot%20bearing');
  });

  it('shows a card at a name, by keyboard, and gives the focus back', async () => {
    const element = await open();
    await look(element, 'hot bearing');
    const name = await control(element, 'Ada Byron');
    name.focus();
    await sendKeys({ press: 'Enter' });
    const card = await found(element, '[popover] cop-expert-card');
    await found(card, '.known, .none');
    expect(name.ariaExpanded).to.equal('true');
    await expect(element).to.be.accessible();
    await sendKeys({ press: 'Escape' });
    await until(() => all(element, '[popover]').length === 0, 'it is closed');
    expect(focused(element) === name).to.equal(true);
  });

  it('opens a card downwards only, with the topic that was looked for first', async () => {
    const experts = await createExperts();
    await experts.ada.expertise.declare({ topic: 'vibration' });
    const element = await open(experts.dev);
    element.topic = 'vibration';
    const name = await control(element, 'Ada Byron');
    element.style.display = 'block';
    element.style.marginBlockStart = `${innerHeight - name.getBoundingClientRect().bottom - 20}px`;
    name.click();
    const card = await found(element, '[popover] cop-expert-card');
    await found(card, '.known');
    expect(texts(card, '.label')).to.deep.equal(['vibration', 'bearings']);
    const popover = await found(element, '[popover]');
    await until(
      () => popover.getBoundingClientRect().bottom > name.getBoundingClientRect().top,
      'it does not stand above the name',
    );
  });

  it('closes a card when other people are found', async () => {
    const element = await open();
    await look(element, 'hot bearing');
    (await control(element, 'Ada Byron')).click();
    await found(element, '[popover] cop-expert-card');
    element.text = 'gearwheel lubrication';
    await found(element, '.empty');
    await until(() => all(element, '[popover]').length === 0, 'it is closed');
  });

  it('leaves the way to a person to the page that wants it', async () => {
    const element = await open();
    await look(element, 'hot bearing');
    element.addEventListener('cop-open-person', (event) => event.preventDefault());
    const chosen = next(element, 'cop-open-person');
    (await control(element, 'Ada Byron')).click();
    expect((await chosen).defaultPrevented).to.equal(true);
    await element.updateComplete;
    expect(all(element, '[popover]')).to.have.length(0);
  });

  it('has one’s own profile below', async () => {
    const element = await open(community.ada);
    await openOwn(element);
    const own = await found(element, 'cop-my-expertise');
    await found(own, '.settings');
    await expect(element).to.be.accessible();
  });

  for (const lang of ['de', 'fr', 'ar'])
    it(`speaks ${lang}`, async () => {
      const page = await fixture<HTMLElement>(html`<div lang=${lang} dir=${lang === 'ar' ? 'rtl' : 'ltr'}></div>`);
      const element = document.createElement('cop-expert-finder');
      Object.assign(element, { api: community.dev, text: 'hot bearing' });
      page.append(element);
      await found(element, '.row');
      await openOwn(element);
      expect(texts(element, '.own > summary')[0]).not.to.equal('How others find me');
      await expect(element).to.be.accessible();
    });
});
