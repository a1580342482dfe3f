import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import { all, announced, control, focused, found, next, texts, unavailable } from '../testing/page.js';
import { inMenu, openThread, postWith, press, startThread } from '../testing/thread.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-thread> lets a person', () => {
  let community: TestCommunity;
  let threadId: string;
  let answer: string;

  const open = (api = community.bruno, id = threadId) => openThread(api, id);

  beforeEach(async () => {
    community = await createCommunity();
    ({ threadId, answer } = await startThread(community));
  });

  it('accepts an answer, shows it first, and takes it back', async () => {
    const thread = await open();
    const accepted = next(thread, 'cop-accepted');
    press(postWith(thread, 'Check the clearance.'), 'Accept answer');
    expect((await accepted).detail).to.deep.equal({ threadId, postId: answer });
    await found(thread, '.accepted');
    expect(texts(thread, '.prose')[1]).to.equal('Check the clearance.');
    expect(all(thread, '.accepted')[0]?.getAttribute('aria-label')).to.equal('Accepted answer');
    expect(texts(thread, '.facts')).to.deep.equal(['Question Answered']);
    await until(() => announced() === 'Answer accepted.', 'it was said');
    expect(focused(thread)?.dataset.post).to.equal(answer);
    await inMenu(thread, postWith(thread, 'Check the clearance.'), 'No longer accept this answer');
    await until(() => all(thread, '.accepted').length === 0, 'nothing accepted');
    expect(texts(thread, '.prose')[1]).to.equal('Which oil?');
  });

  it('offers only what the person may do', async () => {
    const asker = await open();
    expect(texts(asker, 'button').filter((text) => text === 'Accept answer')).to.have.length(2);
    const outsider = await open(community.eva);
    expect(texts(outsider, 'button')).not.to.include.members(['Accept answer', 'Thank', 'Comment']);
    expect(all(outsider, 'cop-composer')).to.have.length(0);
  });

  it('lets the page forbid what is about to happen', async () => {
    const thread = await open();
    let asked = 0;
    thread.addEventListener('cop-before-accept', (event) => {
      asked += 1;
      event.preventDefault();
    });
    press(postWith(thread, 'Check the clearance.'), 'Accept answer');
    expect(asked).to.equal(1);
    const { thread: read } = await community.bruno.threads.get({ threadId });
    expect(read.acceptedReplyId).to.equal(null);
  });

  it('reacts, thanks, and takes a reaction back', async () => {
    const thread = await open();
    press(postWith(thread, 'Check the clearance.'), 'Thank');
    const thanked = await control(thread, 'Thanks: 1');
    expect(thanked.getAttribute('aria-pressed')).to.equal('true');
    press(postWith(thread, 'Check the clearance.'), 'React');
    (await control(thread, 'Insightful')).click();
    (await control(thread, 'Insightful: 1')).click();
    await until(() => all(thread, '[aria-label="Insightful: 1"]').length === 0, 'reaction gone');
    const { replies } = await community.ada.threads.get({ threadId });
    const counted = replies.items
      .find((reply) => reply.id === answer)
      ?.reactions.map(({ kind, count }) => [kind, count]);
    expect(counted).to.deep.equal([['thanks', 1]]);
  });

  it('opens menus with the keyboard, moves in them with arrows, and gives the focus back', async () => {
    const thread = await open();
    const button = postWith(thread, 'Check the clearance.').querySelector<HTMLElement>('[aria-label="React"]');
    button?.focus();
    await sendKeys({ press: 'Enter' });
    const menu = await found(thread, '[role=menu]:popover-open');
    const inFocus = () => focused(thread)?.innerText.trim();
    expect(menu.getAttribute('aria-label')).to.equal('React');
    expect(inFocus()).to.equal('Like');
    await sendKeys({ press: 'ArrowUp' });
    expect(inFocus()).to.equal('Thanks');
    await sendKeys({ press: 'ArrowDown' });
    expect(inFocus()).to.equal('Like');
    await sendKeys({ press: 'Escape' });
    await until(() => !menu.matches(':popover-open'), 'closed');
    expect(focused(thread) === button).to.equal(true);
    expect(button?.getAttribute('aria-expanded')).to.equal('false');
  });

  it('asks before it withdraws, and keeps the place', async () => {
    const thread = await open(community.claire);
    await inMenu(thread, postWith(thread, 'Which oil?'), 'Withdraw');
    await found(thread, 'dialog[open]');
    (await control(thread, 'Cancel')).click();
    await until(() => all(thread, 'dialog').length === 0, 'closed');
    expect(texts(thread, '.prose')).to.include('Which oil?');
    await inMenu(thread, postWith(thread, 'Which oil?'), 'Withdraw');
    const dialog = await found(thread, 'dialog[open]');
    dialog.querySelector<HTMLElement>('[type=submit]')?.click();
    await until(() => texts(thread, '.gone').includes('Withdrawn by its author.'), 'withdrawn');
  });

  it('reports a post to the facilitators', async () => {
    const thread = await open();
    await inMenu(thread, postWith(thread, 'Which oil?'), 'Report');
    const dialog = await found(thread, 'dialog[open]');
    dialog.querySelector<HTMLInputElement>('[value=off-topic]')?.click();
    dialog.querySelector<HTMLElement>('[type=submit]')?.click();
    await until(() => announced().startsWith('Reported.'), 'it was said');
    const { items } = await community.ada.threads.listFlags({ communityId: community.id });
    expect(items.map((flag) => flag.reason)).to.deep.equal(['off-topic']);
  });

  it('pins, locks, closes and reopens for facilitators', async () => {
    const thread = await open(community.ada);
    await inMenu(thread, postWith(thread, 'oil change'), 'Pin');
    await until(() => texts(thread, '.facts')[0]?.includes('Pinned') ?? false, 'pinned');
    await inMenu(thread, postWith(thread, 'oil change'), 'Lock');
    await until(() => texts(thread, '.notice')[0]?.includes('locked') ?? false, 'locked');
    expect(all(thread, 'cop-composer')).to.have.length(0);
    await inMenu(thread, postWith(thread, 'oil change'), 'Unlock');
    await until(() => all(thread, '.notice').length === 0, 'unlocked');
    await inMenu(thread, postWith(thread, 'oil change'), 'Close …');
    const dialog = await found(thread, 'dialog[open]');
    dialog.querySelector<HTMLInputElement>('[value=obsolete]')?.click();
    dialog.querySelector<HTMLElement>('[type=submit]')?.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => texts(thread, '.notice')[0] === 'Closed: No longer relevant.', 'closed');
    await until(() => focused(thread)?.closest('article') instanceof HTMLElement, 'the focus stays with the opening');
    await inMenu(thread, postWith(thread, 'oil change'), 'Reopen');
    await until(() => all(thread, '.notice').length === 0, 'reopened');
  });

  it('follows and unfollows', async () => {
    const thread = await open(community.eva);
    const button = await control(thread, 'Follow');
    button.click();
    await until(() => button.getAttribute('aria-pressed') === 'true', 'followed');
    expect(button.innerText.trim()).to.equal('Following');
  });

  it('says beside the post why something did not work', async () => {
    const thread = await open(withOperations(community.bruno, { 'threads.accept': unavailable }));
    press(postWith(thread, 'Check the clearance.'), 'Accept answer');
    const refusal = await found(thread, '.refusal');
    expect(refusal.closest<HTMLElement>('.post')?.dataset.post).to.equal(answer);
    expect(refusal.innerText).to.equal('The server cannot be reached.');
  });
});
