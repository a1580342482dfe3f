import { describe, expect, test } from 'vitest';
import { foundCommunity, organisation, refusalOf, startThread } from '../testing/organisation.js';

test('a topic is found by its id and by every label, in any case', async () => {
  const org = await organisation();
  await org.admin.topics.define({ prefLabel: 'Condition monitoring', altLabels: ['CM', 'Zustandsüberwachung'] });
  for (const topicId of ['condition-monitoring', 'CONDITION monitoring', 'cm', 'zustandsuberwachung']) {
    expect((await org.admin.topics.get({ topicId })).id, topicId).toBe('condition-monitoring');
  }
  expect(await refusalOf(org.admin.topics.get({ topicId: 'c' }))).toMatchObject({
    code: 'not-found',
    field: 'topicId',
  });
});

test('a thread tagged by a synonym gets the topic, once', async () => {
  const org = await organisation();
  await org.admin.topics.define({ prefLabel: 'Condition monitoring', altLabels: ['CM', '状態監視'] });
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const topics = ['cm', '状態監視', 'condition-monitoring', 'New one'];
  const thread = await startThread(org.as('Ada'), communityId, { topics });
  expect(thread.topics).toEqual([
    { id: 'condition-monitoring', label: 'Condition monitoring' },
    { id: 'new-one', label: 'New one' },
  ]);
  expect((await org.as('Ada').threads.list({ communityId, topic: 'CM' })).items).toHaveLength(1);
});

test('labels of any script are topics of their own', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const labels = ['Термомеханическая усталость', 'Термомеханическая обработка', '溶接', 'C++', 'Ünïté'];
  const { topics } = await startThread(org.as('Ada'), communityId, { topics: labels });
  expect(topics.map(({ label }) => label)).toEqual(labels);
  expect(new Set(topics.map(({ id }) => id)).size).toBe(labels.length);
  for (const { id, label } of topics) expect((await org.admin.topics.get({ topicId: label })).id).toBe(id);
  const suggested = await org.admin.topics.suggest({ text: 'Термо' });
  expect(suggested.items.map(({ label }) => label).sort()).toEqual(labels.slice(0, 2).sort());
});

test('a label that is only marks is no topic', async () => {
  const org = await organisation();
  expect(await refusalOf(org.admin.topics.define({ prefLabel: '\u0301' }))).toMatchObject({
    code: 'invalid',
    field: 'prefLabel',
  });
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const refusal = await refusalOf(startThread(org.as('Ada'), communityId, { topics: ['ok', '\u0301'] }));
  expect(refusal).toMatchObject({ code: 'invalid', field: 'topics.1' });
  expect((await org.admin.topics.list({ text: '\u0301' })).items).toEqual([]);
});

describe('the scheme', () => {
  test('tells what is broader and what is narrower', async () => {
    const org = await organisation();
    await org.admin.topics.define({ prefLabel: 'Vibration' });
    await org.admin.topics.define({ prefLabel: 'Rotor vibration', broader: ['vibration'] });
    await org.admin.topics.define({ prefLabel: 'Whirl', broader: ['Rotor vibration', 'vibration'] });
    expect(await org.admin.topics.get({ topicId: 'vibration' })).toMatchObject({
      broader: [],
      narrower: [
        { id: 'rotor-vibration', label: 'Rotor vibration' },
        { id: 'whirl', label: 'Whirl' },
      ],
    });
    expect((await org.admin.topics.get({ topicId: 'whirl' })).broader).toHaveLength(2);
  });

  test('has no circles, also when two are drawn at once', async () => {
    const org = await organisation();
    const define = (id: string, broader: string[] = []) => org.admin.topics.define({ id, prefLabel: id, broader });
    for (const id of ['a', 'b', 'c']) await define(id);
    await define('b', ['a']);
    await define('c', ['b']);
    for (const broader of [['a'], ['b'], ['c']]) {
      expect(await refusalOf(define('a', broader))).toMatchObject({ code: 'invalid', field: 'broader' });
    }
    for (const id of ['x', 'y']) await define(id);
    const outcomes = await Promise.allSettled([define('x', ['y']), define('y', ['x'])]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('keeps what a definition does not say, and refuses what it does not know', async () => {
    const org = await organisation();
    await org.admin.topics.define({ prefLabel: 'Vibration', altLabels: ['Hum'], definition: 'Back and forth.' });
    const exactMatch = ['http://data.europa.eu/esco/skill/0001'];
    const changed = await org.admin.topics.define({
      id: 'vibration',
      prefLabel: 'Vibrations',
      rename: true,
      exactMatch,
    });
    expect(changed).toMatchObject({ altLabels: ['Hum', 'Vibration'], definition: 'Back and forth.', exactMatch });
    const unknown = org.admin.topics.define({ prefLabel: 'Whirl', broader: ['vibration', 'nothing'] });
    expect(await refusalOf(unknown)).toMatchObject({ code: 'not-found', field: 'broader.1' });
  });

  test('calls nothing by a label of another topic, and says whose it is', async () => {
    const org = await organisation();
    await org.admin.topics.define({ prefLabel: 'Condition monitoring', altLabels: ['CM'] });
    await org.admin.topics.define({ prefLabel: 'Vibration', altLabels: ['Hum'] });
    const taken = { code: 'conflict', message: expect.stringContaining('"Condition monitoring"') };
    const { topics } = org.admin;
    expect(
      await refusalOf(topics.define({ prefLabel: 'Whirl', altLabels: ['Spin', 'condition MONITORING'] })),
    ).toMatchObject({ ...taken, field: 'altLabels.1' });
    expect(await refusalOf(topics.define({ prefLabel: 'cm' }))).toMatchObject({ ...taken, field: 'prefLabel' });
    const renamed = topics.define({ id: 'vibration', prefLabel: 'Condition monitoring', rename: true });
    expect(await refusalOf(renamed)).toMatchObject({ ...taken, field: 'prefLabel' });
    // Homonyms are no mistake.
    expect((await topics.define({ prefLabel: 'Noise', altLabels: ['hum'] })).altLabels).toEqual(['hum']);
    expect((await topics.list()).items).toHaveLength(3);
  });

  test('makes and renames nothing by accident', async () => {
    const org = await organisation();
    await org.admin.topics.define({ prefLabel: 'Vibration' });
    const unknown = org.admin.topics.define({ id: 'vibrations', prefLabel: 'Vibration' });
    expect(await refusalOf(unknown)).toMatchObject({ code: 'not-found', field: 'id' });
    const other = { id: 'vibration', prefLabel: 'Shaking' };
    expect(await refusalOf(org.admin.topics.define(other))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('"Vibration"'),
      field: 'prefLabel',
    });
    expect((await org.admin.topics.define({ ...other, rename: true })).prefLabel).toBe('Shaking');
    // Its old label is its own, and does not take the new one away unless somebody says so.
    expect(await refusalOf(org.admin.topics.define({ prefLabel: 'Vibration' }))).toMatchObject({ code: 'conflict' });
    expect((await org.admin.topics.define({ id: 'vibration', prefLabel: 'shaking' })).prefLabel).toBe('shaking');
  });

  test('is listed by label in pages', async () => {
    const org = await organisation();
    const labels = ['Ähren', 'bearings', 'Chatter', '溶接', 'Zinc'];
    for (const prefLabel of labels) await org.admin.topics.define({ prefLabel });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await org.admin.topics.list({ limit: 2, ...(after ? { after } : {}) });
      seen.push(...page.items.map(({ prefLabel }) => prefLabel));
      after = page.next;
    } while (after);
    expect(seen).toEqual(['Ähren', 'bearings', 'Chatter', 'Zinc', '溶接']);
    expect((await org.admin.topics.list({ text: 'ch' })).items.map(({ id }) => id)).toEqual(['chatter']);
  });
});

test.each(['private', 'closed'] as const)('a label first used in a %s community stays there', async (visibility) => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', { visibility }, ['Bo']);
  const ada = org.as('Ada');
  const labels = ['Projekt Übernahme', 'Plant closing'];
  const thread = await startThread(ada, communityId, { topics: labels });
  expect(thread.topics.map(({ label }) => label)).toEqual(labels);
  const listed = await org.as('Bo').threads.list({ communityId, topic: 'plant closing' });
  expect(listed.items[0]?.topics).toEqual(thread.topics);
  const found = await org.as('Bo').search.find({ text: 'hum', topic: 'Projekt Übernahme' });
  expect(found.items[0]?.topics).toEqual(thread.topics);

  for (const other of [org.as('Cy'), org.admin]) {
    expect((await other.topics.list()).items).toEqual([]);
    for (const text of ['projekt', 'plant']) expect((await other.topics.suggest({ text })).items).toEqual([]);
    expect(await refusalOf(other.topics.get({ topicId: 'plant-closing' }))).toMatchObject({ code: 'not-found' });
  }

  await org.admin.topics.define({ prefLabel: 'Plant closing', altLabels: ['Shutdown'] });
  const again = await startThread(ada, communityId, { topics: ['shutdown'] });
  expect(again.topics).toEqual([{ id: 'plant-closing', label: 'Plant closing' }]);
});

test('the topics of a private charter stay with those who see its card', async () => {
  const org = await organisation();
  const fields = { visibility: 'private', topics: ['Plant closing'] } as const;
  const { id: communityId } = await foundCommunity(org, 'Ada', fields, ['Bo']);
  await org.as('Ada').communities.update({ communityId, topics: ['Plant closing', 'Who goes'] });
  const topics = [
    { id: 'plant-closing', label: 'Plant closing' },
    { id: 'who-goes', label: 'Who goes' },
  ];
  expect((await org.as('Bo').communities.list()).items).toMatchObject([{ id: communityId, topics }]);
  expect((await org.as('Bo').communities.get({ communityId })).topics).toEqual(topics);
  expect((await org.as('Cy').topics.list()).items).toEqual([]);
});

test('a label that stayed in one community is shown in no other', async () => {
  const org = await organisation();
  const { id: one } = await foundCommunity(org, 'Ada', { visibility: 'private' });
  const { id: other } = await foundCommunity(org, 'Bo', { visibility: 'private' });
  await startThread(org.as('Ada'), one, { topics: ['Plant CLOSING'] });
  const { topics } = await startThread(org.as('Bo'), other, { topics: ['plant-closing'] });
  expect(topics).toEqual([{ id: 'plant-closing', label: 'plant-closing' }]);
});

test('a thread may bear a topic by as long a label as topics have', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const label = `repair of ${'centrifugal '.repeat(15)}`.padEnd(200, 's');
  const { id } = await org.admin.topics.define({ prefLabel: label });
  expect((await startThread(org.as('Ada'), communityId, { topics: [label] })).topics).toEqual([{ id, label }]);
  const longer = startThread(org.as('Ada'), communityId, { topics: [`${label}s`] });
  expect(await refusalOf(longer)).toMatchObject({ code: 'invalid', field: 'topics.0' });
});
