import { MemoryStore, type StorageAdapter, UnavailableError } from '@copkit/storage';
import { describe, expect, test, vi } from 'vitest';
import { foundCommunity, type Organisation, organisation, startThread } from '../testing/organisation.js';
import { intercepted } from '../testing/storage.js';
import { watching } from '../testing/watching.js';

async function scene(org: Organisation) {
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy']);
  const thread = await startThread(org.as('Ada'), communityId, { title: 'Watched' });
  const other = await startThread(org.as('Ada'), communityId, { title: 'Other' });
  return { communityId, threadId: thread.id, otherId: other.id };
}

/** Waits until a change that is certain to wake has done so; what came before it has had its turn. */
async function afterwards(org: Organisation, communityId: string): Promise<void> {
  const { woken, stop } = await watching(org.as('Ada'), [communityId]);
  await org.as('Ada').communities.update({ communityId, mandate: `Until ${org.clock.now().toISOString()}` });
  await woken(1);
  stop();
}

describe('who watches', () => {
  test('hears of what changed before anybody could listen', async () => {
    const org = await organisation();
    const { communityId, threadId } = await scene(org);
    const wakes: string[] = [];
    const stop = org.as('Bo').watch([communityId], ({ target }) => wakes.push(target));
    // In the same breath: what listens may have to be loaded first.
    await org.as('Ada').threads.reply({ threadId, body: 'News.' });
    await vi.waitFor(() => expect(wakes).toContain(communityId));
    stop();
  });

  test('a community wakes for everything in it', async () => {
    const org = await organisation();
    const { communityId, threadId } = await scene(org);
    const { wakes, woken, stop } = await watching(org.as('Bo'), [communityId]);
    await org.as('Ada').threads.reply({ threadId, body: 'News.' });
    await woken(1);
    await org.as('Ada').threads.react({ postId: threadId, kind: 'like' });
    await woken(2);
    expect(new Set(wakes)).toEqual(new Set([communityId]));
    stop();
  });

  test.each([
    ['a reply', (org: Organisation, threadId: string) => org.as('Cy').threads.reply({ threadId, body: 'News.' })],
    [
      'an edit',
      (org: Organisation, threadId: string) => org.as('Ada').threads.edit({ postId: threadId, body: 'New.' }),
    ],
    [
      'a reaction',
      (org: Organisation, threadId: string) => org.as('Cy').threads.react({ postId: threadId, kind: 'like' }),
    ],
    ['a state', (org: Organisation, threadId: string) => org.as('Ada').threads.close({ threadId, reason: 'obsolete' })],
    ['hiding', (org: Organisation, threadId: string) => org.as('Ada').threads.hide({ postId: threadId })],
  ])('a thread wakes for %s in it, and for nothing in another', async (_what, change) => {
    const org = await organisation();
    const { threadId, otherId } = await scene(org);
    const { wakes, woken, stop } = await watching(org.as('Bo'), [threadId, otherId]);
    await change(org, threadId);
    await woken(1);
    expect(wakes).toEqual([threadId]);
    await change(org, otherId);
    await woken(2);
    expect(wakes).toEqual([threadId, otherId]);
    stop();
  });

  test('a thread wakes for the edit of a reply', async () => {
    const org = await organisation();
    const { threadId } = await scene(org);
    const reply = await org.as('Cy').threads.reply({ threadId, body: 'News.' });
    const { woken, stop } = await watching(org.as('Bo'), [threadId]);
    await org.as('Cy').threads.edit({ postId: reply.id, body: 'Old news.' });
    await woken(1);
    stop();
  });

  test('a thread wakes when its answer becomes a practice', async () => {
    const org = await organisation();
    const { threadId } = await scene(org);
    const { id: replyId } = await org.as('Cy').threads.reply({ threadId, body: 'Tighten the bolt.' });
    await org.as('Ada').threads.accept({ replyId });
    const { wakes, woken, stop } = await watching(org.as('Bo'), [threadId]);
    await org.as('Ada').practices.fromReply({ replyId });
    await woken(1);
    expect(wakes).toEqual([threadId]);
    stop();
  });

  test('is woken once for a burst, and again after it', async () => {
    const org = await organisation();
    const { threadId } = await scene(org);
    const { wakes, woken, stop } = await watching(org.as('Bo'), [threadId]);
    await Promise.all(['Ada', 'Cy', 'Ada'].map((name) => org.as(name).threads.reply({ threadId, body: 'News.' })));
    await woken(1);
    expect(wakes).toHaveLength(1);
    await org.as('Ada').threads.reply({ threadId, body: 'More.' });
    await woken(2);
    stop();
  });

  test('hears no more after stopping, or after giving up', async () => {
    const org = await organisation();
    const { communityId, threadId } = await scene(org);
    const stopped = await watching(org.as('Bo'), [threadId]);
    stopped.stop();
    const given = new AbortController();
    const wakes: string[] = [];
    org.as('Bo').watch([threadId], ({ target }) => wakes.push(target), { signal: given.signal });
    org.as('Bo').watch([threadId], ({ target }) => wakes.push(target), { signal: AbortSignal.abort() });
    given.abort();
    await org.as('Ada').threads.reply({ threadId, body: 'News.' });
    await afterwards(org, communityId);
    expect([...stopped.wakes, ...wakes]).toEqual([]);
  });
});

describe('hints respect who may know', () => {
  test('whoever loses access is not woken any more', async () => {
    const org = await organisation();
    const { communityId, threadId } = await scene(org);
    const { wakes, woken, stop } = await watching(org.as('Bo'), [communityId, threadId]);
    await org.as('Ada').threads.reply({ threadId, body: 'News.' });
    await woken(2);
    await org.as('Ada').membership.remove({ communityId, personId: await org.idOf('Bo') });
    await org.as('Ada').communities.update({ communityId, visibility: 'closed' });
    await afterwards(org, communityId);
    const before = wakes.length;
    await org.as('Ada').threads.reply({ threadId, body: 'Secret.' });
    await afterwards(org, communityId);
    expect(wakes).toHaveLength(before);
    stop();
  });

  test('what is for the staff wakes the staff', async () => {
    const org = await organisation();
    const { communityId, threadId } = await scene(org);
    const facilitator = await watching(org.as('Ada'), [communityId]);
    const member = await watching(org.as('Bo'), [communityId]);
    await org.as('Cy').threads.flag({ postId: threadId, reason: 'spam' });
    await facilitator.woken(1);
    await org.as('Cy').threads.reply({ threadId, body: 'For all.' });
    await member.woken(1);
    await facilitator.woken(2);
    expect(member.wakes).toHaveLength(1);
    facilitator.stop();
    member.stop();
  });

  test('who asks to join, is invited or turned down, is told to the staff and to them', async () => {
    const org = await organisation();
    const { communityId } = await scene(org);
    await org.as('Ada').communities.update({ communityId, joinPolicy: 'request' });
    const [ada, bo, di] = await Promise.all(['Ada', 'Bo', 'Di'].map((name) => watching(org.as(name), [communityId])));
    const personId = await org.idOf('Di');
    const steps = [
      () => org.as('Di').membership.join({ communityId }),
      () => org.as('Ada').membership.decline({ communityId, personId }),
      () => org.as('Ada').membership.invite({ communityId, personId }),
    ];
    for (const [at, step] of steps.entries()) {
      await step();
      await Promise.all([ada!.woken(at + 1), di!.woken(at + 1)]);
    }
    expect(bo!.wakes).toEqual([]);
    await org.as('Di').membership.accept({ communityId });
    await bo!.woken(1);
    await org.as('Di').membership.leave({ communityId });
    await bo!.woken(2);
    for (const watched of [ada, bo, di]) watched!.stop();
  });

  test('what belongs to one person wakes that person', async () => {
    const org = await organisation();
    const { communityId, threadId } = await scene(org);
    const follower = await watching(org.as('Cy'), [threadId]);
    const other = await watching(org.as('Bo'), [threadId]);
    await org.as('Cy').threads.follow({ threadId });
    await follower.woken(1);
    await afterwards(org, communityId);
    // The community itself changed in between, which concerns everybody.
    await other.woken(1);
    expect(other.wakes).toHaveLength(1);
    follower.stop();
    other.stop();
  });
});

/** As a database file is: shared by processes that hear nothing of each other. */
const withoutHints = (storage: StorageAdapter): StorageAdapter => ({
  ...intercepted(storage, { capabilities: { ...storage.capabilities, sharing: 'host' } }),
  onHint: () => () => {},
});

describe('changes of another process', () => {
  test.each([
    ['are told by hints', undefined],
    ['are looked for where there are no hints', withoutHints],
  ])('%s', async (_how, wrap) => {
    const store = new MemoryStore('tests');
    const setting = { store, pollMs: 5, ...(wrap ? { wrap } : {}) };
    const one = await organisation({ ...setting, seed: 1 });
    const other = await organisation({ ...setting, seed: 2, clockOf: one });
    const { threadId, otherId } = await scene(one);
    const { wakes, woken, stop } = await watching(one.as('Bo'), [threadId]);
    await other.as('Ada').threads.reply({ threadId: otherId, body: 'Elsewhere.' });
    await other.as('Ada').threads.reply({ threadId, body: 'From the other one.' });
    await woken(1);
    expect(wakes).toEqual([threadId]);
    stop();
  });

  test('are found again after the store could not be read for a while', async () => {
    const store = new MemoryStore('tests');
    let broken = false;
    const one = await organisation({
      store,
      wrap: (storage) =>
        intercepted(storage, {
          async changes(...args) {
            if (broken) throw new UnavailableError('not-applied', 'Down.');
            return storage.changes(...args);
          },
        }),
    });
    const other = await organisation({ store, seed: 2, clockOf: one });
    const { threadId } = await scene(one);
    const { woken, stop } = await watching(one.as('Bo'), [threadId]);
    broken = true;
    await other.as('Ada').threads.reply({ threadId, body: 'Unheard.' });
    await vi.waitFor(() => expect(one.faults).not.toEqual([]));
    one.faults.length = 0;
    broken = false;
    await other.as('Ada').threads.reply({ threadId, body: 'Heard.' });
    await woken(1);
    stop();
  });
});

test('a store that is away when somebody begins to watch is tried again', async () => {
  let broken = 1;
  const org = await organisation({
    wrap: (storage) =>
      intercepted(storage, {
        async heads(partitions) {
          if (broken-- > 0) throw new UnavailableError('not-applied', 'Down.');
          return storage.heads(partitions);
        },
      }),
  });
  const { threadId } = await scene(org);
  broken = 1;
  const told: string[] = [];
  const stop = org.as('Bo').watch([threadId], () => {}, { onStatus: (status) => told.push(status) });
  await vi.waitFor(() => expect(told).toEqual(['reconnecting', 'live']), { timeout: 3_000 });
  expect(org.faults).toHaveLength(1);
  org.faults.length = 0;
  stop();
});

test('a listener that throws keeps nobody else asleep', async () => {
  const org = await organisation();
  const { communityId, threadId } = await scene(org);
  const wakes: string[] = [];
  let stop = () => {};
  await new Promise<void>((live) => {
    const fail = ({ target }: { target: string }) => {
      wakes.push(target);
      throw new Error('Mine.');
    };
    stop = org.as('Bo').watch([communityId, threadId], fail, { onStatus: () => live() });
  });
  await org.as('Ada').threads.reply({ threadId, body: 'News.' });
  await vi.waitFor(() => expect(wakes.sort()).toEqual([communityId, threadId].sort()));
  expect(org.faults).toHaveLength(2);
  org.faults.length = 0;
  stop();
});

test('at most 200 ids, all of them ids, are watched at once', async () => {
  const org = await organisation();
  const watch = (ids: string[]) => () => org.as('Bo').watch(ids, () => {});
  expect(watch(Array.from({ length: 201 }, () => `c_${'0'.repeat(16)}`))).toThrow('200');
  expect(watch(['p_whoever'])).toThrow('not the id');
});
