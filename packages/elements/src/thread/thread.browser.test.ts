import { expect, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import {
  all,
  announced,
  control,
  focused,
  found,
  next,
  show,
  texts,
  type,
  unavailable,
  withControl,
} from '../testing/page.js';
import { answer as answerWithSteps } from '../testing/practices.js';
import './thread.js';
import type { CopThread } from './thread.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

/** The post that says `text`. */
const postWith = (thread: CopThread, text: string): HTMLElement => {
  const posts = all(thread, '.post').filter((post) => post.innerText.includes(text));
  return posts.at(-1) as HTMLElement;
};

const press = (post: HTMLElement, label: string): void => {
  const button = [...post.querySelectorAll('button')].find(
    (candidate) => candidate.innerText.trim() === label || candidate.getAttribute('aria-label') === label,
  );
  if (!button) throw new Error(`No "${label}" on ${post.innerText}`);
  button.click();
};

const inMenu = async (thread: CopThread, post: HTMLElement, label: string): Promise<void> => {
  press(post, 'More actions');
  (await control(thread, label)).click();
};

describe('<cop-thread>', () => {
  let community: TestCommunity;
  let threadId: string;
  let answer: string;

  const open = async (api = community.bruno, id = threadId) => {
    const thread = await show<CopThread>(api, html`<cop-thread thread=${id} thread-href="#thread={id}"></cop-thread>`);
    await found(thread, '.post');
    return thread;
  };

  beforeEach(async () => {
    community = await createCommunity();
    const { id: communityId, ada, bruno, claire, dev } = community;
    ({ id: threadId } = await bruno.threads.start({
      communityId,
      kind: 'question',
      title: 'Bearing runs hot',
      body: 'Since the **oil change**.',
      topics: ['bearings'],
    }));
    community.wait(1);
    await claire.threads.reply({ threadId, body: 'Which oil?' });
    ({ id: answer } = await ada.threads.reply({ threadId, body: 'Check the clearance.' }));
    const { id: first } = await dev.threads.reply({ threadId, inReplyTo: answer, body: 'How?' });
    const { id: second } = await ada.threads.reply({ threadId, inReplyTo: first, body: 'With lead wire.' });
    const { id: third } = await dev.threads.reply({ threadId, inReplyTo: second, body: 'Thickness?' });
    await ada.threads.reply({ threadId, inReplyTo: third, body: 'Half a millimetre.' });
  });

  it('shows the opening with who, when and what it is about, and the replies in order', async () => {
    const thread = await open();
    expect(texts(thread, '.title')).to.deep.equal(['Bearing runs hot']);
    expect(texts(thread, '.facts')).to.deep.equal(['Question Has answers']);
    expect(all(thread, '.prose strong')[0]?.innerText).to.equal('oil change');
    expect(texts(thread, '.byline')[0]).to.match(/^Bruno Sattler Field service \d days ago$/);
    expect(texts(thread, '.prose').slice(1)).to.deep.equal([
      'Which oil?',
      'Check the clearance.',
      'How?',
      'With lead wire.',
      'Thickness?',
      'Half a millimetre.',
    ]);
    expect(texts(thread, '.tally')).to.deep.equal(['2 answers']);
  });

  it('indents to two levels and says in words what goes deeper', async () => {
    const thread = await open();
    const levels = all(thread, '.replies > li').map((item) => item.className.replace(/ .*/, ''));
    expect(levels).to.deep.equal(['level-0', 'level-0', 'level-1', 'level-2', 'level-2', 'level-2']);
    expect(postWith(thread, 'Thickness?').innerText).to.contain('in reply to Ada Byron');
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

  it('replies at the end, brings the new reply into view and says so', async () => {
    const thread = await open();
    const composer = await found(thread, 'cop-composer');
    type(await found<HTMLTextAreaElement>(composer, 'textarea'), 'It was the wrong grade.');
    const replied = next(thread, 'cop-replied');
    (await control(composer, 'Answer')).click();
    expect((await replied).detail.reply.role).to.equal('answer');
    await until(() => texts(thread, '.prose').includes('It was the wrong grade.'), 'the reply');
    await until(() => announced() === 'Reply published.', 'it was said');
    await until(() => focused(thread)?.innerText.includes('wrong grade') ?? false, 'focus on the reply');
  });

  it('comments on an answer in place', async () => {
    const thread = await open();
    press(postWith(thread, 'Which oil?'), 'Comment');
    const composer = await found(thread, '.post cop-composer');
    const field = await found<HTMLTextAreaElement>(composer, 'textarea');
    await until(() => focused(composer) === field, 'focus in the field');
    type(field, 'ISO VG 46.');
    await withControl('Enter');
    await until(() => texts(thread, '.prose').includes('ISO VG 46.'), 'the comment');
    expect(postWith(thread, 'ISO VG 46.').parentElement?.className).to.contain('level-1');
    expect(all(thread, '.post cop-composer')).to.have.length(0);
  });

  it('edits, and shows earlier versions', async () => {
    const thread = await open();
    await inMenu(thread, postWith(thread, 'oil change'), 'Edit');
    const composer = await found(thread, '.post cop-composer');
    const title = await found<HTMLInputElement>(composer, '#title');
    await until(() => title.value === 'Bearing runs hot', 'the title');
    type(title, 'Bearing runs very hot');
    (await control(composer, 'Save')).click();
    await until(() => texts(thread, '.title')[0] === 'Bearing runs very hot', 'the new title');
    expect(texts(thread, '.byline')[0]).to.contain('edited');
    await inMenu(thread, postWith(thread, 'oil change'), 'Earlier versions');
    const dialog = await found<HTMLDialogElement>(thread, 'dialog');
    expect(dialog.innerText).to.contain('Bearing runs hot');
    (await control(thread, 'Close')).click();
    await until(() => all(thread, 'dialog').length === 0, 'closed');
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
    dialog.querySelector<HTMLElement>('[type=submit]')?.click();
    await until(() => texts(thread, '.notice')[0] === 'Closed: No longer relevant', 'closed');
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

  it('shows replies of others as they come, and keeps what the reader has before them in its place', async () => {
    const thread = await open();
    const last = postWith(thread, 'Half a millimetre.');
    last.scrollIntoView({ block: 'start' });
    const before = last.getBoundingClientRect().top;
    await community.claire.threads.reply({ threadId, inReplyTo: answer, body: 'An insertion further up.' });
    await until(() => texts(thread, '.prose').includes('An insertion further up.'), 'the reply');
    expect(Math.abs(last.getBoundingClientRect().top - before)).to.be.lessThan(2);
    await until(() => announced() === '1 new reply', 'it was said');
  });

  it('offers the way to new replies that are out of sight', async () => {
    for (let at = 0; at < 12; at++) await community.ada.threads.reply({ threadId, body: `Line ${at}\n\nand more` });
    const thread = await open();
    thread.scrollIntoView({ block: 'start' });
    await community.claire.threads.reply({ threadId, body: 'At the very end.' });
    (await control(thread, '1 new reply')).click();
    await until(() => postWith(thread, 'At the very end.').getBoundingClientRect().top < innerHeight, 'in view');
    expect(focused(thread) === postWith(thread, 'At the very end.')).to.equal(true);
  });

  it('opens at a reply, with the pages before and after it on demand', async () => {
    const posts: string[] = [];
    for (let at = 0; at < 120; at++) {
      const { id } = await community.ada.threads.reply({ threadId, body: `Reply ${at}` });
      posts.push(id);
    }
    const target = posts[70] as string;
    const thread = await show<CopThread>(
      community.bruno,
      html`<cop-thread thread=${threadId} post=${target}></cop-thread>`,
    );
    await until(() => focused(thread)?.dataset.post === target, 'at the reply');
    const shown = () => texts(thread, '.replies .prose').length;
    const initially = shown();
    expect(initially).to.be.at.most(50);
    (await control(thread, 'Show later replies')).click();
    await until(() => texts(thread, '.replies .prose').at(-1) === 'Reply 119', 'later ones');
    const more = shown();
    (await control(thread, 'Show earlier replies')).click();
    await until(() => shown() > more, 'earlier ones');
  });

  it('marks the thread as read once it is shown', async () => {
    await community.ada.threads.reply({ threadId, body: 'News.' });
    const unread = async () => (await community.dev.threads.get({ threadId })).thread.unread;
    await community.ada.threads.reply({ threadId, body: 'For everybody.' });
    expect(await unread()).to.equal(true);
    await open(community.dev);
    let read = false;
    await waitUntil(
      async () => {
        read = !(await unread());
        return read;
      },
      'read',
      { timeout: 5000 },
    );
    expect(read).to.equal(true);
  });

  it('shows markup in posts as text and never runs it', async () => {
    const { id } = await community.ada.threads.start({
      communityId: community.id,
      kind: 'discussion',
      title: '<img src=x onerror="window.hacked=1">',
      body: '<script>window.hacked=1</script><img src=x onerror="window.hacked=1"> [x](javascript:window.hacked=1)',
    });
    const thread = await open(community.bruno, id);
    expect(texts(thread, '.title')[0]).to.contain('onerror');
    expect(all(thread, '.prose script, .prose img, .prose a[href^=javascript]')).to.have.length(0);
    expect('hacked' in window).to.equal(false);
  });

  it('makes the accepted answer a practice where the person may, and then leads to it', async () => {
    community = await createCommunity();
    const { threadId, replyId } = await answerWithSteps(community);
    const open = (api: TestCommunity['ada']) =>
      show<CopThread>(api, html`<cop-thread thread=${threadId}></cop-thread>`);
    const element = await open(community.ada);
    (await control(element, 'Make it a practice …')).click();
    const dialog = await found(element, 'dialog[open]');
    const title = dialog.querySelector<HTMLInputElement>('[name=title]');
    expect(title?.value).to.equal('Vibration at half the running speed');
    if (title) title.value = 'Cure oil whirl';
    const made = next(element, 'cop-practice-made');
    dialog.querySelector<HTMLElement>('[type=submit]')?.click();
    const { practice } = (await made).detail;
    expect(practice).to.deep.include({ title: 'Cure oil whirl', state: 'good' });
    expect(practice.source?.replyId).to.equal(replyId);
    await until(() => announced() === 'Published as a practice.', 'it was said');
    const opened = next(element, 'cop-open-practice');
    (await control(element, 'See the practice')).click();
    expect((await opened).detail.practiceId).to.equal(practice.id);
    const reader = await open(community.eva);
    await control(reader, 'See the practice');
    expect(all(reader, 'button').map((button) => button.innerText.trim())).to.not.contain('Make it a practice …');
  });
});
