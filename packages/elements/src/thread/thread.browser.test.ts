import { expect, html, waitUntil } from '@open-wc/testing';
import { createCommunity, type TestCommunity } from '../testing/community.js';
import { all, announced, control, focused, found, next, show, texts, type, withControl } from '../testing/page.js';
import { answer as answerWithSteps } from '../testing/practices.js';
import { inMenu, openThread, postWith, press, startThread } from '../testing/thread.js';
import type { CopThread } from './thread.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-thread>', () => {
  let community: TestCommunity;
  let threadId: string;
  let answer: string;

  const open = (api = community.bruno, id = threadId) => openThread(api, id);

  beforeEach(async () => {
    community = await createCommunity();
    ({ threadId, answer } = await startThread(community));
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

  it('shows which page it was asked about, with a link where that has an address', async () => {
    const { id: communityId, bruno } = community;
    const url = 'https://intranet.example.org/op/114';
    const ask = async (subject: { key: string; title?: string; url?: string }) => {
      const start = { communityId, kind: 'question', title: 'Which torque?', body: 'Step 3.', subject } as const;
      return open(bruno, (await bruno.threads.start(start)).id);
    };
    const thread = await ask({ key: 'procedure:OP-114', title: 'Changing a bearing', url });
    expect(texts(thread, '.about')).to.deep.equal(['About Changing a bearing']);
    const anchor = await found<HTMLAnchorElement>(thread, '.about a');
    expect(anchor.href).to.equal(url);
    thread.addEventListener('cop-open-subject', (event) => event.preventDefault(), { once: true });
    const opened = next(thread, 'cop-open-subject');
    anchor.click();
    expect((await opened).detail.subject).to.equal('procedure:OP-114');
    const machine = await ask({ key: 'machine:M7' });
    expect(texts(machine, '.about')).to.deep.equal(['About machine:M7']);
    expect(all(machine, '.about a')).to.deep.equal([]);
    expect(all(await open(), '.about')).to.deep.equal([]);
  });

  it('indents to two levels and says in words what goes deeper', async () => {
    const thread = await open();
    const levels = all(thread, '.replies > li').map((item) => item.className.replace(/ .*/, ''));
    expect(levels).to.deep.equal(['level-0', 'level-0', 'level-1', 'level-2', 'level-2', 'level-2']);
    expect(postWith(thread, 'Thickness?').innerText).to.contain('in reply to Ada Byron');
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

  it('marks a comment on the question, which is no answer', async () => {
    await community.claire.threads.reply({ threadId, role: 'comment', body: 'Good question.' });
    const thread = await open();
    const remarks = all(thread, '.remark');
    expect(remarks.map((post) => post.innerText.includes('Good question.'))).to.deep.equal([true]);
    expect(remarks[0]?.querySelector<HTMLElement>('.byline .badge')?.innerText).to.equal('Comment');
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
    expect(shown()).to.equal(50);
    await thread.refresh();
    await thread.updateComplete;
    expect(shown()).to.equal(50);
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
