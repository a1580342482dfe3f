import { expect, html, waitUntil } from '@open-wc/testing';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import { all, control, found, next, show, texts, type, unavailable } from '../testing/page.js';
import { answer, PROCEDURE } from '../testing/practices.js';
import './page-discussion.js';
import type { CopPageDiscussion } from './page-discussion.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-page-discussion>', () => {
  let community: TestCommunity;

  const open = (api = community.dev, title: string = PROCEDURE.title) =>
    show<CopPageDiscussion>(
      api,
      html`<cop-page-discussion
        community=${community.id}
        subject=${PROCEDURE.key}
        subject-title=${title}
        subject-url=${PROCEDURE.url}
      ></cop-page-discussion>`,
    );
  const write = async (element: CopPageDiscussion, text: string) => {
    const composer = await found(element, '.composer');
    type(await found<HTMLTextAreaElement>(composer, 'textarea'), text);
    (await control(composer, 'Comment')).click();
  };
  const posts = (element: CopPageDiscussion) =>
    all(element, '.thread').flatMap((thread) => texts(thread, '.post .prose'));

  beforeEach(async () => {
    community = await createCommunity();
  });

  it('opens the discussion of the page with its first comment, and goes on in it', async () => {
    const element = await open();
    await found(element, '.empty');
    const discussed = next(element, 'cop-discussed');
    await write(element, 'Step 3 is hard to read.');
    const { threadId } = (await discussed).detail;
    await until(() => posts(element).join() === 'Step 3 is hard to read.', 'the first comment');
    await write(element, 'The drawing is missing, too.');
    await until(() => posts(element).length === 2, 'the second comment');
    const { thread } = await community.dev.threads.get({ threadId });
    expect(thread).to.include({ title: PROCEDURE.title, subject: PROCEDURE.key, replyCount: 1 });
  });

  it('stays with the page when that is renamed, and takes the new name over', async () => {
    await community.ada.subjects.discuss({ communityId: community.id, subject: PROCEDURE, body: 'Hello.' });
    const element = await open(community.dev, 'Rotors: balancing');
    await until(() => posts(element).join() === 'Hello.', 'what was said before');
    await write(element, 'The new name is better.');
    await until(() => posts(element).length === 2, 'the second comment');
    const { subject } = await community.dev.subjects.get({ communityId: community.id, subject: PROCEDURE.key });
    expect(subject).to.deep.equal({ ...PROCEDURE, title: 'Rotors: balancing' });
  });

  it('takes the address of the page as links on the page are written', async () => {
    const element = await open();
    element.subjectUrl = '/op/114';
    const discussed = next(element, 'cop-discussed');
    await write(element, 'Hello.');
    await discussed;
    const { subject } = await community.dev.subjects.get({ communityId: community.id, subject: PROCEDURE.key });
    expect(subject.url).to.equal(new URL('/op/114', location.href).href);
  });

  it('lists the other threads about the page', async () => {
    const { threadId } = await answer(community);
    const element = await open();
    await found(element, '.row');
    expect(texts(element, '.title')).to.deep.equal(['Vibration at half the running speed']);
    expect(all(element, '.empty'), 'nobody wrote').to.have.length(0);
    const opened = next(element, 'cop-open-thread');
    (await control(element, 'Vibration at half the running speed')).click();
    expect((await opened).detail.threadId).to.equal(threadId);
    element.features = '-threads -reply';
    await until(() => all(element, '.row, .composer').length === 0, 'neither threads nor a composer');
  });

  it('lists five of many threads, and the others when asked to', async () => {
    for (let count = 1; count <= 7; count += 1)
      await community.dev.threads.start({
        communityId: community.id,
        kind: 'question',
        title: `Step ${count}?`,
        body: 'How is it meant?',
        subject: PROCEDURE,
      });
    const element = await open();
    await until(() => texts(element, '.rows .title').length === 5, 'five threads');
    (await control(element, 'Show more')).click();
    await until(() => texts(element, '.rows .title').length === 7, 'all threads');
    expect(element.shadowRoot?.activeElement?.textContent).to.contain('Step 2?');
  });

  it('shows what others write, and can be kept from sending', async () => {
    const element = await open();
    await found(element, '.composer');
    await community.ada.subjects.discuss({ communityId: community.id, subject: PROCEDURE.key, body: 'Hello.' });
    await until(() => posts(element).join() === 'Hello.', 'the first comment of somebody else');
    element.addEventListener('cop-before-discuss', (event) => event.preventDefault());
    await write(element, 'Never mind.');
    await element.updateComplete;
    expect(posts(element)).to.deep.equal(['Hello.']);
  });

  it('says what went wrong, and tries again', async () => {
    const element = await open(withOperations(community.dev, { 'subjects.get': unavailable }));
    await found(element, '[role=alert]');
    element.api = community.dev;
    await found(element, '.composer');
  });
});
