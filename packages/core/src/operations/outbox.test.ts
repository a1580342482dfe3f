import { MemoryStore, memory } from '@copkit/storage';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { type Activity, createCopkit, type Effect, type Extension, write } from '../index.js';
import { everyDocument, headsOf } from '../testing/documents.js';
import { foundCommunity, type Organisation, organisation, startThread } from '../testing/organisation.js';
import { intercepted } from '../testing/storage.js';

const pending = async (org: Pick<Organisation, 'storage'>) =>
  (await everyDocument(org.storage)).filter(({ collection }) => collection === 'outbox').map(({ id }) => id);

describe('a crash between the commit and its effects', () => {
  /** A process whose writes into other partitions than communities' do not arrive any more. */
  async function crashing(store: MemoryStore) {
    let crashed = false;
    const org = await organisation({
      store,
      wrap: (storage) =>
        intercepted(storage, {
          async commit(partition, commit) {
            if (crashed && /^(catalog|person|topics)/.test(partition)) throw new Error('The process is gone.');
            return storage.commit(partition, commit);
          },
        }),
    });
    return {
      org,
      crash: () => {
        crashed = true;
      },
      forget: () => {
        crashed = false;
        org.faults.length = 0;
      },
    };
  }

  test('is made good by the sweep of the next start', async () => {
    const store = new MemoryStore('tests');
    const { org, crash, forget } = await crashing(store);
    const bo = await org.idOf('Bo');
    crash();
    const community = await foundCommunity(org, 'Ada', { topics: ['Brand new'], visibility: 'closed' });
    await org.as('Ada').membership.invite({ communityId: community.id, personId: bo });
    expect((await pending(org)).map((id) => id.split(' ', 1)[0]).sort()).toEqual(
      [
        'card:it',
        `membership:${await org.idOf('Ada')}`,
        `membership:${bo}`,
        `notify:${bo}:membership`,
        'topic:brand-new',
      ].sort(),
    );
    expect(org.faults.length).toBeGreaterThan(0);

    const next = await organisation({ store, seed: 2, clockOf: org });
    await next.cop.sweep();
    expect(await pending(next)).toEqual([]);
    const [listed] = (await next.as('Bo').communities.list()).items;
    expect(listed).toMatchObject({ id: community.id, you: { state: 'invited' }, topics: [{ label: 'Brand new' }] });
    forget();
  });

  test('never lists what became private, once it is swept', async () => {
    const store = new MemoryStore('tests');
    const { org, crash, forget } = await crashing(store);
    const { id: communityId } = await foundCommunity(org, 'Ada');
    crash();
    await org.as('Ada').communities.update({ communityId, visibility: 'private' });
    forget();
    await org.cop.sweep();
    expect((await org.as('Cy').communities.list()).items).toEqual([]);
  });

  test('sweeping a store where nothing is left undone changes nothing', async () => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
    await startThread(org.as('Bo'), communityId);
    await org.cop.sweep();
    const before = await headsOf(org.storage);
    await org.cop.sweep();
    expect(await headsOf(org.storage)).toEqual(before);
  });
});

test('a delivery that failed is made again by the same process, without a sweep', async () => {
  let failures = 0;
  const org = await organisation({
    wrap: (storage) =>
      intercepted(storage, {
        async commit(partition, commit) {
          if (failures > 0 && partition === 'catalog') throw new Error(`Failure ${failures--}`);
          return storage.commit(partition, commit);
        },
      }),
  });
  await org.cop.sweep();
  failures = 2;
  const { id } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  await vi.waitFor(async () => expect(await pending(org)).toEqual([]), { timeout: 10_000, interval: 100 });
  expect((await org.as('Cy').communities.list()).items).toMatchObject([{ id }]);
  expect(org.faults.length).toBeGreaterThan(0);
  org.faults.length = 0;
});

test('who waits for an answer does not wait for a partition that does not answer', async () => {
  let stuck = false;
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const org = await organisation({
    wrap: (storage) =>
      intercepted(storage, {
        async commit(partition, commit) {
          if (stuck && partition === 'catalog') await gate;
          return storage.commit(partition, commit);
        },
      }),
  });
  const { id: communityId } = await foundCommunity(org, 'Ada');
  stuck = true;
  const { name } = await org.as('Ada').communities.update({ communityId, name: 'Rotors' });
  expect(name).toBe('Rotors');
  expect(await pending(org)).toEqual(['card:it']);
  letGo();
  await vi.waitFor(async () => expect(await pending(org)).toEqual([]), { timeout: 10_000, interval: 50 });
});

test('an effect that is owed again while it is delivered is delivered again, also within a millisecond', async () => {
  const org = await organisation({ wrap: (storage) => storage });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy']);
  org.clock.stopped = true;
  const { membership } = org.as('Ada');
  const personId = await org.idOf('Bo');
  await Promise.all([
    membership.setRoles({ communityId, personId, roles: ['expert'] }),
    membership.setRoles({ communityId, personId, roles: ['steward'] }),
    membership.setDormant({ communityId, personId, dormant: true }),
  ]);
  org.clock.stopped = false;
  const [own] = (await org.as('Bo').communities.list()).items;
  expect(own?.you).toEqual({ state: 'dormant', roles: ['steward'] });
  expect(await pending(org)).toEqual([]);
});

const remind = write<{ communityId: string }, { done: boolean }, null>({
  name: 'reminders.send',
  summary: 'Reminds everybody.',
  input: z.strictObject({ communityId: z.string() }),
  output: z.strictObject({ done: z.boolean() }),
  allow: ['facilitator'],
  community: ({ communityId }) => communityId,
  async run(context) {
    context.effect('mail', 'all', { to: 'all' });
    return null;
  },
  answer: async () => ({ done: true }),
});

describe('a delivery that takes long', () => {
  afterEach(() => vi.useRealTimers());

  test('keeps no caller waiting, and is finished before the store is closed', async () => {
    let delivered = false;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const mail: Effect = {
      type: 'mail',
      async deliver() {
        await released;
        delivered = true;
      },
    };
    const storage = memory();
    const extension = { name: 'reminders', operations: [remind], effects: [mail] };
    const cop = await createCopkit({ storage, extensions: [extension] });
    const ada = cop.as({ hostId: 'ada', name: 'Ada' });
    const { id: communityId } = await ada.communities.create({ name: 'Pumps', purpose: 'Flow' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const calling = ada.call('reminders.send', { communityId });
    await vi.waitFor(async () => expect(await pending({ storage })).toEqual(['mail:all']));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await calling).toEqual({ done: true });
    vi.useRealTimers();
    expect(delivered).toBe(false);
    const closing = cop.close().then(() => delivered);
    release();
    expect(await closing).toBe(true);
  });
});

test('an effect this process does not know is left for who does', async () => {
  const store = new MemoryStore('tests');
  const delivered: string[] = [];
  const mail: Effect = {
    type: 'mail',
    async deliver(_kit, partition, payload) {
      delivered.push(`${partition} ${payload.to}`);
    },
  };
  const without: Extension = { name: 'reminders', operations: [remind] };
  const org = await organisation({ store, extensions: [without] });
  const { id: communityId } = await foundCommunity(org, 'Ada');
  await org.as('Ada').call('reminders.send', { communityId });
  expect(await pending(org)).toEqual(['mail:all']);
  const knowing = await organisation({ store, seed: 2, clockOf: org, extensions: [{ name: 'post', effects: [mail] }] });
  await knowing.cop.sweep();
  expect(delivered).toEqual([`community/${communityId} all`]);
  expect(await pending(org)).toEqual([]);
});

test('what is owed anew while the earlier is on its way is not taken for delivered', async () => {
  const delivered: unknown[] = [];
  let begun = () => {};
  let letGo = () => {};
  const beginning = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const notice: Effect = {
    type: 'notice',
    async deliver(_kit, _partition, { text }) {
      begun();
      await gate;
      delivered.push(text);
    },
  };
  const post = write<{ communityId: string; text: string }, { done: boolean }, null>({
    name: 'notices.post',
    summary: 'Puts up a notice.',
    input: z.strictObject({ communityId: z.string(), text: z.string() }),
    output: z.strictObject({ done: z.boolean() }),
    allow: ['facilitator'],
    community: ({ communityId }) => communityId,
    async run(context, { text }) {
      context.effect('notice', 'board', { text });
      return null;
    },
    answer: async () => ({ done: true }),
  });
  const org = await organisation({ extensions: [{ name: 'notices', operations: [post], effects: [notice] }] });
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const first = org.as('Ada').call('notices.post', { communityId, text: 'Old' });
  await beginning;
  const second = org.as('Ada').call('notices.post', { communityId, text: 'New' });
  const owed = async () => (await everyDocument(org.storage)).find(({ id }) => id === 'notice:board')?.body;
  await vi.waitFor(async () => expect(await owed()).toMatchObject({ payload: { text: 'New' } }));
  letGo();
  await Promise.all([first, second]);
  expect(delivered).toEqual(['Old', 'New']);
  expect(await pending(org)).toEqual([]);
});

test('what another process owes anew meanwhile is delivered too, and nothing of it stays', async () => {
  const delivered: string[] = [];
  const process = async (seed: number, name: string, gate: Promise<void>, begun: () => void, from?: Organisation) => {
    const mail: Effect = {
      type: 'mail',
      async deliver() {
        begun();
        await gate;
        delivered.push(name);
      },
    };
    const extensions: Extension[] = [{ name: 'reminders', operations: [remind], effects: [mail] }];
    return organisation({ store, seed, extensions, ...(from && { clockOf: from }) });
  };
  const store = new MemoryStore('tests');
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let begun = () => {};
  const beginning = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const here = await process(1, 'here', gate, begun);
  const { id: communityId } = await foundCommunity(here, 'Ada');
  const there = await process(2, 'there', Promise.resolve(), () => {}, here);
  const first = here.as('Ada').call('reminders.send', { communityId });
  await beginning;
  await there.as('Ada').call('reminders.send', { communityId });
  letGo();
  await first;
  expect(delivered).toEqual(['there', 'here']);
  expect(await pending(here)).toEqual([]);
});

test('what a commit owes is delivered without reading again what it wrote', async () => {
  const read: string[] = [];
  const org = await organisation({
    wrap: (storage) =>
      intercepted(storage, {
        get(partition, keys) {
          if (partition.startsWith('community/')) read.push(...keys.map(({ collection }) => collection));
          return storage.get(partition, keys);
        },
      }),
  });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const thread = await startThread(org.as('Ada'), communityId);
  read.length = 0;
  await org.as('Bo').threads.reply({ threadId: thread.id, body: 'The shroud.' });
  expect(read.filter((name) => name === 'replies' || name === 'threads').sort()).toEqual(['replies', 'threads']);
  const [told] = (await org.as('Ada').inbox.list()).items;
  expect(told).toMatchObject({ type: 'answer' });
  expect(await pending(org)).toEqual([]);
});

describe('who listens', () => {
  test('hears every act once, after it is committed, until they stop', async () => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
    const heard: Activity[] = [];
    const stop = org.cop.on((activity) => heard.push(activity));
    const thread = await startThread(org.as('Bo'), communityId);
    const reply = { threadId: thread.id, body: 'The shroud.' };
    for (let times = 0; times < 2; times++) await org.as('Ada').threads.reply(reply, { mutationId: 'same' });
    await org
      .as('Zed')
      .threads.reply(reply)
      .catch(() => undefined);
    stop();
    await org.as('Bo').threads.follow({ threadId: thread.id });
    await org.as('Ada').threads.react({ postId: thread.id, kind: 'like' });
    expect(heard.map(({ verb }) => verb)).toEqual(['ask', 'answer']);
    const { items } = await org.system.activity.list({ communityId });
    for (const act of heard) expect(items).toContainEqual(act);
  });

  test('and throws harms neither the call nor the other listeners', async () => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Ada');
    const heard: string[] = [];
    org.cop.on(() => {
      throw new Error('Mine.');
    });
    org.cop.on(({ verb }) => heard.push(verb));
    const thread = await startThread(org.as('Ada'), communityId);
    expect(thread.kind).toBe('question');
    expect(heard).toEqual(['ask']);
    expect(org.faults).toHaveLength(1);
    org.faults.length = 0;
  });
});
