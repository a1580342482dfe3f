import { expect, test } from 'vitest';
import { evaluation } from '../../evaluation/evaluation.js';
import { foundCommunity, organisation } from '../../testing/organisation.js';

const HOUR = 3_600_000;
const QUESTIONS = 60;

/** A quarter of imported questions of ten people, every other one about flutter. */
async function quarterOf() {
  const org = await organisation({ extensions: [evaluation()] });
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const since = '2024-01-01T00:00:00.000Z';
  const people = Array.from({ length: 10 }, (_, n) => ({ hostId: `m${n}`, name: `Member ${n}`, unit: 'u', since }));
  const { ids } = await org.system.people.import({ people });
  const threads: string[] = [];
  for (let n = 0; n < QUESTIONS; n++) {
    const { threadId } = await org.system.imports.thread({
      communityId,
      source: 'old',
      sourceId: `q${n}`,
      kind: 'question',
      title: `Question ${n}`,
      body: n % 2 === 0 ? 'Is this flutter?' : 'It hums.',
      topics: [],
      authorId: ids[n % 10] as string,
      at: new Date(Date.parse('2025-01-02T00:00:00.000Z') + n * 24 * HOUR).toISOString(),
    });
    threads.push(threadId);
  }
  await org.admin.topics.define({ prefLabel: 'Flutter', definition: 'Back and forth, more and more.' });
  const asked = { communityId, metric: 'glossary-uptake', window: '2025-Q1' } as const;
  const uses = async (of = org) => {
    const found = await of.as('Ada').metrics.get(asked);
    return found.value ? [found.value.count, found.value.of] : found.caveats;
  };
  return { org, communityId, threads, uses };
}

test('what is said of texts follows what is written, changed and hidden, and the glossary', async () => {
  const { org, communityId, threads, uses } = await quarterOf();
  expect(await uses()).toEqual([30, 60]);
  const author = org.cop.as({ hostId: 'm2', name: 'Member 2' });
  await author.threads.edit({ postId: threads[2] as string, body: 'It whistles.' });
  expect(await uses()).toEqual([29, 60]);
  await org.as('Ada').threads.hide({ postId: threads[4] as string, reason: 'Wrong place.' });
  expect(await uses()).toEqual([28, 59]);
  await org.admin.topics.define({ prefLabel: 'Hum', altLabels: ['hums'], definition: 'A low sound.' });
  expect(await uses()).toEqual([58, 59]);
  await org.system.imports.thread({
    communityId,
    source: 'old',
    sourceId: 'late',
    kind: 'question',
    title: 'One more',
    body: 'Nothing to be heard.',
    topics: [],
    authorId: await org.idOf('Ada'),
    at: '2025-02-02T00:00:00.000Z',
  });
  expect(await uses()).toEqual([58, 60]);
  // Another process, which reads what is there instead of following it.
  const other = await organisation({ store: org.store, clockOf: org, extensions: [evaluation()] });
  expect(await uses(other)).toEqual([58, 60]);
}, 60_000);
