import { createCopkit, type Identity } from '@copkit/core';
import type { Commit, Put, StorageAdapter } from '@copkit/storage';
import { searchOf, storageOf, type World } from './worlds.js';

const REPLIES = 50;
/** Threads that are started as anybody would; the others are copies of them. */
const PATTERNS = 100;
const PER_COMMIT = 100;
export const WRITER: Identity = { hostId: 'writer', name: 'Ada Byron', unit: 'turbines', admin: true };
/** They come by once each, so that nothing that was answered before helps them. */
export const PASSERS_BY = 2_000;
export const passerBy = (n: number): Identity => ({ hostId: `reader-${n}`, name: `Reader ${n}`, unit: 'pumps' });
export const SEARCHED = 'bearing';

export interface RecordedCommit {
  readonly partition: string;
  readonly commit: Commit;
}

/** What stands in the store, and what its baseline needs to do the same. */
export interface Filled {
  readonly communityId: string;
  readonly longThreadId: string;
  readonly threadIds: readonly string[];
  readonly listAnswer: string;
  readonly threadAnswer: string;
  readonly searchAnswer: string;
  readonly replyAnswer: string;
  readonly replyCommits: readonly RecordedCommit[];
}

/** A community of so many threads, one of them with 50 replies, and many people. */
export async function fillStore(world: World, threads: number): Promise<Filled> {
  const commits: RecordedCommit[] = [];
  const storage = storageOf(world);
  const cop = await createCopkit({ storage: recording(storage, commits), search: searchOf(world), jobsMs: 0 });
  const writer = cop.as(WRITER);
  const readers = Array.from({ length: PASSERS_BY }, (_, n) => passerBy(n));
  for (let n = 0; n < PASSERS_BY; n += 500)
    await writer.people.import({ people: readers.slice(n, n + 500).map((reader) => ({ ...reader })) });
  const { id: communityId } = await writer.communities.create({ name: 'Rotor dynamics', purpose: 'Quiet rotors' });

  const patterns: Pattern[] = [];
  const threadIds: string[] = [];
  for (let n = 0; n < PATTERNS; n++) {
    commits.length = 0;
    const { id } = await writer.threads.start({
      communityId,
      kind: n % 2 ? 'question' : 'discussion',
      title: `Why does rotor ${n} hum at ${1000 + (n % 37) * 100} rpm?`,
      body: `We measured **${n} Hz** at the ${n % 4 ? 'seal' : SEARCHED} and changed it, see https://wiki.example/rotor/${n}.`,
      topics: [['vibration', 'bearings', 'seals', 'balancing'][n % 4] ?? 'vibration'],
    });
    threadIds.push(id);
    patterns.push(patternOf(id, commits));
  }
  await multiply(storage, patterns, threads - PATTERNS);

  const longThreadId = threadIds[PATTERNS / 2] ?? '';
  for (let n = 0; n < REPLIES; n++) {
    const body = `Answer ${n}: balance it **again**, then\n\n- check the seal\n- check the bearing\n\n\`\`\`\nrpm = ${n}\n\`\`\``;
    await writer.threads.reply({ threadId: longThreadId, body });
  }
  commits.length = 0;
  const reply = await writer.threads.reply({ threadId: threadIds[1] ?? '', body: 'Have a look at it, reply 1.' });
  const replyCommits = commits.filter(({ partition }) => partition !== 'catalog');
  const filled: Filled = {
    communityId,
    longThreadId,
    threadIds,
    listAnswer: JSON.stringify(await writer.threads.list({ communityId, limit: 50 })),
    threadAnswer: JSON.stringify(await writer.threads.get({ threadId: longThreadId, limit: 50 })),
    searchAnswer: JSON.stringify(await writer.search.find({ text: SEARCHED, communityId, limit: 20 })),
    replyAnswer: JSON.stringify(reply),
    replyCommits,
  };
  await cop.close();
  return filled;
}

/** The new documents of one thread as text, and what in it differs from thread to thread. */
interface Pattern {
  readonly partition: string;
  readonly id: string;
  readonly at: string;
  readonly puts: string;
}

/** Of what stands in the community by itself there is one for all its threads. */
const OF_THE_THREAD = new Set(['threads', 'listings', 'follows', 'activity']);

function patternOf(id: string, commits: readonly RecordedCommit[]): Pattern {
  const found = commits.find(({ commit }) => commit.puts.some((put) => put.id === id));
  const own = found?.commit.puts.filter((put) => JSON.stringify(put).includes(id) && OF_THE_THREAD.has(put.collection));
  const at = own?.map(({ body }) => (body as { createdAt?: string }).createdAt).find((moment) => moment !== undefined);
  if (!found || !own || !at) throw new Error('A thread was started, and nothing of it was written.');
  return { partition: found.partition, id, at, puts: JSON.stringify(own) };
}

/** Writes as many threads more, each like one of the patterns, at moments of its own. */
async function multiply(storage: StorageAdapter, patterns: readonly Pattern[], count: number): Promise<void> {
  const from = Date.now() - 400 * 86_400_000;
  for (let n = 0; n < count; n += PER_COMMIT) {
    const some = Array.from({ length: Math.min(PER_COMMIT, count - n) }, (_, i) => {
      const { id, at, puts } = patterns[(n + i) % patterns.length] as Pattern;
      // The id of a thread ends with twelve characters of its own; some of them count.
      const own = id.slice(0, -7) + (n + i).toString(36).padStart(7, '0');
      const moment = new Date(from + (n + i) * 10).toISOString();
      return JSON.parse(puts.replaceAll(id, own).replaceAll(at, moment)) as Put[];
    });
    const activity = some
      .flat()
      .map((put, i) => (put.collection === 'activity' ? { ...put, id: `${put.id}${n + i}` } : put));
    await storage.commit(patterns[0]?.partition ?? '', { expect: [], puts: activity, deletes: [] });
  }
}

function recording(storage: StorageAdapter, commits: RecordedCommit[]): StorageAdapter {
  return new Proxy(storage, {
    get(target, name) {
      if (name === 'commit') {
        return (partition: string, commit: Commit) => {
          if (commits.length < 100) commits.push({ partition, commit });
          return target.commit(partition, commit);
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
