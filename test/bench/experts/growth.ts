import type { Json, StorageAdapter, StoredDoc } from '@copkit/storage';
import { ExpertEngine } from '../../../packages/core/src/experts/engine.js';
import { Expertise, highest } from '../../../packages/core/src/experts/ranking.js';
import { sought } from '../../../packages/core/src/experts/words.js';
import { percentile } from '../harness.js';
import { seeded } from './statistics.js';

const COMMUNITY = 'c_0000000000000000';
const NOW = Date.UTC(2026, 0, 5);
const PER_THREAD = 4;
const QUERIES = 100;

/** One size of a community: what it takes to index it, and to rank people in it. */
export interface Size {
  readonly items: number;
  /** Of the processor, without making the community up. */
  readonly indexMs: number;
  /** Of queries of six words as people ask them, and of one word that stands in a tenth of all items. */
  readonly asked: Timed;
  readonly common: Timed;
}

interface Timed {
  /** Items that match, in the median. */
  readonly matching: number;
  readonly p50: number;
  readonly p95: number;
}

/**
 * A store that says it holds a community with so many answers, made up as they are asked for; the same for the same
 * seed. Words are as uneven as in real texts (Zipf's law), people as well.
 */
function madeUpStore(items: number): Pick<StorageAdapter, 'heads' | 'changes'> & { readonly spentMs: () => number } {
  let spent = 0;
  const threads = Math.ceil(items / PER_THREAD);
  const people = Math.ceil(items / 10);
  const total = people + threads;
  const page = (from: number, to: number): StoredDoc[] => {
    const docs: StoredDoc[] = [];
    for (let at = from; at < Math.min(to, total); at++) {
      if (at < people) docs.push(member(`p${at}`));
      else docs.push(...conversation(at - people, people));
    }
    return docs;
  };
  return {
    spentMs: () => spent,
    heads: async () => [String(total)],
    async changes(_partition, since, limit) {
      const from = Number(since ?? 0);
      const to = from + Math.ceil(limit / PER_THREAD);
      const began = processorMs();
      const docs = page(from, to);
      spent += processorMs() - began;
      return { kind: 'page', docs, cursor: String(Math.min(to, total)), more: to < total };
    },
  };
}

const doc = (collection: string, id: string, body: Json): StoredDoc => ({ collection, id, rev: '', body });
const member = (personId: string) =>
  doc('memberships', personId, { personId, state: 'active', roles: ['member'], joinedAt: '2020-01-01T00:00:00.000Z' });

function conversation(number: number, people: number): StoredDoc[] {
  const random = seeded(number);
  const uneven = (count: number) => Math.floor(count ** random() - 1);
  const words = (count: number) => Array.from({ length: count }, () => `w${uneven(50_000)}`).join(' ');
  const at = () => new Date(NOW - random() * 1_000 * 86_400_000).toISOString();
  const frequent = random() < 0.1 ? ' tenth' : '';
  const id = `t${number}`;
  const written = { visibility: 'visible' };
  const title = { title: words(8) + frequent, topics: [`topic-${uneven(500)}`], body: words(15) };
  return [
    doc('threads', id, { ...written, ...title, authorId: 'p0', createdAt: at(), acceptedReplyId: `r${number}-0` }),
    ...Array.from({ length: PER_THREAD }, (_, each) =>
      doc('replies', `r${number}-${each}`, {
        ...written,
        threadId: id,
        authorId: `p${uneven(people)}`,
        role: 'answer',
        body: words(20),
        createdAt: at(),
      }),
    ),
  ];
}

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** Through the product's own feed reader, index and ranking. */
export async function growthAt(items: number): Promise<Size> {
  const store = madeUpStore(items);
  const engine = new ExpertEngine(store as unknown as StorageAdapter, { record: async () => null });
  const began = processorMs();
  const evidence = await engine.evidenceOf(COMMUNITY);
  const { size } = evidence;
  const indexMs = processorMs() - began - store.spentMs();
  const random = seeded(7);
  const timed = (query: () => string): Timed => {
    const matching: number[] = [];
    const milliseconds: number[] = [];
    for (let at = 0; at < QUERIES; at++) {
      const words = sought(query(), []);
      const from = performance.now();
      const found = evidence.search(words);
      new Expertise([found], highest(found), NOW);
      milliseconds.push(performance.now() - from);
      matching.push(found.places.length);
    }
    return {
      matching: percentile(matching, 0.5),
      p50: percentile(milliseconds, 0.5),
      p95: percentile(milliseconds, 0.95),
    };
  };
  const asked = () => Array.from({ length: 6 }, () => `w${Math.floor(50_000 ** random() - 1)}`).join(' ');
  return { items: size, indexMs, asked: timed(asked), common: timed(() => 'tenth') };
}
