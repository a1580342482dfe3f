import { describe, expect, it } from 'vitest';
import { CommitQueue, type WriteTogether } from './commit-queue.js';
import { type CheckedCommit, checkCommit, embeddedLimits } from './limits.js';

const commitOf = (...ids: string[]): CheckedCommit =>
  checkCommit(
    { expect: [], puts: ids.map((id) => ({ collection: 'notes', id, body: id })), deletes: [] },
    embeddedLimits,
  );

/** A queue whose writes take some turns, and the groups that it has written, each id with those it went with. */
function queueOf(limits = { ops: 1000, bytes: 1_000_000 }) {
  const log: string[] = [];
  const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const write: WriteTogether<string> = async (partition, commits) => {
    const names = commits.map(({ puts }) => puts.map(({ id }) => id).join('+'));
    log.push(`${partition}: ${names.join(' ')}`);
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    if (names.includes('broken')) throw new Error('The disk is gone.');
    log.push(`${partition}: written`);
    return names.map((name) => (name === 'refused' ? { error: new Error('refused') } : { value: name }));
  };
  return { queue: new CommitQueue(write, limits, nextTurn), log };
}

describe('CommitQueue', () => {
  it('writes together what came while it was writing, each partition by itself', async () => {
    const { queue, log } = queueOf();
    const all = ['a', 'b', 'c'].map((id) => queue.commit('p', commitOf(id)));
    expect(await Promise.all([...all, queue.commit('q', commitOf('d'))])).toEqual(['a', 'b', 'c', 'd']);
    expect(log.filter((line) => !line.endsWith('written'))).toEqual(['p: a', 'q: d', 'p: b c']);
  });

  it('keeps to its limits, except for a commit that alone is larger', async () => {
    const { queue, log } = queueOf({ ops: 3, bytes: 1_000_000 });
    await Promise.all(
      [['a'], ['b', 'c'], ['d'], ['e'], ['f', 'g', 'h', 'i'], ['j']].map((ids) => queue.commit('p', commitOf(...ids))),
    );
    expect(log.filter((line) => !line.endsWith('written'))).toEqual(['p: a', 'p: b+c d', 'p: e', 'p: f+g+h+i', 'p: j']);
  });

  it('lets a commit fail by itself, and all of a group when its writing fails', async () => {
    const { queue } = queueOf();
    const outcomes = await Promise.allSettled(['a', 'refused', 'b'].map((id) => queue.commit('p', commitOf(id))));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const broken = await Promise.allSettled(['a', 'broken', 'b'].map((id) => queue.commit('q', commitOf(id))));
    expect(broken.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await queue.commit('q', commitOf('later'))).toBe('later');
  });

  it('is idle when all that was handed over before is answered, in every partition', async () => {
    const { queue } = queueOf();
    await queue.idle();
    let answered = 0;
    const commits = ['p', 'p', 'q', 'broken'].map(async (id) => {
      await queue.commit(id, commitOf(id)).catch(() => {});
      answered += 1;
    });
    await queue.idle();
    expect(answered).toBe(4);
    await Promise.all(commits);
  });

  it('runs what has to be alone between two groups, in its turn', async () => {
    const { queue, log } = queueOf();
    const purge = async (): Promise<string> => {
      log.push('p: purged');
      return 'done';
    };
    const fail = (): Promise<never> => {
      throw new Error('The disk is gone.');
    };
    const outcomes = await Promise.allSettled([
      queue.commit('p', commitOf('a')),
      queue.commit('p', commitOf('b')),
      queue.alone('p', purge),
      queue.commit('p', commitOf('c')),
      queue.alone('p', fail),
      queue.commit('p', commitOf('d')),
    ]);
    expect(log).toEqual([
      'p: a',
      'p: written',
      'p: b',
      'p: written',
      'p: purged',
      'p: c',
      'p: written',
      'p: d',
      'p: written',
    ]);
    expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'failed'))).toEqual([
      'a',
      'b',
      'done',
      'c',
      'failed',
      'd',
    ]);
  });
});
