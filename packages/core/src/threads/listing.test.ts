import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Page, ThreadSort, ThreadsApi } from '../index.js';
import { foundCommunity, type Organisation, organisation, refusalOf, startThread } from '../testing/organisation.js';

type ListInput = Omit<Parameters<ThreadsApi['list']>[0], 'communityId'>;

/** Threads of all kinds and states, some with replies, reactions and accepted answers. */
async function busyCommunity(org: Organisation, count: number) {
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy']);
  const people = ['Ada', 'Bo', 'Cy'] as const;
  const kinds = ['question', 'discussion', 'idea'] as const;
  const threads: string[] = [];
  for (let at = 0; at < count; at++) {
    const author = org.as(people[at % 3]!);
    const topics = at % 4 === 0 ? ['hum'] : ['rattle'];
    const kind = kinds[at % 5 === 0 ? 1 : at % 7 === 0 ? 2 : 0];
    threads.push((await startThread(author, communityId, { kind, topics, title: `Thread ${at}` })).id);
  }
  for (const [at, threadId] of threads.entries()) {
    if (at % 3 === 0) await org.as('Bo').threads.reply({ threadId, body: 'So?' });
    for (const name of people.slice(0, at % 4)) await org.as(name).threads.react({ postId: threadId, kind: 'like' });
  }
  return { communityId, threads };
}

/** Follows `next` from the start, then `previous` from the end. */
async function walk<T>(get: (request: { after?: string; before?: string }) => Promise<Page<T>>) {
  const onwards: T[] = [];
  let page = await get({});
  onwards.push(...page.items);
  expect(page.previous).toBeNull();
  while (page.next) {
    page = await get({ after: page.next });
    onwards.push(...page.items);
  }
  const back: T[] = [...page.items];
  while (page.previous) {
    page = await get({ before: page.previous });
    back.unshift(...page.items);
  }
  return { onwards, back };
}

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

// Lists are walked hundreds of times: patient with a busy machine.
describe('the threads of a community', { timeout: 60_000 }, () => {
  test('are sorted as asked, whole and in order both ways, whatever the page size', async () => {
    const org = await organisation();
    const { communityId, threads } = await busyCommunity(org, 23);
    const bo = org.as('Bo');
    const everything = (await bo.threads.list({ communityId, limit: 100 })).items;
    expect(everything).toHaveLength(threads.length);
    const by = <T>(key: (thread: (typeof everything)[number]) => T) =>
      ids([...everything].sort((a, b) => (key(a) < key(b) ? 1 : key(a) > key(b) ? -1 : 0)));
    const expected: Record<ThreadSort, string[]> = {
      activity: by(({ lastActivityAt }) => lastActivityAt),
      newest: by(({ createdAt }) => createdAt),
      unanswered: ids(everything.filter(({ kind, state }) => kind === 'question' && state === 'open')).sort(
        (a, b) => threads.indexOf(b) - threads.indexOf(a),
      ),
      reactions: by(({ reactionCount, createdAt }) => `${String(reactionCount).padStart(5, '0')} ${createdAt}`),
    };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<ThreadSort>('activity', 'newest', 'unanswered', 'reactions'),
        fc.integer({ min: 1, max: 25 }),
        async (sort, limit) => {
          const seen = await walk((request) => bo.threads.list({ communityId, sort, limit, ...request }));
          expect(ids(seen.onwards)).toEqual(expected[sort]);
          expect(ids(seen.back)).toEqual(expected[sort]);
        },
      ),
      { seed: 20260105, numRuns: 30 },
    );
  });

  test('are filtered by kind, topic, state and author in every sort', async () => {
    const org = await organisation();
    const { communityId } = await busyCommunity(org, 23);
    const bo = org.as('Bo');
    const everything = (await bo.threads.list({ communityId, limit: 100 })).items;
    const authorId = await org.idOf('Cy');
    await fc.assert(
      fc.asyncProperty(
        fc.record<ListInput>(
          {
            sort: fc.constantFrom('activity', 'newest', 'reactions'),
            kind: fc.constantFrom('question', 'discussion', 'idea', 'announcement'),
            topic: fc.constantFrom('hum', 'RATTLE', 'nothing of the kind'),
            state: fc.constantFrom('open', 'answered', 'closed'),
            authorId: fc.constant(authorId),
          },
          { requiredKeys: [] },
        ),
        fc.integer({ min: 1, max: 9 }),
        async (filter, limit) => {
          const expected = everything.filter(
            (thread) =>
              (!filter.kind || thread.kind === filter.kind) &&
              (!filter.state || thread.state === filter.state) &&
              (!filter.authorId || thread.author.id === authorId) &&
              (!filter.topic || thread.topics.some(({ id }) => id === filter.topic?.toLowerCase())),
          );
          const seen = await walk((request) => bo.threads.list({ communityId, limit, ...filter, ...request }));
          expect(ids(seen.onwards).sort()).toEqual(ids(expected).sort());
          expect(ids(seen.back)).toEqual(ids(seen.onwards));
        },
      ),
      { seed: 20260105, numRuns: 40 },
    );
  });

  test('that come or move while somebody pages are not shown twice, and none of the others is lost', async () => {
    const org = await organisation();
    const { communityId, threads } = await busyCommunity(org, 15);
    const bo = org.as('Bo');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<ThreadSort>('activity', 'newest'),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.constantFrom('start', 'reply') as fc.Arbitrary<'start' | 'reply'>, { maxLength: 4 }),
        async (sort, limit, meddling) => {
          const before = ids((await bo.threads.list({ communityId, sort, limit: 100 })).items);
          const touched = new Set<string>();
          const seen: string[] = [];
          const steps = [...meddling];
          let page = await bo.threads.list({ communityId, sort, limit });
          seen.push(...ids(page.items));
          while (page.next) {
            const what = steps.pop();
            if (what === 'start') await startThread(org.as('Ada'), communityId);
            if (what === 'reply') {
              const threadId = threads[seen.length % threads.length]!;
              touched.add(threadId);
              await org.as('Ada').threads.reply({ threadId, body: 'Moved.' });
            }
            page = await bo.threads.list({ communityId, sort, limit, after: page.next });
            seen.push(...ids(page.items));
          }
          expect(new Set(seen).size).toBe(seen.length);
          const settled = before.filter((id) => !touched.has(id));
          expect(seen.filter((id) => settled.includes(id))).toEqual(settled);
        },
      ),
      { seed: 20260105, numRuns: 15 },
    );
  });

  test('by a topic whose name nobody could file are none', async () => {
    const org = await organisation();
    const { communityId } = await busyCommunity(org, 3);
    for (const topic of ['Сварка', '溶接', 'a/b', '\ud800', '́']) {
      expect((await org.as('Bo').threads.list({ communityId, topic })).items, topic).toEqual([]);
    }
  });
});

test('the replies of a thread are paged both ways, and opened around one of them', async () => {
  const org = await organisation();
  const { communityId } = await busyCommunity(org, 1);
  const bo = org.as('Bo');
  const { id: threadId } = await startThread(bo, communityId);
  const replies: string[] = [];
  for (let at = 0; at < 17; at++) replies.push((await bo.threads.reply({ threadId, body: `Reply ${at}.` })).id);
  for (const limit of [1, 3, 5, 16, 17, 18]) {
    const seen = await walk((request) => bo.threads.listReplies({ threadId, limit, ...request }));
    expect(ids(seen.onwards)).toEqual(replies);
    expect(ids(seen.back)).toEqual(replies);
  }
  for (const [at, around] of replies.entries()) {
    const page = await bo.threads.listReplies({ threadId, around, limit: 8 });
    expect(ids(page.items)).toContain(around);
    expect(page.previous === null).toBe(ids(page.items)[0] === replies[0]);
    expect(page.next === null).toBe(at >= 13 || ids(page.items).at(-1) === replies.at(-1));
  }
});

describe('a cursor', () => {
  test.each([
    ['of another sort', { sort: 'newest' }],
    ['of another filter', { state: 'open' }],
    ['of another kind', { kind: 'question' }],
  ] as const)('%s is stale', async (_what, other) => {
    const org = await organisation();
    const { communityId } = await busyCommunity(org, 9);
    const bo = org.as('Bo');
    const { next } = await bo.threads.list({ communityId, limit: 2, ...other });
    const refusal = await refusalOf(bo.threads.list({ communityId, limit: 2, after: next! }));
    expect(refusal).toMatchObject({ code: 'stale-cursor', field: 'after' });
  });

  test('of another community or thread is stale', async () => {
    const org = await organisation();
    const [one, other] = [await busyCommunity(org, 4), await busyCommunity(org, 4)];
    const bo = org.as('Bo');
    const { next } = await bo.threads.list({ communityId: one.communityId, limit: 2 });
    const foreign = bo.threads.list({ communityId: other.communityId, before: next! });
    expect(await refusalOf(foreign)).toMatchObject({ code: 'stale-cursor', field: 'before' });
    for (const body of ['One.', 'Two.']) await bo.threads.reply({ threadId: one.threads[1]!, body });
    const replies = await bo.threads.get({ threadId: one.threads[1]!, limit: 1 });
    const astray = bo.threads.get({ threadId: one.threads[2]!, after: replies.replies.next! });
    expect(await refusalOf(astray)).toMatchObject({ code: 'stale-cursor' });
    const members = await bo.membership.list({ communityId: one.communityId, limit: 1 });
    const others = bo.membership.list({ communityId: other.communityId, after: members.next! });
    expect(await refusalOf(others)).toMatchObject({ code: 'stale-cursor' });
  });

  test('that is no cursor at all is stale, in every list that pages', async () => {
    const org = await organisation();
    const { communityId, threads } = await busyCommunity(org, 2);
    const bo = org.as('Bo');
    const made = (place: unknown) => btoa(JSON.stringify(place)).replaceAll('=', '');
    const { next } = await bo.threads.list({ communityId, limit: 1 });
    const [list] = JSON.parse(atob(next!.replaceAll('-', '+').replaceAll('_', '/'))) as [string];
    const cursors = [
      '',
      'x',
      '🚀',
      '!!!!',
      made(null),
      made([]),
      made([list, 7]),
      made([list, 'ä']),
      made([list, 'all']),
    ];
    for (const after of cursors) {
      for (const call of [
        () => bo.threads.list({ communityId, after }),
        () => bo.threads.listReplies({ threadId: threads[0]!, after }),
        () => bo.membership.list({ communityId, after }),
        () => bo.communities.list({ after }),
        () => bo.topics.list({ after }),
        () => bo.search.find({ text: 'hum', after }),
        () => org.system.activity.list({ communityId, after }),
      ]) {
        expect(await refusalOf(call()), after).toMatchObject({ code: 'stale-cursor', field: 'after' });
      }
    }
  });

  test('goes in one direction at a time', async () => {
    const org = await organisation();
    const { communityId } = await busyCommunity(org, 4);
    const bo = org.as('Bo');
    const { next } = await bo.threads.list({ communityId, limit: 2 });
    const both = bo.threads.list({ communityId, after: next!, before: next! });
    expect(await refusalOf(both)).toMatchObject({ code: 'invalid', field: 'before' });
  });
});
