import type { SearchIndex } from '@copkit/storage';
import { describe, expect, test } from 'vitest';
import type { SearchResult } from '../index.js';
import { foundCommunity, organisation, refusalOf, startThread } from '../testing/organisation.js';
import { memorySearch } from './memory-search.js';

const idOf = (found: SearchResult): string => ('postId' in found ? found.postId : found.practiceId);

async function scene() {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const [ada, bo] = [org.as('Ada'), org.as('Bo')];
  const hum = await startThread(bo, communityId, {
    title: 'Stage two hums',
    body: 'A deep **resonance** at 4,000 rpm.',
    topics: ['Vibration'],
  });
  org.clock.forward(86_400_000);
  const answer = await ada.threads.reply({
    threadId: hum.id,
    body: 'The shroud is loose: tighten the resonance damper.',
  });
  org.clock.forward(86_400_000);
  const talk = await startThread(ada, communityId, {
    kind: 'discussion',
    title: 'Lubricants',
    body: 'Which do you use?',
  });
  const find = async (input: Parameters<typeof bo.search.find>[0]) => (await bo.search.find(input)).items.map(idOf);
  return { org, communityId, ada, bo, hum, answer, talk, find };
}

test('finds titles, bodies and replies, and says where', async () => {
  const { bo, org, hum, answer, communityId } = await scene();
  const { items } = await bo.search.find({ text: 'shroud' });
  expect(items).toMatchObject([
    {
      postId: answer.id,
      threadId: hum.id,
      communityId,
      kind: 'question',
      state: 'answered',
      author: { id: await org.idOf('Ada') },
      topics: [{ id: 'vibration', label: 'Vibration' }],
      at: answer.createdAt,
    },
  ]);
  expect(items[0]!.extract.filter(({ match }) => match).map(({ text }) => text)).toEqual(['shroud']);
  expect(items[0]!.extract.map(({ text }) => text).join('')).toContain('The shroud is loose');
});

test('forgives a typing mistake and takes the last word as a beginning', async () => {
  const { find, hum, answer, talk } = await scene();
  expect((await find({ text: 'resonnance' })).sort()).toEqual([hum.id, answer.id].sort());
  expect(await find({ text: 'lubri' })).toEqual([talk.id]);
  expect(await find({ text: 'gearbox' })).toEqual([]);
});

test('filters by community, topic, kind, author and date', async () => {
  const { org, find, hum, answer, talk, communityId } = await scene();
  const text = 'resonance lubricants';
  const all = [hum.id, answer.id, talk.id].sort();
  expect((await find({ text })).sort()).toEqual(all);
  expect((await find({ text, communityId })).sort()).toEqual(all);
  expect(await find({ text, kind: 'discussion' })).toEqual([talk.id]);
  expect((await find({ text, topic: 'VIBRATION' })).sort()).toEqual([hum.id, answer.id].sort());
  expect(await find({ text, topic: 'nothing of the kind' })).toEqual([]);
  expect((await find({ text, authorId: await org.idOf('Ada') })).sort()).toEqual([answer.id, talk.id].sort());
  expect(await find({ text, to: answer.createdAt })).toEqual([hum.id]);
  expect((await find({ text, from: answer.createdAt })).sort()).toEqual([answer.id, talk.id].sort());
  const midnight = `${talk.createdAt.slice(0, 10)}T00:00:00Z`;
  expect(await find({ text, from: midnight })).toEqual([talk.id]);
});

test('shows what is written now: new, edited, withdrawn, hidden and restored', async () => {
  const { ada, bo, find, hum, answer } = await scene();
  expect(await find({ text: 'gearbox' })).toEqual([]);
  await bo.threads.edit({ postId: hum.id, body: 'It was the gearbox.' });
  expect(await find({ text: 'gearbox' })).toEqual([hum.id]);
  expect(await find({ text: 'deep resonance 4,000' })).toEqual([answer.id]);
  await ada.threads.withdraw({ postId: answer.id });
  expect(await find({ text: 'shroud' })).toEqual([]);
  await ada.threads.hide({ postId: hum.id });
  expect(await find({ text: 'gearbox' })).toEqual([]);
  await ada.threads.restore({ postId: hum.id });
  expect(await find({ text: 'gearbox' })).toEqual([hum.id]);
});

test('the replies of a hidden thread are not found', async () => {
  const { ada, find, hum } = await scene();
  await ada.threads.hide({ postId: hum.id });
  expect(await find({ text: 'shroud' })).toEqual([]);
});

describe('only what the actor may read', () => {
  test.each(['closed', 'private'] as const)('is found when a community is %s', async (visibility) => {
    const { org, ada, communityId } = await scene();
    await ada.communities.update({ communityId, visibility });
    const find = (name: string) => org.as(name).search.find({ text: 'shroud' });
    expect((await find('Bo')).items).toHaveLength(1);
    expect((await find('Cy')).items).toEqual([]);
    const there = await refusalOf(org.as('Cy').search.find({ text: 'shroud', communityId }));
    const absent = await refusalOf(org.as('Cy').search.find({ text: 'shroud', communityId: `c_${'0'.repeat(16)}` }));
    expect([there.code, there.message]).toEqual([absent.code, absent.message]);
    await ada.membership.remove({ communityId, personId: await org.idOf('Bo') });
    expect((await find('Bo')).items).toEqual([]);
  });
});

test('asks several communities at the same time, and not all of them', async () => {
  const index = memorySearch();
  let [asked, most] = [0, 0];
  const query: SearchIndex['query'] = async (...args) => {
    most = Math.max(most, ++asked);
    await new Promise((resolve) => setImmediate(resolve));
    asked--;
    return index.query(...args);
  };
  const search: SearchIndex = {
    open: () => index.open(),
    cursor: (...args) => index.cursor(...args),
    apply: (...args) => index.apply(...args),
    drop: (...args) => index.drop(...args),
    close: () => index.close(),
    query,
  };
  const org = await organisation({ search });
  for (let n = 0; n < 12; n++) {
    const { id } = await foundCommunity(org, 'Ada', { name: `Community ${n}` });
    await startThread(org.as('Ada'), id, { title: 'Everywhere' });
  }
  expect((await org.as('Ada').search.find({ text: 'everywhere' })).items).toHaveLength(12);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThan(12);
});

test('goes on page by page, each post once', async () => {
  const { ada, bo, communityId, talk } = await scene();
  const replies = [];
  for (let at = 0; at < 25; at++) {
    replies.push((await ada.threads.reply({ threadId: talk.id, body: `Grease number ${at}, a good grease.` })).id);
  }
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await bo.search.find({ text: 'grease', communityId, limit: 7, ...(after ? { after } : {}) });
    seen.push(...page.items.map(idOf));
    after = page.next;
  } while (after);
  expect([...seen].sort()).toEqual([...replies].sort());
  const { next } = await bo.search.find({ text: 'grease', limit: 7 });
  const other = bo.search.find({ text: 'good grease', limit: 7, after: next! });
  expect(await refusalOf(other)).toMatchObject({ code: 'stale-cursor', field: 'after' });
});

test('looks further when much of what was found has gone, and asks the index for no more than is shown otherwise', async () => {
  const asked: number[] = [];
  const store = memorySearch();
  const gone = { score: 100, terms: [] };
  let before = 0;
  const search: SearchIndex = {
    open: () => store.open(),
    cursor: (partition) => store.cursor(partition),
    apply: (partition, page) => store.apply(partition, page),
    drop: (partition) => store.drop(partition),
    close: () => store.close(),
    async query(partition, query) {
      asked.push(query.limit);
      const community = partition.slice('community/c_'.length);
      // As an index that has not heard yet that they went away.
      const stale = Array.from({ length: before }, (_, n) => ({ ...gone, id: `r_${community}_00000000000${n % 10}` }));
      return [...stale, ...(await store.query(partition, query))].slice(0, query.limit);
    },
  };
  const org = await organisation({ search });
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const ada = org.as('Ada');
  const thread = await startThread(ada, communityId, { title: 'Lubricants', body: 'Which?' });
  const ids: string[] = [];
  for (let at = 0; at < 8; at++) {
    ids.push((await ada.threads.reply({ threadId: thread.id, body: `Grease number ${at}` })).id);
    org.clock.forward(60_000);
  }
  const newestFirst = ids.toReversed();
  const pages = async () => {
    const seen: string[][] = [];
    let after: string | null = null;
    do {
      const page = await ada.search.find({ text: 'grease', limit: 3, ...(after ? { after } : {}) });
      seen.push(page.items.map(idOf));
      after = page.next;
    } while (after);
    return seen;
  };
  expect(await pages()).toEqual([newestFirst.slice(0, 3), newestFirst.slice(3, 6), newestFirst.slice(6)]);
  expect(asked).toEqual([4, 7, 10]);
  before = 10;
  await ada.threads.reply({ threadId: thread.id, body: 'Oil will do.' });
  expect((await pages()).flat()).toEqual(newestFirst);
  expect(Math.max(...asked)).toBe(300);
});

describe('practices among what is found', () => {
  async function withPractice() {
    const there = await scene();
    const practice = await there.ada.practices.create({
      communityId: there.communityId,
      title: 'Tighten dampers',
      problem: 'Resonance',
      steps: ['Loosen the shroud.', 'Tighten the **damper**.'],
      topics: ['Dampers'],
    });
    return { ...there, practice };
  }

  test('are told apart, highlighted, and chosen by kind', async () => {
    const { bo, find, practice, communityId, hum, answer } = await withPractice();
    const { items } = await bo.search.find({ text: 'damper', kind: 'practice' });
    expect(items).toMatchObject([
      {
        practiceId: practice.id,
        communityId,
        kind: 'practice',
        state: 'good',
        title: [
          { text: 'Tighten ', match: false },
          { text: 'dampers', match: true },
        ],
        topics: [{ label: 'Dampers' }],
        at: practice.publishedAt,
      },
    ]);
    expect(items[0]?.extract).toContainEqual({ text: 'damper', match: true });
    const text = 'resonance';
    expect((await find({ text })).sort()).toEqual([hum.id, answer.id, practice.id].sort());
    expect((await find({ text, among: 'threads' })).sort()).toEqual([hum.id, answer.id].sort());
    expect(await find({ text, among: 'practices' })).toEqual([practice.id]);
    expect(await find({ text, kind: 'question', among: 'practices' })).toEqual([]);
    expect(await find({ text, topic: 'dampers' })).toEqual([practice.id]);
  });

  test('go as they are revised, retired, or not yet published', async () => {
    const { ada, bo, find, practice, communityId } = await withPractice();
    const kind = 'practice' as const;
    const mine = await bo.practices.create({ communityId, title: 'Glue dampers', steps: ['Glue.'] });
    await bo.practices.create({ communityId, title: 'Hammer dampers', steps: ['Hit.'], draft: true });
    expect(await find({ text: 'dampers', kind })).toEqual([practice.id]);
    await ada.practices.approve({ practiceId: mine.id });
    expect(await find({ text: 'glue', kind })).toEqual([mine.id]);
    await ada.practices.revise({ practiceId: mine.id, title: 'Weld dampers', steps: ['Weld.'] });
    expect(await find({ text: 'glue', kind })).toEqual([]);
    expect(await find({ text: 'weld', kind })).toEqual([mine.id]);
    await ada.practices.retire({ practiceId: mine.id });
    expect(await find({ text: 'weld', kind })).toEqual([]);
  });

  test('are found by readers alone', async () => {
    const { org, ada, communityId, find, practice } = await withPractice();
    const di = org.as('Di');
    expect((await di.search.find({ text: 'dampers' })).items.map(idOf)).toContain(practice.id);
    await ada.communities.update({ communityId, visibility: 'closed' });
    expect((await di.search.find({ text: 'dampers' })).items).toEqual([]);
    expect(await find({ text: 'dampers', kind: 'practice' })).toEqual([practice.id]);
  });
});

// A full index takes a busy machine a while to write.
describe('by topic', { timeout: 60_000 }, () => {
  /** So many posts that those of the topic are not among the best of all. */
  async function crowded() {
    const all = await scene();
    const { ada, communityId } = all;
    const other = { title: 'Resonance', body: 'Resonance, resonance.' };
    await Promise.all(Array.from({ length: 301 }, () => startThread(ada, communityId, other)));
    return all;
  }

  test('finds what is about it, however much else fits the words better', async () => {
    const { find, hum, answer } = await crowded();
    expect((await find({ text: 'resonance', topic: 'Vibration' })).sort()).toEqual([hum.id, answer.id].sort());
  });

  test('finds replies by the topics their thread has now', async () => {
    const { find, bo, hum, answer } = await scene();
    expect(await find({ text: 'shroud', topic: 'Vibration' })).toEqual([answer.id]);
    await bo.threads.reply({ threadId: hum.id, body: 'And the casing.' });
    await bo.threads.edit({ postId: hum.id, topics: ['Acoustics'] });
    expect(await find({ text: 'shroud', topic: 'Acoustics' })).toEqual([answer.id]);
    expect(await find({ text: 'shroud', topic: 'Vibration' })).toEqual([]);
  });

  test('a thread that is shown again is found with its replies', async () => {
    const { find, ada, hum, answer } = await scene();
    await ada.threads.hide({ postId: hum.id });
    expect(await find({ text: 'shroud' })).toEqual([]);
    await ada.threads.restore({ postId: hum.id });
    expect(await find({ text: 'shroud' })).toEqual([answer.id]);
  });
});
