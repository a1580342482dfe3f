import { type Json, MemoryStore, memory, type StorageAdapter, type StoredDoc } from '@copkit/storage';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expertise } from '../expertise/expertise.js';
import { everyDocument } from '../testing/documents.js';
import { foundCommunity, type Organisation, organisation, startThread } from '../testing/organisation.js';
import { ExpertEngine } from './engine.js';
import { CommunityEvidence } from './evidence.js';
import { DAY_MS } from './formulas.js';
import { Expertise, highest } from './ranking.js';
import { Snapshots, tidySnapshots } from './snapshot.js';
import { sought } from './words.js';

const COMMUNITY = 'c_0123456789abcdef';
const PARTITION = `community/${COMMUNITY}`;
const NOW = Date.parse('2026-01-05T08:00:00.000Z');

interface Doc {
  readonly collection: string;
  readonly id: string;
  readonly body: Json;
}

/** A community in which so many questions were answered, by five people in turn. */
function history(questions: number): Doc[] {
  const at = (days: number) => new Date(NOW - days * DAY_MS).toISOString();
  const people = ['ann', 'ben', 'cy', 'di', 'eve'];
  const members = people.map((personId) => ({
    collection: 'memberships',
    id: personId,
    body: { personId, state: 'active', roles: ['member'], joinedAt: at(900) },
  }));
  const posts = Array.from({ length: questions }, (_, number) => {
    const [threadId, replyId] = [`t${number}`, `r${number}`];
    const [authorId, asker] = [people[number % 5] as string, people[(number + 1) % 5] as string];
    const written = { visibility: 'visible', createdAt: at(number % 700) };
    const title = `Why does rotor ${number % 7} hum in hall ${number % 11}?`;
    const question = { id: threadId, title, body: 'Größe, 東京に行く', topics: ['rotors'], authorId: asker };
    const reply = { id: replyId, threadId, authorId, body: `Balance it, by ${number % 13} grams.`, role: 'answer' };
    const docs: Doc[] = [
      { collection: 'threads', id: threadId, body: { ...written, ...question, acceptedReplyId: replyId } },
      { collection: 'replies', id: replyId, body: { ...written, ...reply } },
      { collection: 'replies', id: `k${number}`, body: { ...written, ...reply, role: 'comment', authorId: asker } },
      { collection: 'tallies', id: `${threadId}:${replyId}`, body: { reactions: { thanks: number % 3 }, votes: [] } },
    ];
    return docs;
  });
  return [...members, ...posts.flat()];
}

async function written(docs: readonly Doc[]): Promise<StorageAdapter> {
  const storage = memory();
  await storage.open();
  for (let from = 0; from < docs.length; from += 500) {
    await storage.commit(PARTITION, { expect: [], puts: docs.slice(from, from + 500), deletes: [] });
  }
  return storage;
}

/** Counts how many documents of the community are read. */
function counting(storage: StorageAdapter) {
  const read = { documents: 0 };
  const changes: StorageAdapter['changes'] = async (...args) => {
    const found = await storage.changes(...args);
    if (found.kind === 'page' && args[0] === PARTITION) read.documents += found.docs.length;
    return found;
  };
  const counted = new Proxy(storage, {
    get: (target, name) => {
      if (name === 'changes') return changes;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { read, storage: counted };
}

const nobody = { record: async () => null };
const engineOn = (storage: StorageAdapter) => new ExpertEngine(storage, nobody, new Snapshots(storage));

function scores(evidence: CommunityEvidence, text = 'rotor hum hall'): Record<string, string> {
  const found = evidence.search(sought(text, []));
  const people = new Expertise([found], highest(found), NOW);
  return Object.fromEntries(
    people
      .personIds()
      .map((id) => [id, people.of(id).toFixed(9)] as const)
      .sort(),
  );
}

/** As a process that asks, is closed, and is started again. */
async function restarted(storage: StorageAdapter) {
  const engine = engineOn(storage);
  await engine.evidenceOf(COMMUNITY);
  await engine.close();
  const again = counting(storage);
  return { engine: engineOn(again.storage), read: again.read };
}

const afresh = async (storage: StorageAdapter) => scores(await new ExpertEngine(storage, nobody).evidenceOf(COMMUNITY));
const kept = async (storage: StorageAdapter) =>
  (await everyDocument(storage)).filter(({ collection }) => collection.startsWith('evidence'));

describe('the evidence that is kept', () => {
  test('is what a restart goes on from, with what came since', async () => {
    const storage = await written(history(400));
    const { engine, read } = await restarted(storage);
    expect(scores(await engine.evidenceOf(COMMUNITY))).toEqual(await afresh(storage));
    expect(read.documents).toBe(0);
    const [, , , , , thread, reply] = history(1).map((each) => ({ ...each, id: `${each.id}-new` }));
    await storage.commit(PARTITION, {
      expect: [],
      puts: [thread, reply].filter((each) => each !== undefined),
      deletes: [],
    });
    expect(scores(await engine.evidenceOf(COMMUNITY))).toEqual(await afresh(storage));
    expect(read.documents).toBe(2);
  });

  test('says the same after any documents', () => {
    const docs = history(30);
    fc.assert(
      fc.property(fc.subarray(docs), fc.subarray(docs), (first, second) => {
        const one = new CommunityEvidence();
        for (const doc of first) one.take(doc);
        const other = new CommunityEvidence();
        for (const doc of JSON.parse(JSON.stringify([...one.kept()])) as StoredDoc[]) other.take(doc);
        expect(other.size).toBe(one.size);
        // What came since comes again from the feed, deletions too.
        for (const { collection, id, body } of second) {
          const change = { collection, id, body: id.endsWith('3') ? null : body };
          one.take(change);
          other.take(change);
        }
        for (const text of ['rotor hum hall', 'größe', '行く', 'grams 7'])
          expect(scores(other, text)).toEqual(scores(one, text));
        expect([...other.standings.askable.keys()].sort()).toEqual([...one.standings.askable.keys()].sort());
        for (const [personId, { answers, others }] of one.standings.askable) {
          expect(other.standings.askable.get(personId)?.answers.all).toEqual(answers.all);
          expect(other.standings.askable.get(personId)?.others.all).toEqual(others.all);
        }
      }),
      { seed: 20260105, numRuns: 60 },
    );
  });

  test('is not made of a handful of documents', async () => {
    const storage = await written(history(20));
    await restarted(storage);
    expect(await kept(storage)).toEqual([]);
  });

  test.each<[string, (storage: StorageAdapter) => Promise<unknown>]>([
    ['torn', (storage) => dropped(storage, ':1')],
    ['without its beginning', (storage) => dropped(storage, 'head')],
    ['of another format', (storage) => changed(storage, 'head', { format: 999 })],
    ['of another store', (storage) => changed(storage, 'head', { cursor: 'elsewhere' })],
    ['short of rows', (storage) => changed(storage, ':0', { rows: [] })],
    ['no sense at all', (storage) => changed(storage, ':1', { collection: 'threads', rows: [['t1', 'nothing']] })],
  ])('is left alone where it is %s', async (_what, harm) => {
    const storage = await written(history(400));
    const { engine, read } = await restarted(storage);
    await harm(storage);
    expect(scores(await engine.evidenceOf(COMMUNITY))).toEqual(await afresh(storage));
    expect(read.documents).toBe(1_605);
  });

  test.each<[string, (id: string) => { puts: { collection: string; id: string; body: Json }[]; deletes: string[] }]>([
    ['deleted', (id) => ({ puts: [], deletes: [id] })],
    [
      'withdrawn',
      (id) => ({ puts: [{ ...answer(id), body: { ...answer(id).body, visibility: 'withdrawn' } }], deletes: [] }),
    ],
    ['rewritten', (id) => ({ puts: [{ ...answer(id), body: { ...answer(id).body, body: 'Nothing.' } }], deletes: [] })],
  ])('goes at once when something in it is %s', async (_what, change) => {
    const storage = await written([...history(400), answer('secret')]);
    const { engine } = await restarted(storage);
    await engine.evidenceOf(COMMUNITY);
    expect(JSON.stringify(await kept(storage))).toContain('zeppelin');
    const { puts, deletes } = change('secret');
    await storage.commit(PARTITION, {
      expect: [],
      puts,
      deletes: deletes.map((id) => ({ collection: 'replies', id })),
    });
    const evidence = await engine.evidenceOf(COMMUNITY);
    expect(await kept(storage)).toEqual([]);
    expect(scores(evidence, 'zeppelin')).toEqual({});
    await engine.close();
    expect(JSON.stringify(await kept(storage))).not.toContain('zeppelin');
  });

  test('goes with the daily sweep where nobody asks any more, and stays where nothing was taken back', async () => {
    const storage = await written([...history(400), answer('secret')]);
    await restarted(storage);
    await storage.commit(PARTITION, { expect: [], puts: [answer('another')], deletes: [] });
    await tidySnapshots(storage);
    expect(await kept(storage)).not.toEqual([]);
    await storage.commit(PARTITION, { expect: [], puts: [], deletes: [{ collection: 'replies', id: 'secret' }] });
    await tidySnapshots(storage);
    expect(await kept(storage)).toEqual([]);
  });
});

describe('the daily sweep, of what nobody asks about any more, leaves nothing', () => {
  const [topicId, personId, endorserId, at] = ['zeppelins', 'ann', 'ben', new Date(NOW).toISOString()];
  const skill = { topicId, at, expiresAt: at };
  const endorsed = { personId, topicId, endorserId, at };
  test.each<[string, string, Json, Json]>([
    ['of a declaration that was withdrawn', 'declaredSkills', { personId, skills: [skill] }, { personId, skills: [] }],
    [
      'of an endorsement that was turned down',
      'endorsements',
      { ...endorsed, declined: false },
      { ...endorsed, declined: true },
    ],
  ])('%s', async (_what, collection, before, after) => {
    const storage = await written([...history(400), { collection, id: personId, body: before }]);
    await restarted(storage);
    expect(JSON.stringify(await kept(storage))).toContain(topicId);
    await storage.commit(PARTITION, { expect: [], puts: [{ collection, id: personId, body: after }], deletes: [] });
    await tidySnapshots(storage);
    expect(await kept(storage)).toEqual([]);
  });
});

const answer = (id: string) => ({
  collection: 'replies',
  id,
  body: {
    id,
    threadId: 't1',
    authorId: 'ann',
    body: 'By zeppelin.',
    role: 'answer',
    visibility: 'visible',
    createdAt: new Date(NOW).toISOString(),
  },
});

async function dropped(storage: StorageAdapter, end: string): Promise<void> {
  const found = (await kept(storage)).filter(({ id }) => id.endsWith(end));
  expect(found).toHaveLength(1);
  await storage.commit(`experts/${COMMUNITY}`, { expect: [], puts: [], deletes: found });
}

async function changed(storage: StorageAdapter, end: string, change: { readonly [key: string]: Json }): Promise<void> {
  const [found] = (await kept(storage)).filter(({ id }) => id.endsWith(end));
  if (!found) throw new Error('Nothing is kept.');
  const { collection, id } = found;
  const body = { ...(found.body as object), ...change };
  await storage.commit(`experts/${COMMUNITY}`, { expect: [], puts: [{ collection, id, body }], deletes: [] });
}

async function lively(store: MemoryStore, options: { readonly clockOf?: Organisation } = {}): Promise<Organisation> {
  return organisation({ store, extensions: [expertise()], seed: options.clockOf ? 2 : 1, ...options });
}

test('an organisation finds the same people after a restart, and a dump has nothing of what is kept', async () => {
  const store = new MemoryStore('tests');
  const one = await lively(store);
  const { id: communityId } = await foundCommunity(one, 'Ada', {}, ['Bo', 'Cy']);
  for (let number = 0; number < 60; number++) {
    const title = `Why does rotor ${number} hum?`;
    const { id: threadId } = await startThread(one.as('Ada'), communityId, { title, body: 'It does.' });
    await one.as(number % 3 === 0 ? 'Bo' : 'Cy').threads.reply({ threadId, body: 'Balance it.' });
  }
  const found = (await one.as('Ada').experts.find({ text: 'rotor' })).items;
  expect(found).toHaveLength(2);
  await one.cop.close();
  // What was closed is looked through after the test like everything else.
  await one.storage.open();
  const again = await lively(store, { clockOf: one });
  expect(await kept(again.storage)).not.toEqual([]);
  expect((await again.as('Ada').experts.find({ text: 'rotor' })).items).toEqual(found);
  const lines: string[] = [];
  for await (const line of again.cop.dump()) lines.push(line);
  expect(lines.slice(1).join('\n')).not.toContain('evidenceChunks');
  expect((await again.cop.check()).findings).toEqual([]);
}, 60_000);
