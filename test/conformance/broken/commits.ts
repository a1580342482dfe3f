import {
  type Commit,
  ConflictError,
  type DocKey,
  type Json,
  type Put,
  type Rev,
  type StoredDoc,
} from '@copkit/storage';
import { type BrokenAdapter, broken } from './fault.js';

const nameOf = ({ collection, id }: DocKey): string => `${collection}\n${id}`;

function withPuts(commit: Commit, change: (put: Put) => Put): Commit {
  return { ...commit, puts: commit.puts.map(change) };
}

/** Adapters that write wrongly. */
export const brokenCommits: readonly BrokenAdapter[] = [
  broken('P1', 'writes the documents of a commit one after the other', () => (honest) => ({
    async commit(partition, commit) {
      let last = await honest.commit(partition, { ...commit, puts: [], deletes: [] });
      for (const put of commit.puts) last = await honest.commit(partition, { expect: [], puts: [put], deletes: [] });
      for (const key of commit.deletes) last = await honest.commit(partition, { expect: [], puts: [], deletes: [key] });
      return last;
    },
  })),

  broken('P1', 'keeps what it had written when it met the conflict', () => (honest) => ({
    async commit(partition, commit) {
      try {
        return await honest.commit(partition, commit);
      } catch (error) {
        const [first] = commit.puts;
        if (error instanceof ConflictError && first)
          await honest.commit(partition, { expect: [], puts: [first], deletes: [] });
        throw error;
      }
    },
  })),

  broken('P2', 'ignores expectations', () => (honest) => ({
    commit: (partition, commit) => honest.commit(partition, { ...commit, expect: [] }),
  })),

  broken('P2', 'compares expectations before the write, not with it', () => (honest) => ({
    async commit(partition, commit) {
      const current = await honest.get(partition, commit.expect);
      if (commit.expect.some(({ rev }, i) => (current[i]?.rev ?? null) !== rev)) throw new ConflictError(current);
      return honest.commit(partition, { ...commit, expect: [] });
    },
  })),

  broken('P2', 'takes a tombstone for a document that is there', () => {
    const deleted = new Map<string, StoredDoc>();
    return (honest) => ({
      async commit(partition, commit) {
        const buried = commit.expect.map((key) => deleted.get(`${partition}\n${nameOf(key)}`) ?? null);
        if (commit.expect.some(({ rev }, i) => rev === null && buried[i])) throw new ConflictError(buried);
        const { rev } = await honest.commit(partition, commit);
        for (const { collection, id } of commit.deletes)
          deleted.set(`${partition}\n${nameOf({ collection, id })}`, { collection, id, rev, body: null });
        return { rev };
      },
    });
  }),

  broken('P4', 'returns another rev than it writes', () => (honest) => ({
    commit: async (partition, commit) => ({ rev: `${(await honest.commit(partition, commit)).rev}0` }),
  })),

  broken('P4', 'counts anew after a purge, so that an old rev is met again', () => (honest) => {
    const short = (rev: Rev): Rev => rev.replace(/^.*[.]/, '');
    const shortened = (doc: StoredDoc | null) => doc && { ...doc, rev: short(doc.rev) };
    return {
      async commit(partition, commit) {
        const current = await honest.get(partition, commit.expect);
        const expect = commit.expect.map((expected, i) => {
          const rev = current[i]?.rev;
          return rev !== undefined && short(rev) === expected.rev ? { ...expected, rev } : expected;
        });
        try {
          return { rev: short((await honest.commit(partition, { ...commit, expect })).rev) };
        } catch (error) {
          throw error instanceof ConflictError ? new ConflictError(error.current.map(shortened)) : error;
        }
      },
      get: async (partition, keys) => (await honest.get(partition, keys)).map(shortened),
      async scan(partition, scan) {
        const page = await honest.scan(partition, scan);
        return { ...page, docs: page.docs.map((doc) => ({ ...doc, rev: short(doc.rev) })) };
      },
      async changes(partition, since, limit) {
        const page = await honest.changes(partition, since, limit);
        if (page.kind === 'reset') return page;
        return { ...page, docs: page.docs.map((doc) => ({ ...doc, rev: short(doc.rev) })) };
      },
    };
  }),

  broken('P7', 'tells nothing about a conflict', () => (honest) => ({
    commit: (partition, commit) =>
      honest.commit(partition, commit).catch((error: unknown) => {
        throw error instanceof ConflictError ? new ConflictError([]) : error;
      }),
  })),

  broken('P7', 'tells only of the documents that changed', () => (honest) => ({
    commit: (partition, commit) =>
      honest.commit(partition, commit).catch((error: unknown) => {
        if (!(error instanceof ConflictError)) throw error;
        throw new ConflictError(error.current.filter((doc, i) => (doc?.rev ?? null) !== commit.expect[i]?.rev));
      }),
  })),

  broken('P6', 'leaves the old index entries of a document that is replaced', () => {
    const stale = new Map<string, readonly (readonly [string, string])[]>();
    return (honest) => ({
      commit: (partition, commit) =>
        honest.commit(
          partition,
          withPuts(commit, (put) => {
            const name = `${partition}\n${nameOf(put)}`;
            const keys = [...(stale.get(name) ?? []), ...(put.keys ?? [])];
            stale.set(name, keys);
            return { ...put, keys };
          }),
        ),
    });
  }),

  broken('histories', 'does not index a document that comes back with the keys it was deleted with', () => {
    const last = new Map<string, { readonly keys: string; readonly isDeleted: boolean }>();
    return (honest) => ({
      async commit(partition, commit) {
        const name = (key: DocKey): string => `${partition}\n${nameOf(key)}`;
        const done = await honest.commit(
          partition,
          withPuts(commit, (put) => {
            const before = last.get(name(put));
            return before?.isDeleted && before.keys === JSON.stringify(put.keys) ? { ...put, keys: [] } : put;
          }),
        );
        for (const put of commit.puts) last.set(name(put), { keys: JSON.stringify(put.keys), isDeleted: false });
        for (const key of commit.deletes) {
          const before = last.get(name(key));
          if (before) last.set(name(key), { ...before, isDeleted: true });
        }
        return done;
      },
    });
  }),

  broken('input', 'stores what is not JSON as something else', () => (honest) => ({
    commit: (partition, commit) =>
      honest.commit(
        partition,
        withPuts(commit, (put) => ({ ...put, body: JSON.parse(JSON.stringify(put.body) ?? 'null') as Json })),
      ),
  })),

  broken('P10', 'declares larger documents than it takes', () => ({ capabilities }) => ({
    capabilities: { ...capabilities, limits: { ...capabilities.limits, docBytes: capabilities.limits.docBytes * 2 } },
  })),

  broken('P10', 'hands out the body that its caller still holds', () => {
    const bodies = new Map<Rev, Map<string, Json>>();
    return (honest) => ({
      async commit(partition, commit) {
        const { rev } = await honest.commit(partition, commit);
        bodies.set(rev, new Map(commit.puts.map((put) => [nameOf(put), put.body])));
        return { rev };
      },
      async get(partition, keys) {
        const docs = await honest.get(partition, keys);
        return docs.map((doc) => doc && { ...doc, body: bodies.get(doc.rev)?.get(nameOf(doc)) ?? doc.body });
      },
    });
  }),
];
