import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createCommunity, withOperations } from '../testing/community.js';
import { createExperts, type ExpertCommunity } from '../testing/experts.js';
import { all, announced, control, focused, found, show, texts, type, unavailable } from '../testing/page.js';
import './my-expertise.js';
import type { CopMyExpertise } from './my-expertise.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });
const untilTold = (condition: () => Promise<boolean>, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-my-expertise>', () => {
  let community: ExpertCommunity;

  const open = (api = community.ada) => show<CopMyExpertise>(api, html`<cop-my-expertise></cop-my-expertise>`);

  beforeEach(async () => {
    community = await createExperts();
  });

  it('lets people say for themselves whether they are found and asked', async () => {
    const { ada, dev } = community;
    const element = await open();
    await found(element, '.settings');
    const radios = all<HTMLInputElement>(element, 'input[type=radio]');
    expect(radios.find((radio) => radio.checked)?.value).to.equal('routable');
    radios.find((radio) => radio.value === 'unlisted')?.click();
    await until(() => announced() === 'Saved.', 'it is saved');
    expect((await ada.expertise.getMine()).consent).to.equal('unlisted');
    expect((await dev.experts.find({ text: 'hot bearing' })).items).to.have.length(0);
    await expect(element).to.be.accessible();
  });

  it('takes days away, and a limit a week', async () => {
    const { ada } = community;
    const element = await open();
    const until2030 = await found<HTMLInputElement>(element, 'input[name=until]');
    until2030.value = '2030-02-01';
    (await control(element, 'I am away then')).click();
    await control(element, 'I am back');
    expect(texts(element, '.away')[0]).to.contain('Feb 1, 2030');
    (await control(element, 'I am back')).click();
    await control(element, 'I am away then');
    expect((await ada.expertise.getMine()).away).to.equal(null);
    const cap = await found<HTMLInputElement>(element, '.cap input');
    cap.value = '1';
    cap.dispatchEvent(new Event('change', { bubbles: true }));
    await untilTold(async () => (await ada.expertise.getMine()).weeklyCap === 1, 'the limit');
  });

  it('says why one is listed, with points that add up to the score', async () => {
    const { ada } = community;
    await ada.expertise.declare({ topic: 'bearings' });
    const element = await open();
    (await control(element, 'Why? bearings')).click();
    await found(element, '.why');
    const { score, items } = await ada.expertise.listWhy({ topic: 'bearings' });
    const shown = texts(element, '.why tbody .number').map(Number);
    expect(shown).to.have.length(items.length);
    const sum = Number(texts(element, '.why tfoot .number')[0]?.replace(/ .*/, ''));
    expect(shown.reduce((total, each) => total + each, 0)).to.be.closeTo(sum, 1e-9);
    expect(sum).to.be.closeTo(score, 0.005);
    expect(
      texts(element, '.why tbody th').some((reason) => reason.startsWith('Accepted answer: Bearing runs hot')),
    ).to.equal(true);
    await expect(element).to.be.accessible();
    (await control(element, 'Why? bearings')).click();
    await until(() => all(element, '.why').length === 0, 'it is closed');
  });

  it('hides a topic and shows it again', async () => {
    const element = await open();
    (await control(element, 'Hide: bearings')).click();
    (await control(element, 'Show again: bearings')).click();
    await control(element, 'Hide: bearings');
    expect((await community.ada.expertise.getMine()).hiddenTopics).to.deep.equal([]);
  });

  it('corrects what a contribution is about, by keyboard, and takes that back', async () => {
    const { ada } = community;
    const element = await open();
    (await control(element, 'Why? bearings')).click();
    (await control(element, 'Correct: Bearing runs hot')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => focused(element)?.innerText.trim() === 'Not about this topic', 'the menu');
    await sendKeys({ press: 'Enter' });
    await untilTold(async () => (await ada.expertise.getMine()).disputes.length === 1, 'it is corrected');
    (await control(element, 'Take back: Not about bearings')).click();
    await untilTold(async () => (await ada.expertise.getMine()).disputes.length === 0, 'taken back');
  });

  it('says what a contribution is about instead', async () => {
    const { ada } = community;
    const element = await open();
    (await control(element, 'Why? bearings')).click();
    (await control(element, 'Correct: Bearing runs hot')).click();
    (await control(element, 'It is about something else …')).click();
    type(await found<HTMLInputElement>(element, 'dialog input'), 'vibration');
    await sendKeys({ press: 'Enter' });
    await untilTold(
      async () => (await ada.expertise.getMine()).disputes[0]?.topics[0]?.instead?.label === 'vibration',
      'it is corrected',
    );
    await control(element, 'Take back: About vibration, not bearings');
  });

  it('declares, renews and takes back a skill', async () => {
    const { ada } = community;
    const element = await open();
    type(await found<HTMLInputElement>(element, '.declare [name=topic]'), 'balancing');
    const note = await found<HTMLInputElement>(element, '.declare [name=note]');
    note.value = 'On site.';
    (await control(element, 'I know about this')).click();
    await control(element, 'Renew: balancing');
    const [declared] = (await ada.expertise.getMine()).topics.flatMap((topic) => topic.declared ?? []);
    expect(declared?.note).to.equal('On site.');
    community.wait(60 * 24 * 340);
    const late = await open();
    await found(late, '.text');
    (await control(late, 'Renew: balancing')).click();
    await untilTold(
      async () =>
        (await ada.expertise.getMine()).topics.some(
          (topic) => (topic.declared?.expiresAt ?? '') > (declared?.expiresAt ?? ''),
        ),
      'renewed',
    );
    (await control(late, 'Take back: balancing')).click();
    await untilTold(
      async () => (await ada.expertise.getMine()).topics.every((topic) => topic.declared === null),
      'taken back',
    );
  });

  it('says what is refused: a topic that the organisation does not have', async () => {
    const element = await open();
    type(await found<HTMLInputElement>(element, '.declare [name=topic]'), 'no such topic');
    (await control(element, 'I know about this')).click();
    const refused = await found(element, '.declare .refusal');
    expect(texts(element, '[role=alert]')).to.deep.equal([
      'There is no such topic. Choose one of those that are suggested.',
    ]);
    const field = await found<HTMLInputElement>(element, '.declare [name=topic]');
    expect(field.value).to.equal('no such topic');
    await until(() => focused(element) === field, 'the field has the focus');
    const gap = field.getBoundingClientRect().top - refused.getBoundingClientRect().bottom;
    expect(gap).to.be.within(0, 48);
    const heading = await found(element, '#endorsed');
    expect(heading.getBoundingClientRect().top - refused.getBoundingClientRect().bottom).to.be.greaterThan(16);
    await expect(element).to.be.accessible();
  });

  it('says what failed where it was asked for: at a topic, a skill, an endorsement', async () => {
    const { ada, bruno, id: communityId, adaId } = community;
    await ada.expertise.declare({ topic: 'balancing' });
    await bruno.expertise.endorse({ communityId, personId: adaId, topic: 'bearings' });
    const element = await open(
      withOperations(ada, {
        'experts.hideTopic': unavailable,
        'expertise.withdraw': unavailable,
        'expertise.declineEndorsement': unavailable,
      }),
    );
    for (const name of ['Hide: bearings', 'Take back: balancing', 'Turn down: bearings, Bruno Sattler']) {
      const button = await control(element, name);
      button.click();
      await until(() => button.closest('li')?.querySelector('[role=alert]') !== null, `refused at ${name}`);
      expect(all(element, '[role=alert]')).to.have.length(1);
      await until(() => !(button as HTMLButtonElement).disabled, 'it can be tried again');
    }
  });

  it('shows who endorsed one, and turns it down', async () => {
    const { bruno, ada, id: communityId, adaId } = community;
    await bruno.expertise.endorse({ communityId, personId: adaId, topic: 'bearings' });
    const element = await open();
    (await control(element, 'Turn down: bearings, Bruno Sattler')).click();
    await untilTold(async () => (await ada.expertise.getMine()).endorsementsReceived[0]?.declined === true, 'declined');
    await until(() => element.shadowRoot?.textContent?.includes('turned down') === true, 'it is said');
    await expect(element).to.be.accessible();
  });

  it('lets in again what was turned down', async () => {
    const { bruno, ada, id: communityId, adaId } = community;
    await bruno.expertise.endorse({ communityId, personId: adaId, topic: 'bearings' });
    const { by, topic } = (await ada.expertise.getMine()).endorsementsReceived[0] ?? {};
    await ada.expertise.declineEndorsement({ communityId, endorserId: by?.id ?? '', topic: topic?.id ?? '' });
    const element = await open();
    (await control(element, 'Accept after all: bearings, Bruno Sattler')).click();
    await control(element, 'Turn down: bearings, Bruno Sattler');
    expect((await ada.expertise.getMine()).endorsementsReceived[0]?.declined).to.equal(false);
    expect(element.shadowRoot?.textContent).not.to.contain('turned down');
  });

  it('lets people say whether they may be named as key persons, and says so again after a refusal', async () => {
    const { ada } = community;
    const named = () => all<HTMLInputElement>(element, 'input[name=named]')[0];
    let element = await open();
    expect((await found<HTMLInputElement>(element, 'input[name=named]')).checked).to.equal(false);
    named()?.click();
    await untilTold(async () => (await ada.expertise.getMine()).named === true, 'it is kept');
    element = await open(withOperations(ada, { 'expertise.setNamed': unavailable }));
    await found(element, 'input[name=named]');
    expect(named()?.checked).to.equal(true);
    named()?.click();
    await found(element, '[role=alert]');
    await until(() => named()?.checked === true, 'what is so is shown');
    await expect(element).to.be.accessible();
  });

  it('does without profiles where the server keeps none', async () => {
    const plain = await createCommunity();
    const { id: communityId, ada, bruno } = plain;
    const { id: threadId } = await bruno.threads.start({
      communityId,
      kind: 'question',
      title: 'Bearing runs hot',
      body: 'Since the oil change.',
      topics: ['bearings'],
    });
    await ada.threads.reply({ threadId, body: 'Check the clearance.' });
    const element = await open(ada);
    await control(element, 'Hide: bearings');
    expect(all(element, '.declare, [aria-expanded]')).to.have.length(0);
    await expect(element).to.be.accessible();
  });

  it('says what went wrong, and tries again', async () => {
    let broken = true;
    const { getMine } = community.ada.expertise;
    const api = withOperations(community.ada, {
      'expertise.getMine': (...given: Parameters<typeof getMine>) => (broken ? unavailable() : getMine(...given)),
    });
    const element = await open(api);
    expect((await found(element, '[role=alert]')).innerText).to.contain('The server cannot be reached.');
    broken = false;
    (await control(element, 'Try again')).click();
    await found(element, '.settings');
  });

  for (const lang of ['de', 'fr', 'ar'])
    it(`speaks ${lang}`, async () => {
      const page = await fixture<HTMLElement>(html`<div lang=${lang} dir=${lang === 'ar' ? 'rtl' : 'ltr'}></div>`);
      const element = document.createElement('cop-my-expertise');
      element.api = community.ada;
      page.append(element);
      await found(element, '.part');
      expect(texts(element, 'h3')[0]).not.to.equal('What I am found by');
      await expect(element).to.be.accessible();
    });
});
