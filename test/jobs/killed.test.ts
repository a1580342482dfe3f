import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Copkit, createCopkit, type JobsRun } from '@copkit/core';
import { sqlite } from '@copkit/storage-sqlite';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

const HOUR = 3_600_000;
const START = Date.parse('2026-01-05T08:00:00.000Z');
const EXPERTS = ['Eve', 'Fay', 'Gus', 'Hal', 'Ida', 'Jon'];
const QUESTIONS = 5;
const PATIENCE = 240_000;

const root = fileURLToPath(new URL('../../', import.meta.url));
// Inside node_modules, so that the driver, which stays outside the bundle, is found from there.
const script = join(root, 'node_modules/.cache/copkit-jobs', `runner-${process.pid}.mjs`);

// Runs what is due. With a point given, it kills itself there: before or after a commit.
const runner = `
  import { writeSync } from 'node:fs';
  import { createCopkit } from '@copkit/core';
  import { sqlite } from '@copkit/storage-sqlite';
  const [, , file, now, point] = process.argv;
  const storage = sqlite(file);
  const commit = storage.commit.bind(storage);
  let passed = 0;
  const pass = () => {
    if (point !== undefined && passed++ === Number(point)) process.kill(process.pid, 'SIGKILL');
  };
  storage.commit = async (...args) => {
    pass();
    const done = await commit(...args);
    pass();
    return done;
  };
  const cop = await createCopkit({ storage, clock: () => new Date(Number(now)) });
  const ran = await cop.jobs.run();
  await cop.close();
  writeSync(1, JSON.stringify(ran));
`;

let folder: string;
let file: string;
/** Seeded (mulberry32), so that a failure comes again. */
let state: number;
const random = (below: number) => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
};

beforeAll(async () => {
  await build({
    stdin: { contents: runner, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['copkit-source'],
    external: ['libsql'],
    banner: {
      js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
    },
  });
});
afterAll(() => rmSync(script, { force: true }));
beforeEach(() => {
  state = 20_260_105;
  folder = mkdtempSync(join(tmpdir(), 'copkit-jobs-'));
  file = join(folder, 'store.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function opened<T>(at: number, use: (cop: Copkit) => Promise<T>): Promise<T> {
  const cop = await createCopkit({ storage: sqlite(file), clock: () => new Date(at) });
  try {
    return await use(cop);
  } finally {
    await cop.close();
  }
}

const as = (cop: Copkit, name: string) => cop.as({ hostId: `sso|${name}`, name });

/** A community with experts, and questions that are to be put to them. */
async function withQuestions() {
  return opened(START, async (cop) => {
    const ada = as(cop, 'Ada');
    const { id: communityId } = await ada.communities.create({
      name: 'Rotor dynamics',
      purpose: 'Blades that last',
      routing: { enabled: true, perRound: 2, rounds: 2, waitHours: 48 },
    });
    for (const name of EXPERTS) {
      const { id: personId } = await as(cop, name).people.getMe();
      await ada.membership.invite({ communityId, personId, role: 'expert' });
      await as(cop, name).membership.accept({ communityId });
    }
    const questions: string[] = [];
    for (let n = 0; n < QUESTIONS; n++) {
      const question = { communityId, kind: 'question', title: `Why ${n}?`, body: 'It hums.' } as const;
      questions.push((await ada.threads.start(question)).id);
    }
    return { communityId, questions };
  });
}

/** Another process runs what is due. `null`: it was killed. */
async function elsewhere(now: number, point?: number): Promise<JobsRun | null> {
  const args = [script, file, String(now), ...(point === undefined ? [] : [String(point)])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (signal === 'SIGKILL') return null;
  expect(code).toBe(0);
  return JSON.parse(said) as JobsRun;
}

/** After every round: each invitation stands once in the log and once in the inbox of whom it invites. */
async function expectEverythingOnce(communityId: string, questions: readonly string[]): Promise<void> {
  await opened(START + 96 * HOUR, async (cop) => {
    await cop.sweep();
    expect(await cop.jobs.run()).toEqual({ done: 0, failed: 0, next: null });
    const invited: string[] = [];
    for (const threadId of questions) {
      const { items } = await as(cop, 'Ada').routing.list({ threadId });
      expect(items.map(({ round }) => round)).toEqual([1, 1, 2, 2]);
      invited.push(...items.map(({ person }) => `${threadId} ${person.id}`));
    }
    expect(new Set(invited).size).toBe(invited.length);
    const told: string[] = [];
    for (const name of EXPERTS) {
      const { id } = await as(cop, name).people.getMe();
      const { items } = await as(cop, name).inbox.list({ type: 'invitation', limit: 100 });
      told.push(...items.map(({ threadId }) => `${threadId} ${id}`));
    }
    expect(told.sort()).toEqual(invited.sort());
    const { items: log } = await cop.system({ name: 'test' }).activity.list({ communityId, limit: 100 });
    const routed = log.filter(({ verb }) => verb === 'route').map(({ object, target }) => `${object} ${target}`);
    expect(routed.sort()).toEqual(invited);
    const { items: unanswered } = await as(cop, 'Ada').inbox.list({ type: 'unanswered' });
    expect(unanswered.map(({ object }) => object).sort()).toEqual([...questions].sort());
    expect((await cop.check()).findings).toEqual([]);
  });
}

test('processes that are killed all the time lose no invitation and make none twice', {
  timeout: PATIENCE,
}, async () => {
  const { communityId, questions } = await withQuestions();
  let kills = 0;
  for (const hours of [0, 48, 96]) {
    while ((await elsewhere(START + hours * HOUR, random(6))) === null) kills++;
    // Whatever the last of them had no time for.
    expect(await elsewhere(START + hours * HOUR)).toMatchObject({ failed: 0 });
  }
  expect(kills).toBeGreaterThanOrEqual(30);
  await expectEverythingOnce(communityId, questions);
});

test('two processes on one file do nothing twice, also while a third is killed', { timeout: PATIENCE }, async () => {
  const { communityId, questions } = await withQuestions();
  for (const hours of [0, 48, 96]) {
    const now = START + hours * HOUR;
    const ran = await Promise.all([elsewhere(now), elsewhere(now), elsewhere(now, 3 + random(6))]);
    const done = ran.reduce((sum, each) => sum + (each?.done ?? 0), 0);
    expect(done).toBeLessThanOrEqual(QUESTIONS);
    expect(ran.slice(0, 2)).toEqual(Array(2).fill(expect.objectContaining({ failed: 0 })));
  }
  await expectEverythingOnce(communityId, questions);
});
