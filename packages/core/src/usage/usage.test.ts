import { describe, expect, test } from 'vitest';
import { everyDocument } from '../testing/documents.js';
import { foundCommunity, organisation, startThread } from '../testing/organisation.js';

const DAY = 86_400_000;
const UNITS: Readonly<Record<string, string>> = { Ada: 'Emden', Bo: 'Cuxhaven', Cy: 'Husum', Di: 'Emden' };

async function scene() {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const { id: threadId } = await startThread(org.as('Ada'), communityId);
  const as = (name: string) => org.as(name, { unit: UNITS[name] ?? 'Elsewhere' });
  const units = async () => (await as('Ada').usage.countUnits({ objectId: threadId })).units;
  const kept = async () => (await everyDocument(org.storage)).filter(({ partition }) => partition.startsWith('usage/'));
  return { org, communityId, threadId, as, units, kept };
}

describe('reads', () => {
  test('are known by units from three on, each once', async () => {
    const { threadId, as, units } = await scene();
    await as('Ada').threads.get({ threadId });
    await as('Di').threads.get({ threadId });
    await as('Bo').threads.get({ threadId });
    await as('Bo').threads.get({ threadId });
    expect(await units()).toBeNull();
    await as('Cy').threads.get({ threadId });
    expect(await units()).toBe(3);
    await as('Eve').threads.get({ threadId });
    expect(await units()).toBe(4);
  });

  test('of those without a unit and of the system count for nothing', async () => {
    const { org, threadId, as, units } = await scene();
    for (const name of ['Ada', 'Bo']) await as(name).threads.get({ threadId });
    await org.as('Nobody').threads.get({ threadId });
    await org.system.threads.get({ threadId });
    expect(await units()).toBeNull();
  });

  test('are kept by day and unit, and nowhere with a person; the same after they were written', async () => {
    const { org, communityId, threadId, as, units, kept } = await scene();
    for (const name of ['Ada', 'Di', 'Bo', 'Cy']) await as(name).threads.get({ threadId });
    await as('Bo').search.find({ text: 'hum', communityId });
    await as('Bo').search.find({ text: 'hum' });
    expect(await kept()).toEqual([]);
    await org.cop.sweep();
    org.clock.forward(DAY);
    for (const name of ['Ada', 'Bo']) await as(name).threads.get({ threadId });
    await org.cop.sweep();
    const docs = await kept();
    const days = docs.filter(({ collection }) => collection === 'usage');
    expect(days.map(({ partition, body }) => ({ partition: partition.slice(-10), ...(body as object) }))).toEqual([
      { partition: '2026-01-05', kind: 'read', object: threadId, unit: 'Emden', count: 2 },
      { partition: '2026-01-05', kind: 'read', object: threadId, unit: 'Cuxhaven', count: 1 },
      { partition: '2026-01-05', kind: 'read', object: threadId, unit: 'Husum', count: 1 },
      { partition: '2026-01-05', kind: 'search', object: communityId, unit: 'Cuxhaven', count: 2 },
      { partition: '2026-01-06', kind: 'read', object: threadId, unit: 'Emden', count: 1 },
      { partition: '2026-01-06', kind: 'read', object: threadId, unit: 'Cuxhaven', count: 1 },
    ]);
    expect(docs.filter(({ id, body }) => /p_[0-9a-z]{17}/.test(id + JSON.stringify(body)))).toEqual([]);
    expect(await units()).toBe(3);
  });

  test('are forgotten after 400 days', async () => {
    const { org, threadId, as, units, kept } = await scene();
    for (const name of ['Ada', 'Bo', 'Cy']) await as(name).threads.get({ threadId });
    await org.cop.sweep();
    org.clock.forward(400 * DAY);
    expect(await units()).toBe(3);
    org.clock.forward(DAY);
    expect(await units()).toBeNull();
    await org.cop.sweep();
    expect((await kept()).filter(({ collection }) => collection === 'usage')).toEqual([]);
  });
});
