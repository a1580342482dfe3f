import { createCopkit, type Identity } from '@copkit/core';
import { MemoryStore, memory, type StorageAdapter, UnavailableError } from '@copkit/storage';
import { afterEach, describe, expect, test } from 'vitest';
import { Answers } from './answers.js';

const ADA: Identity = { hostId: 'ada', name: 'Ada Byron', unit: 'turbines' };
const BO: Identity = { hostId: 'bo', name: 'Bo Chen', unit: 'pumps' };

/** A store of which every read is counted, but for asking how far partitions are. */
function counted(storage: StorageAdapter) {
  const reads = { count: 0 };
  const counting = new Proxy(storage, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (name === 'get' || name === 'scan') reads.count++;
        return value.apply(target, args);
      };
    },
  });
  return { storage: counting, reads };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function scene(visibility: 'open' | 'private' = 'open') {
  const store = new MemoryStore('tests');
  const { storage, reads } = counted(memory({ store }));
  const cop = await createCopkit({ storage, jobsMs: 0 });
  const elsewhere = await createCopkit({ storage: memory({ store }), jobsMs: 0 });
  closing.push(cop.close, elsewhere.close);
  const ada = cop.as(ADA);
  const { id: communityId } = await ada.communities.create({ name: 'Rotors', purpose: 'Quiet', visibility });
  const { id: threadId } = await ada.threads.start({
    communityId,
    kind: 'question',
    title: 'Why the hum?',
    body: 'At 90 Hz.',
  });
  const clock = { now: 0 };
  const answers = new Answers(cop, 1_000_000, () => clock.now);
  const operation = (name: string) => {
    const found = cop.operations.find((each) => each.name === name);
    if (!found) throw new Error(`There is no ${name}.`);
    return found;
  };
  const list = async (identity = ADA) => {
    const { content } = await answers.of(identity, operation('threads.list'), asked({ communityId }));
    return JSON.parse(new TextDecoder().decode(content.bytes)).items;
  };
  const get = (identity = ADA) => answers.of(identity, operation('threads.get'), asked({ threadId }));
  /** How many reads of the store something costs. */
  const costOf = async (what: () => Promise<unknown>) => {
    const before = reads.count;
    await what();
    return reads.count - before;
  };
  return { cop, elsewhere, answers, operation, list, get, costOf, clock, ada, communityId, threadId };
}

const asked = (input: unknown, question = '?') => ({ question, input, linked: () => null });

async function remembered(ask: () => Promise<unknown>) {
  await ask();
  await ask();
}

describe('what was answered', () => {
  test('is answered again without reading the store, to the same person', async () => {
    const { list, costOf } = await scene();
    await remembered(list);
    expect(await costOf(list)).toBe(0);
    expect(await costOf(() => list(BO))).toBeGreaterThan(0);
  });

  test('is made anew after a change, in this process or another', async () => {
    const { list, costOf, cop, elsewhere, threadId } = await scene();
    for (const from of [cop, elsewhere]) {
      await remembered(list);
      expect(await costOf(list)).toBe(0);
      await from.as(ADA).threads.reply({ threadId, body: 'The seal.' });
      const [thread] = await list();
      expect(thread.replyCount).toBe(from === cop ? 1 : 2);
    }
  });

  test('is not answered to somebody who lost access', async () => {
    const { list, cop, ada, communityId } = await scene('private');
    const { id: personId } = await cop.as(BO).people.getMe();
    await ada.membership.invite({ communityId, personId });
    await cop.as(BO).membership.accept({ communityId });
    await remembered(() => list(BO));
    await ada.membership.remove({ communityId, personId });
    await expect(list(BO)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is given to all who are no members alike, and to no member', async () => {
    const { answers, operation, communityId, cop, ada, threadId, list } = await scene();
    const ask = (identity: Identity) => answers.of(identity, operation('threads.list'), asked({ communityId }));
    const [cy, di] = ['Cy Young', 'Di Hall'].map((name) => ({ hostId: name, name }));
    // Somebody new may be named in any answer, so that all are made anew.
    for (const each of [BO, cy, di] as Identity[]) await ask(each);
    await remembered(() => ask(BO));
    const { content } = await ask(cy as Identity);
    expect((await ask(di as Identity)).content).toBe(content);
    const eve = { hostId: 'eve', name: 'Eve Moss' };
    await cop.as(eve).membership.join({ communityId });
    await remembered(() => ask(BO));
    await ada.threads.reply({ threadId, body: 'At the seal.' });
    await remembered(() => ask(BO));
    expect([(await list(BO))[0].unread, (await list(eve))[0].unread]).toEqual([false, true]);
    expect((await list(eve))[0].replyCount).toBe(1);
  });

  test('of those who are no members is not given to who may not ask any more', async () => {
    const { answers, operation, communityId, ada } = await scene();
    const ask = (identity: Identity) => answers.of(identity, operation('threads.list'), asked({ communityId }));
    for (const hostId of ['bo', 'cy', 'di']) await ask({ hostId, name: hostId });
    await ada.communities.update({ communityId, visibility: 'private' });
    for (const hostId of ['bo', 'cy', 'eve'])
      await expect(ask({ hostId, name: hostId })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('by others is shared, and still not answered to who lost access or never had it', async () => {
    const { list, cop, ada, communityId, costOf } = await scene('private');
    const { id: personId } = await cop.as(BO).people.getMe();
    await ada.membership.invite({ communityId, personId });
    await cop.as(BO).membership.accept({ communityId });
    const cold = await costOf(() => list(ADA));
    expect(await costOf(() => list(BO))).toBeLessThan(cold);
    await expect(list({ hostId: 'cy', name: 'Cy Young' })).rejects.toMatchObject({ code: 'not-found' });
    await ada.membership.remove({ communityId, personId });
    await list(ADA);
    await expect(list(BO)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('has the names of people as they are now', async () => {
    const { list, cop } = await scene();
    await remembered(() => list(BO));
    await cop.as({ ...ADA, name: 'Ada Lovelace' }).people.getMe();
    const [thread] = await list(BO);
    expect(thread.author.name).toBe('Ada Lovelace');
  });

  test('is made anew after some seconds, for what only another process knows of', async () => {
    const { list, costOf, clock } = await scene();
    await remembered(list);
    clock.now = 5_000;
    expect(await costOf(list)).toBeGreaterThan(0);
  });

  test('counts as a use each time', async () => {
    const { get, cop, threadId, ada } = await scene();
    await remembered(() => get(ADA));
    for (let at = 0; at < 5; at++) await get(BO);
    await cop.sweep();
    expect(await ada.usage.countUnits({ objectId: threadId })).toEqual({ units: null });
    expect(await usesIn(cop)).toBe(7);
  });

  test('is kept as long as there is room', async () => {
    const { cop, operation, communityId, costOf } = await scene();
    const small = new Answers(cop, 4_000);
    const ask = (question: string) => () => small.of(ADA, operation('threads.list'), asked({ communityId }, question));
    await remembered(ask('?1'));
    expect(await costOf(ask('?1'))).toBe(0);
    for (const question of ['?2', '?3', '?4']) await remembered(ask(question));
    expect(await costOf(ask('?1'))).toBeGreaterThan(0);
  });
});

test('what does not follow from the store alone is asked anew each time', async () => {
  const { answers, operation, costOf } = await scene();
  const search = () => answers.of(ADA, operation('inbox.list'), asked({}));
  await remembered(search);
  expect(await costOf(search)).toBeGreaterThan(0);
});

test('while the store cannot be reached, what was answered is refused like any other call', async () => {
  const down = { is: false };
  const storage = new Proxy(memory({ store: new MemoryStore('tests') }), {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name === 'heads' && down.is) return () => Promise.reject(new UnavailableError('not-applied', 'Away.'));
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const cop = await createCopkit({ storage, jobsMs: 0 });
  const { id: communityId } = await cop.as(ADA).communities.create({ name: 'Rotors', purpose: 'Quiet' });
  const found = cop.operations.find(({ name }) => name === 'threads.list');
  if (!found) throw new Error('There is no threads.list.');
  const answers = new Answers(cop, 1_000_000);
  const list = () => answers.of(ADA, found, asked({ communityId }));
  await remembered(list);
  down.is = true;
  await expect(list()).rejects.toMatchObject({ name: 'CopkitError', code: 'unavailable' });
  down.is = false;
  await cop.close();
  await expect(list()).rejects.toMatchObject({ name: 'CopkitError', code: 'unavailable' });
});

test('a read with a hook of the host is not answered again: it may say something else', async () => {
  const store = new MemoryStore('tests');
  const hook = { operation: 'threads.list', before: () => undefined };
  const cop = await createCopkit({ storage: memory({ store }), jobsMs: 0, extensions: [{ name: 'x', hooks: [hook] }] });
  closing.push(cop.close);
  expect(cop.operations.filter(({ steady }) => steady).map(({ name }) => name)).toEqual(
    expect.not.arrayContaining(['threads.list']),
  );
});

async function usesIn(cop: Awaited<ReturnType<typeof createCopkit>>): Promise<number> {
  let uses = 0;
  for await (const line of cop.dump()) {
    const { collection, body } = JSON.parse(line);
    if (collection === 'usage') uses += body.count;
  }
  return uses;
}
