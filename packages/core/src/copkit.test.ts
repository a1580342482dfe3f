import { memory } from '@copkit/storage';
import { describe, expect, test } from 'vitest';
import { createCopkit } from './index.js';
import { foundCommunity, fullNameOf, hostIdOf, organisation, startThread } from './testing/organisation.js';
import { intercepted } from './testing/storage.js';
import { watching } from './testing/watching.js';

test('what the README promises: found a community, ask, answer', async () => {
  const cop = await createCopkit({ storage: memory() });
  const ada = cop.as({ hostId: 'ada', name: 'Ada Byron', unit: 'turbines' });
  const community = await ada.communities.create({ name: 'Rotor dynamics', purpose: 'Learn', topics: ['vibration'] });
  const thread = await ada.threads.start({
    communityId: community.id,
    kind: 'question',
    title: 'Why?',
    body: 'It hums.',
  });
  await ada.threads.reply({ threadId: thread.id, body: 'The shroud.' });
  expect((await ada.threads.get({ threadId: thread.id })).replies.items).toMatchObject([
    { author: { name: 'Ada Byron' } },
  ]);
  await cop.close();
});

test('says which operations there are, and none that only the system may call', async () => {
  const cop = await createCopkit({ storage: memory() });
  const ada = cop.as({ hostId: 'ada', name: 'Ada Byron' });
  expect(await ada.offers('threads.reply')).toBe(true);
  expect(await ada.offers('knowledge.listTerms')).toBe(false);
  const kept = cop.operations.filter(({ exposed }) => !exposed).map(({ name }) => name);
  expect(kept).not.toEqual([]);
  for (const name of kept) expect(await ada.offers(name)).toBe(false);
  await cop.close();
});

test('nothing keeps the process alive while nobody calls', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((what) => what === 'Timeout').length;
  const org = await organisation({
    wrap: (storage) => intercepted(storage, { capabilities: { ...storage.capabilities, sharing: 'host' } }),
  });
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const { woken, stop } = await watching(org.as('Ada'), [communityId]);
  await startThread(org.as('Ada'), communityId);
  await woken(1);
  // Whatever is left would leave the test waiting here until its time is up.
  while (timers() > 0) await new Promise((resolve) => setImmediate(resolve));
  expect(timers()).toBe(0);
  stop();
});

describe('closing', () => {
  test('brings the catalogue up to date and is done once', async () => {
    const org = await organisation();
    const cop = await createCopkit({ storage: memory({ store: org.store }), clock: org.clock.now });
    const api = cop.as({ hostId: hostIdOf('Ada'), name: fullNameOf('Ada') });
    const { id: communityId } = await api.communities.create({ name: 'Late', purpose: 'Counts' });
    await api.threads.start({ communityId, kind: 'idea', title: 'T', body: 'B' });
    await Promise.all([cop.close(), cop.close()]);
    await cop.close();
    expect((await org.as('Bo').communities.list()).items).toMatchObject([{ threadCount: 1 }]);
  });

  test('says nothing of faults that closing made', async () => {
    const faults: unknown[] = [];
    const cop = await createCopkit({ storage: memory(), onError: (error) => faults.push(error) });
    const api = cop.as({ hostId: 'ada', name: 'Ada' });
    const { id: communityId } = await api.communities.create({ name: 'Short', purpose: 'Lived' });
    api.watch([communityId], () => {});
    void api.threads.start({ communityId, kind: 'idea', title: 'T', body: 'B' }).catch(() => undefined);
    await cop.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(faults).toEqual([]);
  });
});

test('a listener for faults that throws makes none', async () => {
  const cop = await createCopkit({
    storage: memory(),
    onError: () => {
      throw new Error('Mine too.');
    },
  });
  cop.on(() => {
    throw new Error('Mine.');
  });
  const api = cop.as({ hostId: 'ada', name: 'Ada' });
  const community = await api.communities.create({ name: 'Calm', purpose: 'Whatever happens' });
  expect(community.name).toBe('Calm');
  await cop.close();
});
