import { ConflictError, LimitError, MemoryStore, memory, type StorageAdapter, UnavailableError } from '@copkit/storage';
import { describe, expect, test } from 'vitest';
import { type Activity, createCopkit } from '../index.js';
import { everyDocument, headsOf } from '../testing/documents.js';
import {
  foundCommunity,
  fullNameOf,
  hostIdOf,
  type Organisation,
  organisation,
  refusalOf,
  startThread,
} from '../testing/organisation.js';
import { type Counted, counted, intercepted } from '../testing/storage.js';
import { watching } from '../testing/watching.js';

const names = Array.from({ length: 10 }, (_, at) => `M${at}`);

async function withThread(org: Organisation, members: readonly string[] = ['Bo']) {
  const community = await foundCommunity(org, 'Ada', {}, members);
  const thread = await startThread(org.as('Ada'), community.id);
  return { community, thread, partition: `community/${community.id}` };
}

async function repliesIn(org: Organisation, threadId: string) {
  const { thread, replies } = await org.as('Ada').threads.get({ threadId, limit: 100 });
  return { count: thread.replyCount, bodies: replies.items.map(({ body }) => body) };
}

describe('a mutation id', () => {
  test('done twice, the effect is there once and the answer is the same', async () => {
    const org = await organisation();
    const { thread } = await withThread(org);
    const input = { threadId: thread.id, body: 'Check the shroud.' };
    const first = await org.as('Bo').threads.reply(input, { mutationId: 'a-1' });
    const before = await headsOf(org.storage);
    const second = await org.as('Bo').threads.reply({ body: input.body, threadId: thread.id }, { mutationId: 'a-1' });
    expect(second).toEqual(first);
    expect(await headsOf(org.storage)).toEqual(before);
    expect(await repliesIn(org, thread.id)).toEqual({ count: 1, bodies: [input.body] });
  });

  test('of concurrent duplicates one has an effect', async () => {
    const org = await organisation();
    const { thread } = await withThread(org);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        org.as('Bo').threads.reply({ threadId: thread.id, body: 'Once.' }, { mutationId: 'dup' }),
      ),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await repliesIn(org, thread.id)).toEqual({ count: 1, bodies: ['Once.'] });
  });

  test('that was used for another input, or another operation, is a conflict', async () => {
    const org = await organisation();
    const { thread } = await withThread(org);
    const bo = org.as('Bo');
    await bo.threads.reply({ threadId: thread.id, body: 'One.' }, { mutationId: 'x' });
    const before = await headsOf(org.storage);
    const other = bo.threads.reply({ threadId: thread.id, body: 'Two.' }, { mutationId: 'x' });
    expect(await refusalOf(other)).toMatchObject({ code: 'conflict', field: 'mutationId' });
    const another = bo.threads.follow({ threadId: thread.id }, { mutationId: 'x' });
    expect(await refusalOf(another)).toMatchObject({ code: 'conflict', field: 'mutationId' });
    expect(await headsOf(org.storage)).toEqual(before);
  });

  test('belongs to the person who used it', async () => {
    const org = await organisation();
    const { thread } = await withThread(org, ['Bo', 'Cy']);
    await org.as('Bo').threads.reply({ threadId: thread.id, body: 'Bo.' }, { mutationId: 'x' });
    await org.as('Cy').threads.reply({ threadId: thread.id, body: 'Cy.' }, { mutationId: 'x' });
    expect((await repliesIn(org, thread.id)).count).toBe(2);
  });

  test('of the wrong form is refused', async () => {
    const org = await organisation();
    const { thread } = await withThread(org);
    for (const mutationId of ['', 'a b', 'ä', 'x'.repeat(65)]) {
      const refusal = await refusalOf(org.as('Bo').threads.follow({ threadId: thread.id }, { mutationId }));
      expect(refusal).toMatchObject({ code: 'invalid', field: 'mutationId' });
    }
  });

  test('answers nobody who has since lost access, but whoever left by it', async () => {
    const org = await organisation();
    const { community, thread } = await withThread(org, ['Bo', 'Cy']);
    await org.as('Ada').communities.update({ communityId: community.id, visibility: 'private' });
    const reply = () => org.as('Bo').threads.reply({ threadId: thread.id, body: 'Seen.' }, { mutationId: 'r' });
    const leave = () => org.as('Cy').membership.leave({ communityId: community.id }, { mutationId: 'l' });
    await reply();
    const left = await leave();
    await org.as('Ada').membership.remove({ communityId: community.id, personId: await org.idOf('Bo') });
    expect(await refusalOf(reply())).toMatchObject({ code: 'not-found' });
    expect(await leave()).toEqual(left);
  });

  test('is forgotten after days', async () => {
    const org = await organisation();
    const { thread } = await withThread(org);
    await org.as('Bo').threads.follow({ threadId: thread.id }, { mutationId: 'old' });
    const receipts = async () =>
      (await everyDocument(org.storage)).filter(({ collection }) => collection === 'receipts');
    org.clock.forward(13 * 86_400_000);
    await org.cop.sweep();
    expect((await receipts()).length).toBeGreaterThan(0);
    org.clock.forward(2 * 86_400_000);
    await org.cop.sweep();
    expect(await receipts()).toEqual([]);
  });
});

test('receipts hold ids and facts, never names or texts', async () => {
  const org = await organisation();
  const { community, thread } = await withThread(org);
  const bo = org.as('Bo');
  const reply = await bo.threads.reply({ threadId: thread.id, body: 'A text of mine' });
  await org.as('Ada').threads.accept({ replyId: reply.id });
  await bo.people.update({ jobTitle: 'Welder' });
  await bo.threads.flag({ postId: thread.id, reason: 'other', note: 'A note of mine' });
  await org
    .as('Ada')
    .membership.setRoles({ communityId: community.id, personId: await org.idOf('Bo'), roles: ['expert'] });
  const receipts = (await everyDocument(org.storage)).filter(({ collection }) => collection === 'receipts');
  expect(receipts.length).toBeGreaterThan(5);
  for (const trace of ['Quill', fullNameOf('Bo'), hostIdOf('Bo'), 'of mine', 'Welder', 'Rotor']) {
    expect(JSON.stringify(receipts)).not.toContain(trace);
  }
});

describe('a store that does not say whether it committed', () => {
  /** Applies the next commit that writes a reply, and says that it does not know. */
  function doubtful(storage: StorageAdapter, applied: boolean, doubts = { left: 1 }): StorageAdapter {
    return intercepted(storage, {
      async commit(partition, commit) {
        const isReply = commit.puts.some(({ collection }) => collection === 'replies');
        if (!isReply || doubts.left === 0) return storage.commit(partition, commit);
        doubts.left--;
        if (applied) await storage.commit(partition, commit);
        throw new UnavailableError(applied ? 'unknown' : 'not-applied', 'The line went dead.');
      },
    });
  }

  test.each([true, false])('leaves exactly one reply, one event and one answer (applied: %s)', async (applied) => {
    const org = await organisation({ wrap: (storage) => doubtful(storage, applied) });
    const { thread } = await withThread(org);
    const heard: Activity[] = [];
    org.cop.on((activity) => heard.push(activity));
    const reply = await org.as('Bo').threads.reply({ threadId: thread.id, body: 'Once.' });
    expect(await repliesIn(org, thread.id)).toEqual({ count: 1, bodies: ['Once.'] });
    expect(heard.map(({ verb, object }) => [verb, object])).toEqual([['answer', reply.id]]);
  });

  test('still wakes who watches', async () => {
    const org = await organisation({
      wrap: (storage) => doubtful(intercepted(storage, { onHint: () => () => {} }), true),
    });
    const { thread } = await withThread(org);
    const { woken, stop } = await watching(org.as('Ada'), [thread.id]);
    await org.as('Bo').threads.reply({ threadId: thread.id, body: 'Once.' });
    await woken(1);
    stop();
  });

  test('that is gone for good is `unavailable`, and trying again with the same mutation id replies once', async () => {
    const doubts = { left: 12 };
    const org = await organisation({ wrap: (storage) => doubtful(storage, false, doubts) });
    const { thread } = await withThread(org);
    const reply = () => org.as('Bo').threads.reply({ threadId: thread.id, body: 'Once.' }, { mutationId: 'again' });
    expect(await refusalOf(reply())).toMatchObject({ code: 'unavailable' });
    await reply();
    expect((await repliesIn(org, thread.id)).count).toBe(1);
  });
});

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
