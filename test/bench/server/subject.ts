import { join } from 'node:path';
import { createCopkit, type Identity } from '@copkit/core';
import { serve } from '@copkit/server/node';
import type { Commit, StorageAdapter } from '@copkit/storage';
import { sqlite, sqliteSearch } from '@copkit/storage-sqlite';

const THREADS = 10_000;
const REPLIES = 50;
const AT_ONCE = 200;
const WRITER: Identity = { hostId: 'writer', name: 'Ada Byron', unit: 'turbines' };

export interface RecordedCommit {
  readonly partition: string;
  readonly commit: Commit;
}

/** What the bare server needs to do the same. */
export interface Recorded {
  readonly communityId: string;
  readonly threadIds: readonly string[];
  readonly longThreadId: string;
  readonly replyAnswer: string;
  readonly replyCommits: readonly RecordedCommit[];
}

/** copkit on SQLite behind its server, with a community of 10,000 threads, one of them with 50 replies. */
export async function serveCopkit(folder: string): Promise<{ readonly url: string; readonly recorded: Recorded }> {
  const file = join(folder, 'copkit.db');
  const commits: RecordedCommit[] = [];
  const cop = await createCopkit({
    storage: recording(sqlite(file), commits),
    search: sqliteSearch(join(folder, 'search.db')),
  });
  const writer = cop.as(WRITER);
  const { id: communityId } = await writer.communities.create({ name: 'Rotor dynamics', purpose: 'Quiet rotors' });

  const start = (n: number) =>
    writer.threads.start({
      communityId,
      kind: n % 2 ? 'question' : 'discussion',
      title: `Why does rotor ${n} hum at ${1000 + (n % 37) * 100} rpm?`,
      body: `We measured **${n} Hz** at the bearing and changed the seal, see https://wiki.example/rotor/${n}.`,
      topics: [['vibration', 'bearings', 'seals', 'balancing'][n % 4] ?? 'vibration'],
    });
  const threadIds: string[] = [];
  for (let n = 0; n < THREADS; n += AT_ONCE) {
    const some = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => start(n + i)));
    threadIds.push(...some.map((thread) => thread.id));
  }
  const longThreadId = threadIds[THREADS / 2] ?? '';
  for (let n = 0; n < REPLIES; n++) {
    const body = `Answer ${n}: balance it **again**, then\n\n- check the seal\n- check the bearing\n\n\`\`\`\nrpm = ${n}\n\`\`\``;
    await writer.threads.reply({ threadId: longThreadId, body });
  }

  commits.length = 0;
  const reply = await writer.threads.reply({
    threadId: threadIds[1] ?? '',
    body: 'Have a look at the bearing, reply 1.',
  });
  const replyCommits = commits.filter(({ partition }) => partition !== 'catalog');

  const { url } = await serve({ cop, authenticate: async () => WRITER });
  return { url, recorded: { communityId, threadIds, longThreadId, replyAnswer: JSON.stringify(reply), replyCommits } };
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
