import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@copkit/client';
import { type Copkit, type CopkitApi, createCopkit } from '@copkit/core';
import { moderation } from '@copkit/core/moderation';
import { demoSignOn, rateLimitSettings, rateLimits } from '@copkit/server';
import { serve } from '@copkit/server/node';
import { sqlite } from '@copkit/storage-sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { moderatedAtRandom } from '../../packages/core/src/testing/moderating.js';
import { ADA, BOB, EVE } from './worlds.js';

const HOUR_MS = 3_600_000;
const people = [ADA, BOB, EVE];
let folder: string;
let open: { close(): void | Promise<void> }[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-moderation-'));
  open = [];
});
afterEach(async () => {
  for (const each of open.reverse()) await each.close();
  await rm(folder, { recursive: true });
});

const faults = (error: unknown) => {
  throw error;
};

/** A process on the file, and how people reach it: over HTTP. */
async function process(limits: Record<string, unknown> = {}) {
  const cop = await createCopkit({
    storage: sqlite(join(folder, 'copkit.db')),
    extensions: [moderation({ spamCheck: null })],
    onError: faults,
  });
  const settings = rateLimitSettings.parse(limits);
  const server = await serve({ cop, authenticate: demoSignOn(people), rateLimits: rateLimits({ settings }) });
  open.push(cop, server);
  const as = ({ hostId }: (typeof people)[number]): CopkitApi => {
    const client = connect({ url: server.url, headers: { 'copkit-persona': hostId } });
    open.push(client);
    return client;
  };
  return { cop, as, url: server.url };
}

async function scene(cop: Copkit) {
  const [ada, bob, eve] = [cop.as(ADA), cop.as(BOB), cop.as(EVE)];
  const { id: communityId } = await ada.communities.create({ name: 'Rotors', purpose: 'Quieter' });
  for (const each of [bob, eve]) await each.membership.join({ communityId });
  const question = { communityId, kind: 'question', title: 'Why?', body: 'Hm.' } as const;
  const { id: threadId } = await ada.threads.start(question);
  return { communityId, threadId, bobId: (await bob.people.getMe()).id };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

it('on SQLite, of a mute in one process and posts in another each post comes before it or not at all', async () => {
  const one = await process({ enabled: false });
  const other = await process({ enabled: false });
  const { communityId, threadId, bobId } = await scene(one.cop);
  const ada = one.as(ADA);
  const bob = other.as(BOB);
  await bob.people.getMe();
  for (let round = 0; round < 5; round++) {
    const until = new Date(Date.now() + HOUR_MS).toISOString();
    const replies = Array.from({ length: 8 }, (_, at) => bob.threads.reply({ threadId, body: `${round} ${at}` }));
    const mute = ada.moderation.mute({ communityId, personId: bobId, reason: 'Enough.', until });
    const outcomes = await Promise.allSettled(replies);
    await mute;
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [codeOf(each.reason)] : []));
    for (const code of refused) expect(code).toBe('forbidden');
    const { items } = await ada.threads.listReplies({ threadId, limit: 100 });
    const kept = items.filter(({ body }) => body.startsWith(`${round} `)).length;
    expect(kept).toBe(outcomes.length - refused.length);
    await expect(bob.threads.reply({ threadId, body: 'After.' })).rejects.toMatchObject({ code: 'forbidden' });
    await ada.moderation.unmute({ communityId, personId: bobId });
  }
  expect((await one.cop.check()).findings).toEqual([]);
  const { items } = await ada.moderation.listAudit({ communityId });
  expect(items.filter(({ record }) => record.act === 'moderation.mute')).toHaveLength(5);
});

it('over HTTP, what a muted person hears is the reason, and everything else goes on', async () => {
  const { cop, as } = await process();
  const { communityId, threadId, bobId } = await scene(cop);
  const until = new Date(Date.now() + HOUR_MS).toISOString();
  await as(ADA).moderation.mute({ communityId, personId: bobId, reason: 'Three warnings.', until });
  const refused = await as(BOB)
    .practices.create({ communityId, title: 'Listen', steps: ['Listen.'] })
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'forbidden', message: expect.stringContaining('Three warnings.') });
  expect((await as(BOB).threads.get({ threadId })).thread.title).toBe('Why?');
  await as(EVE).threads.reply({ threadId, body: 'Go on.' });
});

it('over HTTP, who posts too much hears when to come back; in process nobody is counted', async () => {
  const { cop, url } = await process({ posting: { perActor: { requests: 2, seconds: 300 } } });
  const { threadId } = await scene(cop);
  const reply = () =>
    fetch(`${url}/v1/threads/reply`, {
      method: 'POST',
      headers: { 'copkit-persona': 'bob', 'content-type': 'application/json' },
      body: JSON.stringify({ threadId, body: 'Again.' }),
    });
  expect([(await reply()).status, (await reply()).status]).toEqual([200, 200]);
  const refused = await reply();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(200);
  expect(refused.headers.get('ratelimit')).toMatch(/^"posting-per-actor";r=0;t=\d+$/);
  expect(await refused.json()).toMatchObject({ code: 'rate-limited', status: 429 });
  for (let times = 0; times < 5; times++) await cop.as(BOB).threads.reply({ threadId, body: 'In process.' });
});

it('on SQLite, whatever is decided and written by whom, nobody who is silenced writes, and the audit holds', async () => {
  let files = 0;
  await moderatedAtRandom(5, () => ({ wrap: () => sqlite(join(folder, `${files++}.db`)) }));
}, 120_000);
