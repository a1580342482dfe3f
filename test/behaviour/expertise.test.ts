import 'fake-indexeddb/auto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@copkit/client';
import { type Copkit, type CopkitApi, createCopkit, type Identity } from '@copkit/core';
import { expertise } from '@copkit/core/expertise';
import { demoSignOn } from '@copkit/server';
import { serve } from '@copkit/server/node';
import { memory, type StorageAdapter } from '@copkit/storage';
import { idb } from '@copkit/storage-idb';
import { sqlite } from '@copkit/storage-sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADA, BOB, EVE, tickingClock } from './worlds.js';

const ROOT: Identity = { hostId: 'root', name: 'Rosa Root', admin: true };

let closing: (() => void | Promise<void>)[];
let folder: string;
let databases = 0;

beforeEach(async () => {
  closing = [];
  folder = await mkdtemp(join(tmpdir(), 'copkit-expertise-'));
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  await rm(folder, { recursive: true });
});

const onError = (error: unknown) => {
  throw error;
};

interface Made {
  readonly cop: Copkit;
  readonly as: (who: Identity) => CopkitApi;
}

async function inProcess(storage: StorageAdapter): Promise<Made> {
  const cop = await createCopkit({ storage, extensions: [expertise()], clock: tickingClock(), onError });
  closing.push(() => cop.close());
  return { cop, as: (who) => cop.as(who) };
}

const kinds: Readonly<Record<string, () => Promise<Made>>> = {
  'on memory': () => inProcess(memory()),
  'on IndexedDB': () => inProcess(idb(`expertise-${databases++}`)),
  'on SQLite': () => inProcess(sqlite(join(folder, 'copkit.db'))),
  'over HTTP': async () => {
    const { cop } = await inProcess(memory());
    const server = await serve({ cop, authenticate: demoSignOn([ADA, BOB, EVE, ROOT]) });
    closing.push(() => server.close());
    const as = ({ hostId }: Identity) => {
      const client = connect({ url: server.url, headers: { 'copkit-persona': hostId } });
      closing.push(() => client.close());
      return client;
    };
    return { cop, as };
  },
};

describe.each(Object.entries(kinds))('%s', (_, make) => {
  let cop: Copkit;
  let ada: CopkitApi;
  let bob: CopkitApi;
  let eve: CopkitApi;
  let communityId: string;
  let bobId: string;

  beforeEach(async () => {
    const made = await make();
    cop = made.cop;
    [ada, bob, eve] = [made.as(ADA), made.as(BOB), made.as(EVE)];
    await made.as(ROOT).topics.define({ prefLabel: 'Balancing', altLabels: ['Auswuchten'] });
    communityId = (await ada.communities.create({ name: 'Rotors', purpose: 'Quieter rotors' })).id;
    for (const each of [bob, eve]) await each.membership.join({ communityId });
    bobId = (await bob.people.getMe()).id;
  });

  const profile = () => eve.expertise.getProfile({ personId: bobId });
  const question = () =>
    ada.threads.start({ communityId, kind: 'question', title: 'Balancing?', body: 'How?', topics: ['Balancing'] });

  it('what is declared, endorsed and written stands side by side, and goes when it is taken back', async () => {
    await bob.expertise.declare({ topic: 'Auswuchten', note: 'Since 1998' });
    await ada.expertise.endorse({ communityId, personId: bobId, topic: 'balancing' });
    const { id: threadId } = await question();
    const { id: itemId } = await bob.threads.reply({ threadId, body: 'Cold first.' });
    expect((await profile()).topics).toMatchObject([
      {
        topic: { label: 'Balancing' },
        inferred: { evidenceCount: 1, evidence: [{ itemId }] },
        declared: { note: 'Since 1998', pending: false },
        endorsed: { by: [{ name: 'Ada Byron' }] },
      },
    ]);
    const { items, score } = await bob.expertise.listWhy({ topic: 'Balancing' });
    expect(items.map(({ kind }) => kind)).toEqual(['item', 'declared', 'endorsed']);
    expect(Math.abs(items.reduce((sum, { points }) => sum + points, 0) - score)).toBeLessThan(1e-9);
    await bob.expertise.dispute({ itemId, topic: 'Balancing' });
    expect((await profile()).topics).toMatchObject([{ inferred: null, declared: { pending: true } }]);
    await bob.expertise.undispute({ itemId });
    await bob.expertise.withdraw({ topic: 'Balancing' });
    await ada.expertise.withdrawEndorsement({ communityId, personId: bobId, topic: 'Balancing' });
    expect((await profile()).topics).toMatchObject([{ inferred: {}, declared: null, endorsed: null }]);
    await bob.membership.leave({ communityId });
    expect((await profile()).topics).toEqual([]);
  });

  it('a question goes to who declared it, who hands it on, and it is answered', async () => {
    await bob.expertise.declare({ topic: 'Balancing' });
    await ada.communities.update({ communityId, routing: { perRound: 2 } });
    const { id: threadId } = await question();
    expect((await ada.routing.previewRound({ threadId })).people).toMatchObject([
      { person: { id: bobId }, slot: 'declared' },
    ]);
    expect((await ada.routing.route({ threadId })).people).toHaveLength(1);
    await bob.routing.accept({ threadId });
    const { id: eveId } = await eve.people.getMe();
    expect(await bob.routing.handOn({ threadId, personId: eveId })).toEqual({ threadId, state: 'handedOn' });
    expect((await eve.routing.listMine()).items).toMatchObject([{ threadId, state: 'invited' }]);
    await eve.threads.reply({ threadId, body: 'Cold first.' });
    const states = (await ada.routing.list({ threadId })).items.map(({ slot, state }) => `${slot} ${state}`);
    expect(states.sort()).toEqual(['colleague answered', 'declared handedOn']);
  });

  it('what goes wrong says so, and leaves nothing half written', async () => {
    const codes: unknown[] = [];
    for (const call of [
      () => bob.expertise.declare({ topic: 'alchemy' }),
      () => bob.expertise.declare({ topic: 'Balancing', note: 'x'.repeat(100_000) }),
      () => bob.expertise.endorse({ communityId, personId: bobId, topic: 'Balancing' }),
      () => bob.expertise.dispute({ itemId: communityId }),
      () => eve.expertise.getProfile({ personId: `p_0${'0'.repeat(16)}` }),
    ]) {
      codes.push(
        await call().then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
      );
    }
    expect(codes).toEqual(['not-found', 'invalid', 'invalid', 'not-found', 'not-found']);
    expect(await bob.expertise.getMine()).toMatchObject({ topics: [], endorsementsReceived: [], disputes: [] });
    expect((await cop.check()).findings).toEqual([]);
  });

  it('who is erased leaves none of it', async () => {
    await bob.expertise.declare({ topic: 'Balancing' });
    await ada.expertise.endorse({ communityId, personId: bobId, topic: 'Balancing' });
    await bob.people.erase({ personId: bobId });
    expect(await profile().catch((error: { code: string }) => error.code)).toBe('not-found');
    expect((await ada.expertise.getMine()).endorsementsGiven).toEqual([]);
    const claims = /"collection":"(declarations|declaredSkills|endorsements|disputes)"/;
    const kept: string[] = [];
    for await (const line of cop.dump()) if (claims.test(line) && line.includes(bobId)) kept.push(line);
    expect(kept).toEqual([]);
  });
});
