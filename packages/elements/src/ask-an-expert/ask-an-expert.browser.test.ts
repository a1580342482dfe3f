import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { withOperations } from '../testing/community.js';
import { createExperts, type ExpertCommunity } from '../testing/experts.js';
import { all, found, next, show, texts, unavailable } from '../testing/page.js';
import './ask-an-expert.js';
import type { CopAskAnExpert } from './ask-an-expert.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-ask-an-expert>', () => {
  let community: ExpertCommunity;

  const open = (question: string, invite = true, api = community.dev) =>
    show<CopAskAnExpert>(
      api,
      html`<cop-ask-an-expert community=${community.id} question=${question} ?invite=${invite}></cop-ask-an-expert>`,
    );

  beforeEach(async () => {
    community = await createExperts();
  });

  it('says who will be told, and why, before anything is posted', async () => {
    const element = await open('Why does our bearing run hot?');
    await until(() => all(element, 'li').length > 0, 'names');
    expect(texts(element, 'li').find((person) => person.includes('Ada'))).to.equal(
      'AB Ada Byron wrote about “Bearing runs hot”',
    );
    expect(texts(element, '.quiet')[0]).to.match(/^Everybody in the community sees the question\./);
    expect(texts(element, '.quiet').at(-1)).to.contain('Only people who agreed to be asked');
    expect(element.shadowRoot?.textContent).not.to.match(/score|points|%/i);
    await expect(element).to.be.accessible();
  });

  it('explains the place that is kept for somebody new, where there is one', async () => {
    const { claire, dev } = community;
    const person = { id: 'p_1', name: 'Nele Ott', unit: null, jobTitle: null };
    const people = [{ person, reasons: [], slot: 'newcomer' }];
    const element = await open('Anything', true, withOperations(dev, { 'routing.preview': async () => ({ people }) }));
    await until(() => all(element, 'li').length === 1, 'the newcomer');
    expect(texts(element, 'li')[0]).to.match(/^NO Nele Ott .+/);
    expect(texts(element, '.quiet').at(-1)).to.contain('One place is kept for somebody new');
    const only = await open('Why does our bearing run hot?', true, withOperations(claire, {}));
    await until(() => all(only, 'li').length > 0, 'names');
    const kept = texts(only, '.quiet').at(-1)?.includes('One place is kept');
    expect(kept).to.equal(
      (await claire.routing.preview({ communityId: community.id, title: 'Why does our bearing run hot?' })).people.some(
        ({ slot }) => slot !== 'evidence',
      ),
    );
  });

  it('names nobody who does not let themselves be asked', async () => {
    await community.ada.experts.setConsent({ consent: 'listed' });
    const element = await open('Why does our bearing run hot?');
    await until(() => all(element, '.quiet').length > 0, 'an answer');
    expect(texts(element, 'li').filter((person) => person.includes('Ada'))).to.have.length(0);
  });

  it('asks nobody until somebody wants it, and tells the page', async () => {
    const element = await open('Why does our bearing run hot?', false);
    const box = await found<HTMLInputElement>(element, 'input');
    expect(all(element, 'li')).to.have.length(0);
    const chosen = next(element, 'cop-invite');
    box.click();
    expect((await chosen).detail).to.deep.equal({ invite: true });
    await until(() => all(element, 'li').length > 0, 'names');
  });

  it('is quiet where nobody comes to mind, without a question, and where the server cannot tell', async () => {
    const nobody = withOperations(community.dev, { 'routing.preview': async () => ({ people: [] }) });
    const element = await open('Anything', true, nobody);
    await until(() => texts(element, '.quiet').length === 1, 'one line');
    expect(all(element, '[role=alert]')).to.have.length(0);
    const none = await open('');
    await found(none, 'input');
    expect(all(none, '.quiet, li')).to.have.length(0);
    let failed = 0;
    const failing = () => unavailable().finally(() => failed++);
    const broken = await open('Anything', true, withOperations(community.dev, { 'routing.preview': failing }));
    await until(() => failed > 0, 'it fails');
    await nextFrame();
    expect(all(broken, '.quiet, li, [role=alert]')).to.have.length(0);
  });

  for (const lang of ['de', 'fr', 'ar'])
    it(`speaks ${lang}`, async () => {
      const page = await fixture<HTMLElement>(html`<div lang=${lang} dir=${lang === 'ar' ? 'rtl' : 'ltr'}></div>`);
      const element = document.createElement('cop-ask-an-expert');
      Object.assign(element, { api: community.dev, community: community.id, question: 'hot bearing', invite: true });
      page.append(element);
      await until(() => all(element, 'li').length > 0, 'names');
      expect(texts(element, '.check')[0]).not.to.equal('Ask people who might know');
      await expect(element).to.be.accessible();
    });
});
