import { ConflictError, LimitError, MemoryStore, memory } from '@copkit/storage';
import { describe, expect, test } from 'vitest';
import { createCopkit } from '../index.js';
import { repliesIn, withThread } from '../testing/conversation.js';
import { headsOf } from '../testing/documents.js';
import { fullNameOf, hostIdOf, organisation, refusalOf } from '../testing/organisation.js';
import { type Counted, counted, intercepted } from '../testing/storage.js';

const names = Array.from({ length: 10 }, (_, at) => `M${at}`);

describe('mutations that wait together', () => {
  test('are fewer commits than mutations, all present, counts exact', async () => {
    let counting: Counted | undefined;
    const org = await organisation({
      wrap(storage) {
        counting = counted(storage);
        return counting.storage;
      },
    });
    const { thread, partition } = await withThread(org, names);
    const before = counting!.commits.length;
    await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        org.as(names[at % 10]!).threads.reply({ threadId: thread.id, body: `Reply ${at}.` }),
      ),
    );
    const commits = counting!.commits.slice(before).filter((each) => each.partition === partition);
    expect(commits.length).toBeLessThan(10);
    const { count, bodies } = await repliesIn(org, thread.id);
    expect(count).toBe(50);
    expect(new Set(bodies).size).toBe(50);
  });

  test('fail one by one: a refused one takes no neighbour along', async () => {
    const org = await organisation();
    const { thread } = await withThread(org, names);
    const outsider = org.as('Zed');
    await outsider.people.getMe();
    const outcomes = await Promise.allSettled(
      names.flatMap((name) => [
        org.as(name).threads.reply({ threadId: thread.id, body: `By ${name}.` }),
        outsider.threads.reply({ threadId: thread.id, body: 'Not a member.' }),
        org
          .as(name)
          .threads.reply({ threadId: thread.id, body: 'x', inReplyTo: `r_${'0'.repeat(16)}_${'0'.repeat(12)}` }),
      ]),
    );
    const codes = outcomes.map((each) => (each.status === 'rejected' ? each.reason.code : 'done'));
    expect(codes).toEqual(names.flatMap(() => ['done', 'forbidden', 'not-found']));
    expect((await repliesIn(org, thread.id)).count).toBe(10);
  });

  test('too large for one commit are split until they fit', async () => {
    const org = await organisation({
      wrap: (storage) =>
        intercepted(storage, {
          async commit(partition, commit) {
            const replies = commit.puts.filter(({ collection }) => collection === 'replies').length;
            if (replies > 3) throw new LimitError('More than three replies.', 'commitOps');
            return storage.commit(partition, commit);
          },
        }),
    });
    const { thread } = await withThread(org, names);
    await Promise.all(names.map((name) => org.as(name).threads.reply({ threadId: thread.id, body: `By ${name}.` })));
    expect((await repliesIn(org, thread.id)).count).toBe(10);
  });

  test('one that is too large by itself says so, and the others are done', async () => {
    const org = await organisation({
      wrap: (storage) =>
        intercepted(storage, {
          async commit(partition, commit) {
            if (JSON.stringify(commit.puts).includes('enormous')) throw new LimitError('Enormous.', 'docBytes');
            return storage.commit(partition, commit);
          },
        }),
    });
    const { thread } = await withThread(org, names);
    const outcomes = await Promise.allSettled(
      names.map((name, at) => org.as(name).threads.reply({ threadId: thread.id, body: at === 4 ? 'enormous' : name })),
    );
    expect(outcomes.map((each) => (each.status === 'rejected' ? each.reason.code : 'done'))).toEqual(
      names.map((_, at) => (at === 4 ? 'too-large' : 'done')),
    );
    expect((await repliesIn(org, thread.id)).count).toBe(9);
  });

  test('of two processes on one store come out exact', async () => {
    const store = new MemoryStore('tests');
    const one = await organisation({ store, seed: 1 });
    const other = await organisation({ store, seed: 2, clockOf: one });
    const { thread } = await withThread(one, names);
    await Promise.all(
      names.flatMap((name) =>
        [one, other].map((org, at) => org.as(name).threads.reply({ threadId: thread.id, body: `${name} in ${at}` })),
      ),
    );
    const { count, bodies } = await repliesIn(other, thread.id);
    expect(count).toBe(20);
    expect(new Set(bodies).size).toBe(20);
    expect((await one.cop.check()).findings).toEqual([]);
  });

  test('that conflict for ever end, as `unavailable`', async () => {
    let hostile = false;
    const org = await organisation({
      wrap: (storage) =>
        intercepted(storage, {
          async commit(partition, commit) {
            if (hostile && commit.puts.some(({ collection }) => collection === 'replies')) throw new ConflictError([]);
            return storage.commit(partition, commit);
          },
        }),
    });
    const { thread } = await withThread(org);
    hostile = true;
    const before = await headsOf(org.storage);
    const reply = org.as('Bo').threads.reply({ threadId: thread.id, body: 'In vain.' });
    expect(await refusalOf(reply)).toMatchObject({ code: 'unavailable' });
    expect(await headsOf(org.storage)).toEqual(before);
  });
});

test('a refusal is decided on documents of one moment', async () => {
  const store = new MemoryStore('tests');
  let between: (() => Promise<unknown>) | null = null;
  const one = await organisation({
    store,
    wrap: (storage) =>
      intercepted(storage, {
        async get(partition, keys) {
          const docs = await storage.get(partition, keys);
          const meddle = between;
          if (meddle && keys.some(({ collection }) => collection === 'memberships')) {
            between = null;
            await meddle();
          }
          return docs;
        },
      }),
  });
  const other = await organisation({ store, seed: 2, clockOf: one });
  const { thread, community } = await withThread(one);
  const bo = one.as('Bo');
  await bo.people.getMe();
  // Between reading the membership and reading the thread Bo is removed, and then the thread is locked: that it is
  // locked was never the reason.
  const ada = other.as('Ada');
  const personId = await one.idOf('Bo');
  between = async () => {
    await ada.membership.remove({ communityId: community.id, personId });
    await ada.threads.setLocked({ threadId: thread.id, locked: true });
  };
  expect(await refusalOf(bo.threads.reply({ threadId: thread.id, body: 'Let me in.' }))).toMatchObject({
    code: 'forbidden',
  });
});

test('giving up before the start changes nothing', async () => {
  const org = await organisation();
  const { thread } = await withThread(org);
  const before = await headsOf(org.storage);
  const given = AbortSignal.abort();
  const reply = org.as('Bo').threads.reply({ threadId: thread.id, body: 'Never mind.' }, { signal: given });
  expect(await refusalOf(reply)).toMatchObject({ code: 'aborted' });
  expect(await headsOf(org.storage)).toEqual(before);
});

test('closing finishes what is under way, and refuses what comes after', async () => {
  const org = await organisation();
  const cop = await createCopkit({ storage: memory({ store: org.store }), clock: org.clock.now });
  const api = cop.as({ hostId: hostIdOf('Ada'), name: fullNameOf('Ada') });
  const founding = api.communities.create({ name: 'Late', purpose: 'Finished all the same' });
  const closing = cop.close();
  expect((await founding).name).toBe('Late');
  await closing;
  expect(await refusalOf(api.communities.list())).toMatchObject({ code: 'unavailable' });
  expect((await org.as('Ada').communities.list()).items.map(({ name }) => name)).toEqual(['Late']);
});
