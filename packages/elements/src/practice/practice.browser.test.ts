import type { Practice } from '@copkit/core';
import { expect, html, waitUntil } from '@open-wc/testing';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import { all, announced, control, focused, found, next, show, texts, type, unavailable } from '../testing/page.js';
import { makePractice, PROCEDURE } from '../testing/practices.js';
import './practice.js';
import type { CopPractice } from './practice.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });
const confirm = (dialog: HTMLElement) => dialog.querySelector<HTMLElement>('[type=submit]')?.click();
const controls = (element: CopPractice) =>
  all(element, '.actions button').map((button) => button.getAttribute('aria-label') ?? button.innerText.trim());

describe('<cop-practice>', () => {
  let community: TestCommunity;
  let practice: Practice;
  let threadId: string;

  const open = async (api = community.ada, id = practice.id) => {
    const element = await show<CopPractice>(api, html`<cop-practice practice=${id}></cop-practice>`);
    await found(element, '.title, [role=alert]');
    return element;
  };
  const choose = async (element: CopPractice, action: string) => {
    (await control(element, 'Actions for Cure oil whirl with warmer oil')).click();
    (await control(element, `${action} …`)).click();
    return found(element, 'dialog[open]');
  };

  beforeEach(async () => {
    community = await createCommunity();
    ({ practice, threadId } = await makePractice(community));
  });

  it('shows when it holds, the problem, the steps, and where it comes from', async () => {
    const element = await open();
    expect(texts(element, '.title')).to.deep.equal(['Cure oil whirl with warmer oil']);
    expect(texts(element, '.meta')).to.deep.equal(['Best practice Good practice Version 1']);
    await found(element, '.procedures');
    expect(texts(element, '.heading')).to.deep.equal([
      'When and where it holds',
      'Problem',
      'What to do',
      'Official procedures',
    ]);
    expect(texts(element, '.steps > li')[1]).to.equal('Raise the oil temperature by 5 K, one degree in ten minutes.');
    expect(all(element, '.steps strong')).to.have.length(1);
    expect(texts(element, '.facts')[0]).to.match(/^Author Ada Byron · Turbines Steward Ada Byron Review by \w+/);
    const opened = next(element, 'cop-open-thread');
    (await control(element, 'Vibration at half the running speed')).click();
    expect((await opened).detail).to.deep.equal({
      threadId,
      communityId: community.id,
      postId: practice.source?.replyId,
    });
  });

  it('links the official procedure and shows none of it', async () => {
    const element = await open();
    const procedure = await found<HTMLAnchorElement>(element, '.procedures a');
    expect(procedure.href).to.equal(PROCEDURE.url);
    expect(texts(element, '.procedures')).to.deep.equal(['Balancing of rotors on site procedure:OP-114']);
    element.addEventListener('cop-open-subject', (event) => event.preventDefault(), { once: true });
    const opened = next(element, 'cop-open-subject');
    procedure.click();
    expect((await opened).detail.subject).to.equal(PROCEDURE.key);
  });

  it('offers what the person may do, and nothing else', async () => {
    expect(controls(await open(community.ada))).to.deep.equal(['Edit', 'Actions for Cure oil whirl with warmer oil']);
    expect(controls(await open(community.bruno))).to.deep.equal(['Adapt for our unit']);
    expect(controls(await open(community.eva))).to.deep.equal([]);
  });

  it('is written anew as a new version, with steps added, moved and removed', async () => {
    const element = await open();
    (await control(element, 'Edit')).click();
    await until(() => focused(element)?.getAttribute('name') === 'title', 'the title has the focus');
    (await control(element, 'Add a step')).click();
    await until(() => focused(element)?.getAttribute('aria-label') === 'Step 4', 'the new step has the focus');
    type(focused(element) as HTMLTextAreaElement, 'Measure again after a week.');
    (await control(element, 'Move step 4 up')).click();
    await until(() => focused(element)?.getAttribute('aria-label') === 'Step 3', 'the step has moved');
    (await control(element, 'Remove step 1')).click();
    await until(() => all(element, '.editing li').length === 3, 'a step is gone');
    type(all<HTMLTextAreaElement>(element, '[name=note]')[0]!, 'Measured in Bremen');
    const changed = next(element, 'cop-practice-changed');
    (await control(element, 'Save as version 2')).click();
    expect((await changed).detail).to.include({ practiceId: practice.id, operation: 'practices.revise' });
    await until(() => texts(element, '.meta')[0]?.includes('Version 2') ?? false, 'the new version');
    expect(texts(element, '.steps > li')[1]).to.equal('Measure again after a week.');
    (await control(element, 'Version 2')).click();
    const dialog = await found(element, 'dialog[open]');
    expect([...dialog.querySelectorAll('summary')].map((line) => line.innerText.replace(/\s+/g, ' '))).to.have.length(
      2,
    );
    expect(dialog.querySelector('.note')?.textContent).to.equal('Measured in Bremen');
  });

  it('keeps what was written when somebody else was faster', async () => {
    const element = await open();
    (await control(element, 'Edit')).click();
    const title = await found<HTMLInputElement>(element, '[name=title]');
    type(title, 'Warm the oil');
    await community.ada.practices.revise({ practiceId: practice.id, context: 'Everywhere.' });
    (await control(element, 'Save as version 2')).click();
    const refusal = await found(element, '.refusal');
    expect(refusal.innerText).to.contain('Version 2 is current').and.to.contain('Your text is kept.');
    expect(title.value).to.equal('Warm the oil');
  });

  it('can be kept from changing by the page', async () => {
    const element = await open();
    element.addEventListener('cop-before-change-practice', (event) => event.preventDefault());
    (await control(element, 'Edit')).click();
    type(await found<HTMLInputElement>(element, '[name=title]'), 'Warm the oil');
    (await control(element, 'Save as version 2')).click();
    await element.updateComplete;
    expect((await community.ada.practices.get({ practiceId: practice.id })).version).to.equal(1);
  });

  it('is adapted by a unit, whose improvements are offered and taken over', async () => {
    const element = await open(community.bruno);
    (await control(element, 'Adapt for our unit')).click();
    type(await found<HTMLInputElement>(element, '[name=title]'), 'Warm oil in the field');
    const forked = next(element, 'cop-practice-changed');
    (await control(element, 'Save our adaptation')).click();
    const fork = (await forked).detail.practice;
    expect(fork?.forkOf?.practiceId).to.equal(practice.id);
    await community.ada.practices.approve({ practiceId: fork?.id ?? '' });
    await until(() => texts(element, '.forks li')[0] === 'Warm oil in the field Field service', 'it is listed');

    const adaptation = await open(community.bruno, fork?.id);
    await found(adaptation, '.origins');
    expect(texts(adaptation, '.origins')[0]).to.equal('Adapted from version 1 of Cure oil whirl with warmer oil');
    (await control(adaptation, 'Actions for Warm oil in the field')).click();
    (await control(adaptation, 'Offer the improvements back …')).click();
    const note = (await found(adaptation, 'dialog[open]')).querySelector('textarea');
    if (note) note.value = 'Works at 40 °C';
    confirm(await found(adaptation, 'dialog[open]'));
    await until(() => announced() === 'Done.', 'it was said');

    const original = await open(community.ada);
    await until(() => texts(original, '.forks .note')[0] === 'Works at 40 °C', 'the offer');
    (await control(original, 'Take over')).click();
    confirm(await found(original, 'dialog[open]'));
    await until(() => texts(original, '.meta')[0]?.includes('Version 2') ?? false, 'the new version');
    expect(texts(original, '.forks')[0]).to.contain('improvements taken over');
  });

  it('waits for review when a member writes it, and is approved with a date', async () => {
    const { id } = await community.bruno.practices.create({
      communityId: community.id,
      title: 'Grease weekly',
      steps: ['Grease it.'],
    });
    const written = await open(community.bruno, id);
    expect(texts(written, '.notice')).to.deep.equal(['Waits for a steward, an expert or a facilitator to approve it.']);
    const element = await open(community.ada, id);
    (await control(element, 'Approve')).click();
    confirm(await found(element, 'dialog[open]'));
    await until(() => texts(element, '.meta')[0]?.includes('Good practice') ?? false, 'it is published');
    await until(() => texts(written, '.notice').length === 0, 'its author sees it');
  });

  it('gets another steward, is replaced by another practice, and says so', async () => {
    const { id: newer } = await community.ada.practices.create({
      communityId: community.id,
      title: 'Tilting pads',
      steps: ['Change the bearing.'],
    });
    const element = await open();
    const pick = (await choose(element, 'Choose a steward')).querySelector('select');
    const claire = [...(pick?.options ?? [])].find((option) => option.text === 'Claire Dubois');
    if (pick && claire) pick.value = claire.value;
    confirm(await found(element, 'dialog[open]'));
    await until(() => texts(element, '.facts')[0]?.includes('Steward Claire Dubois') ?? false, 'the steward');
    confirm(await choose(element, 'Replace by another practice'));
    await until(() => texts(element, '.notice')[0]?.includes('Tilting pads') ?? false, 'the notice');
    const opened = next(element, 'cop-open-practice');
    (await control(element, 'Tilting pads')).click();
    expect((await opened).detail.practiceId).to.equal(newer);
  });

  it('is retired with a reason', async () => {
    const element = await open();
    const reason = (await choose(element, 'Retire')).querySelector('textarea');
    if (reason) reason.value = 'The bearings are gone.';
    confirm(await found(element, 'dialog[open]'));
    await until(() => texts(element, '.notice')[0]?.endsWith('The bearings are gone.') ?? false, 'the notice');
    expect(controls(element)).to.not.contain('Edit');
  });

  it('asks whether it still holds once its review date has come', async () => {
    community = await createCommunity({}, 500);
    ({ practice } = await makePractice(community));
    community.wait(400 * 24 * 60);
    await community.cop.jobs.run();
    const element = await open();
    expect(texts(element, '.notice')).to.deep.equal(['Its review date has passed. Does it still hold?']);
    await until(() => texts(element, '.facts')[0]?.includes('overdue') ?? false, 'it is overdue');
    (await control(element, 'It still holds')).click();
    confirm(await found(element, 'dialog[open]'));
    await until(() => texts(element, '.notice').length === 0, 'it holds again');
  });

  it('says what went wrong, and tries again', async () => {
    let fails = true;
    const { get } = community.ada.practices;
    const flaky: typeof get = (...given) => (fails ? unavailable() : get(...given));
    const element = await open(withOperations(community.ada, { 'practices.get': flaky }));
    expect(texts(element, '[role=alert]')[0]).to.contain('The server cannot be reached.');
    fails = false;
    (await control(element, 'Try again')).click();
    await found(element, '.title');
  });
});
