import { type StorageAdapter, UnavailableError } from '@copkit/storage';
import { describe, expect, test } from 'vitest';
import type { Activity } from '../index.js';
import { repliesIn, withThread } from '../testing/conversation.js';
import { everyDocument, headsOf } from '../testing/documents.js';
import { fullNameOf, hostIdOf, organisation, refusalOf } from '../testing/organisation.js';
import { intercepted } from '../testing/storage.js';
import { watching } from '../testing/watching.js';

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

test('what was deleted leaves no trace once nobody retries it any more', async () => {
  const org = await organisation();
  const { partition } = await withThread(org);
  const traces = async () => {
    const changes = await org.storage.changes(partition, null, 1_000);
    if (changes.kind !== 'page') throw new Error('The feed has no beginning.');
    return changes.docs.filter(({ body }) => body === null).map(({ collection }) => collection);
  };
  await org.cop.sweep();
  expect(await traces()).toContain('outbox');
  org.clock.forward(15 * 86_400_000);
  await org.cop.sweep();
  expect(await traces()).not.toContain('outbox');
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
