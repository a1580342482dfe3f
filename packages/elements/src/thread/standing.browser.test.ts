import { expect, html, waitUntil } from '@open-wc/testing';
import '../community-card/community-card.js';
import type { CopCommunityCard } from '../community-card/community-card.component.js';
import type { CopElement } from '../element.js';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import { all, control, found, next, show, texts } from '../testing/page.js';
import { startThread } from '../testing/thread.js';
import '../thread-list/thread-list.js';
import type { CopThreadList } from '../thread-list/thread-list.component.js';
import type { CopThread } from './thread.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

/** A card, a list and a thread side by side. */
const showPage = async (community: TestCommunity, threadId: string) => {
  const page = await show<CopElement>(
    community.eva,
    html`<div>
      <cop-community-card community=${community.id}></cop-community-card>
      <cop-thread-list community=${community.id}></cop-thread-list>
      <cop-thread thread=${threadId}></cop-thread>
    </div>`,
  );
  const [card, list, thread] = page.children;
  return { card: card as CopCommunityCard, list: list as CopThreadList, thread: thread as CopThread };
};

const leave = async (card: CopCommunityCard): Promise<void> => {
  (await control(card, 'Leave')).click();
  const dialog = await found(card, 'dialog[open]');
  const left = next(card, 'cop-left');
  dialog.querySelector<HTMLElement>('[type=submit]')?.click();
  await left;
};

describe('what a person may do, while they join and leave beside it', () => {
  it('lets them write in the thread as soon as they have joined, and no longer when they have left', async () => {
    const community = await createCommunity();
    const { threadId } = await startThread(community);
    const { card, thread } = await showPage(community, threadId);
    await found(thread, '.post');
    expect(all(thread, '.at-end')).to.have.length(0);
    (await control(card, 'Join')).click();
    await found(thread, '.at-end');
    await leave(card);
    await until(() => all(thread, '.at-end').length === 0, 'no longer writing');
    expect(all(thread, '.post').length).to.be.greaterThan(1);
  });

  it('says in a closed community who can read, shows it to who joins, and takes it from who leaves', async () => {
    const community = await createCommunity({ visibility: 'closed' });
    const { threadId } = await startThread(community);
    const { card, list, thread } = await showPage(community, threadId);
    for (const element of [list, thread]) {
      expect((await found(element, '[role=alert]')).innerText.trim()).to.equal('Only members can read this.');
      expect(all(element, '[role=alert] button')).to.have.length(0);
    }
    (await control(card, 'Join')).click();
    await found(list, '.row');
    await found(thread, '.post');
    await leave(card);
    for (const element of [list, thread]) {
      await found(element, '[role=alert]');
      expect(texts(element, '.row, .post')).to.deep.equal([]);
    }
  });

  it('takes a private community from who is removed from it, and brings it back with their membership', async () => {
    const community = await createCommunity({ visibility: 'private', joinPolicy: 'invitation' });
    const { threadId } = await startThread(community);
    const { id: personId } = await community.dev.people.getMe();
    const page = await show<CopElement>(
      community.dev,
      html`<div>
        <cop-thread-list community=${community.id}></cop-thread-list>
        <cop-thread thread=${threadId}></cop-thread>
      </div>`,
    );
    const [list, thread] = [...page.children] as [CopThreadList, CopThread];
    await found(list, '.row');
    await found(thread, '.post');
    await community.ada.membership.remove({ communityId: community.id, personId });
    for (const element of [list, thread]) {
      expect((await found(element, '[role=alert]')).innerText).to.contain('This is not here.');
      expect(texts(element, '.row, .post, h1, h2, h3')).to.deep.equal([]);
    }
    await community.ada.membership.invite({ communityId: community.id, personId });
    await community.dev.membership.accept({ communityId: community.id });
    await found(list, '.row');
    await found(thread, '.post');
  });

  it('takes what is shown from who is no longer signed in', async () => {
    const community = await createCommunity();
    const { threadId } = await startThread(community);
    let signedIn = true;
    const api = withOperations(community.dev, {
      'threads.get': (input: never, options: never) =>
        signedIn
          ? community.dev.threads.get(input, options)
          : Promise.reject(
              Object.assign(new Error('No.'), { name: 'CopkitError', code: 'unauthenticated', field: null }),
            ),
    });
    const thread = await show<CopThread>(api, html`<cop-thread thread=${threadId}></cop-thread>`);
    await found(thread, '.post');
    signedIn = false;
    await community.ada.threads.reply({ threadId, body: 'For members.' });
    expect((await found(thread, '[role=alert]')).innerText).to.contain('You are not signed in');
    expect(texts(thread, '.post')).to.deep.equal([]);
  });

  it('separates why a thread was closed from what was noted', async () => {
    const community = await createCommunity();
    const { threadId } = await startThread(community);
    await community.ada.threads.close({ threadId, reason: 'obsolete', note: 'The pump is gone' });
    const { thread } = await showPage(community, threadId);
    await found(thread, '.notice');
    expect(texts(thread, '.notice')).to.deep.equal(['Closed: No longer relevant. The pump is gone']);
  });
});
