import { describe, expect, test } from 'vitest';
import { expertise } from '../expertise/expertise.js';
import { foundCommunity, organisation, refusalOf, startThread } from '../testing/organisation.js';

const start = () => organisation({ extensions: [expertise()] });

async function twoTopics() {
  const org = await start();
  await org.admin.topics.define({
    prefLabel: 'Condition monitoring',
    altLabels: ['CM'],
    definition: 'Watching it run.',
  });
  await org.admin.topics.define({ prefLabel: 'Vibration analysis', altLabels: ['VA'] });
  const { id: communityId } = await foundCommunity(org, 'Ada', { topics: ['VA'] }, ['Bo']);
  const old = await startThread(org.as('Ada'), communityId, { title: 'The old one hums', topics: ['VA'] });
  const both = await startThread(org.as('Ada'), communityId, { title: 'Both hum', topics: ['VA', 'CM'] });
  await org.as('Bo').threads.reply({ threadId: old.id, role: 'answer', body: 'The shroud rubs.' });
  const merged = await org.admin.knowledge.mergeTopics({ from: 'vibration analysis', into: 'cm' });
  return { org, communityId, old, both, merged };
}

const REF = { id: 'condition-monitoring', label: 'Condition monitoring' };

describe('what was merged', () => {
  test('is found under its old id and all of its labels', async () => {
    const { org, merged } = await twoTopics();
    expect(merged).toMatchObject({
      ...{ id: REF.id, prefLabel: REF.label, definition: 'Watching it run.' },
      altLabels: ['CM', 'Vibration analysis', 'VA'],
    });
    for (const topicId of ['vibration-analysis', 'Vibration Analysis', 'va', 'CM', REF.id])
      expect((await org.admin.topics.get({ topicId })).id, topicId).toBe(REF.id);
    expect((await org.admin.topics.list()).items.map(({ id }) => id)).toEqual([REF.id]);
    expect((await org.admin.topics.suggest({ text: 'vib' })).items).toEqual([REF]);
  });

  test('is shown as what it was merged into, once', async () => {
    const { org, communityId, old, both } = await twoTopics();
    const ada = org.as('Ada');
    for (const { id: threadId } of [old, both])
      expect((await ada.threads.get({ threadId })).thread.topics).toEqual([REF]);
    expect((await ada.communities.get({ communityId })).topics).toEqual([REF]);
  });

  test('is found by every filter, whichever of the two is asked for', async () => {
    const { org, communityId, old, both } = await twoTopics();
    const ada = org.as('Ada');
    const fresh = await startThread(ada, communityId, { title: 'The new one hums', topics: ['Vibration analysis'] });
    for (const topic of ['va', 'vibration-analysis', 'cm', REF.id]) {
      const listed = await ada.threads.list({ communityId, topic });
      expect(listed.items.map(({ id }) => id).sort(), topic).toEqual([old.id, both.id, fresh.id].sort());
      expect((await ada.search.find({ text: 'old one hums', topic })).items[0]).toMatchObject({ topics: [REF] });
      expect((await ada.communities.list({ topic })).items).toHaveLength(1);
    }
    expect(fresh.topics).toEqual([REF]);
  });

  test('is found in pages', async () => {
    const { org, communityId } = await twoTopics();
    const ada = org.as('Ada');
    for (let at = 0; at < 5; at++) await startThread(ada, communityId, { topics: [at % 2 ? 'other' : 'cm'] });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await ada.threads.list({ communityId, topic: 'va', limit: 2, ...(after ? { after } : {}) });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(5);
  });

  test('speaks for its authors as what it was merged into', async () => {
    const { org } = await twoTopics();
    const found = await org.as('Ada').experts.find({ topics: ['Condition monitoring'] });
    expect(found.items.map(({ person }) => person.id)).toEqual([await org.idOf('Bo')]);
    expect(found.items[0]?.evidence[0]?.topics).toEqual([REF]);
  });

  test('stays hidden by who hid it, as do the others it is now one with', async () => {
    const { org, communityId } = await twoTopics();
    const both = await startThread(org.as('Ada'), communityId, { topics: ['CM'] });
    await org.as('Bo').threads.reply({ threadId: both.id, role: 'answer', body: 'Listen to the vibration.' });
    await org.as('Bo').experts.hideTopic({ topic: 'CM' });
    await org.admin.topics.define({ prefLabel: 'Listening' });
    await org.admin.knowledge.mergeTopics({ from: 'cm', into: 'listening' });
    const find = async () => (await org.as('Ada').experts.find({ text: 'vibration shroud' })).items;
    expect(await find()).toEqual([]);
    const { hiddenTopics, topics } = await org.as('Bo').experts.getMine();
    expect(hiddenTopics).toEqual([{ id: 'listening', label: 'Listening' }]);
    expect(topics).toEqual([]);
    await org.as('Bo').experts.showTopic({ topic: 'listening' });
    expect((await find())[0]?.evidenceCount).toBe(2);
    expect((await org.as('Bo').experts.getMine()).topics).toEqual([
      { topic: { id: 'listening', label: 'Listening' }, evidenceCount: 2 },
    ]);
  });

  test('is what somebody is asked for, whichever of the two a question bears', async () => {
    const { org, communityId } = await twoTopics();
    const preview = await org.as('Ada').routing.preview({ communityId, title: 'Why?', topics: ['CM'] });
    expect(preview.people.map(({ person }) => person.id)).toEqual([await org.idOf('Bo')]);
    expect(preview.people[0]?.reasons).toMatchObject([{ title: 'The old one hums' }]);
  });

  test('cannot be defined again under its own id', async () => {
    const { org } = await twoTopics();
    for (const input of [{ prefLabel: 'Vibration analysis' }, { id: 'vibration-analysis', prefLabel: 'VA' }]) {
      expect(await refusalOf(org.admin.topics.define(input))).toMatchObject({
        code: 'invalid',
        message: expect.stringContaining('Condition monitoring'),
      });
    }
  });
});

test('merges after merges lead to the last, also when they are made in the other order', async () => {
  const org = await start();
  for (const prefLabel of ['A', 'B', 'C', 'D']) await org.admin.topics.define({ prefLabel });
  const merge = (from: string, into: string) => org.admin.knowledge.mergeTopics({ from, into });
  await merge('a', 'b');
  await merge('b', 'c');
  await merge('c', 'd');
  for (const topicId of ['a', 'b', 'c', 'd']) expect((await org.admin.topics.get({ topicId })).prefLabel).toBe('D');
  expect((await merge('a', 'd')).id).toBe('d');
  expect(await refusalOf(merge('d', 'd'))).toMatchObject({ code: 'invalid', field: 'into' });
  expect(await refusalOf(merge('e', 'd'))).toMatchObject({ code: 'not-found', field: 'from' });
});

test('relations come along, and no circle comes of it', async () => {
  const org = await start();
  const define = (id: string, broader: string[] = []) => org.admin.topics.define({ id, prefLabel: id, broader });
  for (const id of ['top', 'other']) await define(id);
  await define('middle', ['top']);
  await define('bottom', ['middle']);
  await define('leaf', ['other']);
  const merge = (from: string, into: string) => org.admin.knowledge.mergeTopics({ from, into });
  expect(await refusalOf(merge('top', 'bottom'))).toMatchObject({ code: 'invalid', field: 'into' });
  expect(await refusalOf(merge('bottom', 'top'))).toMatchObject({ code: 'invalid', field: 'into' });
  // Neighbours may become one.
  expect(await merge('middle', 'top')).toMatchObject({ broader: [], narrower: [{ id: 'bottom' }] });
  await merge('other', 'top');
  expect((await org.admin.topics.get({ topicId: 'top' })).narrower.map(({ id }) => id).sort()).toEqual([
    'bottom',
    'leaf',
  ]);
  // What is broader of what was merged still counts against circles.
  expect(await refusalOf(define('top', ['leaf']))).toMatchObject({ code: 'invalid', field: 'broader' });
});

test('only administrators merge', async () => {
  const { org } = await twoTopics();
  await org.admin.topics.define({ prefLabel: 'X' });
  expect(await refusalOf(org.as('Ada').knowledge.mergeTopics({ from: 'x', into: 'cm' }))).toMatchObject({
    code: 'forbidden',
  });
});

test('a new name is an alternative label from then on', async () => {
  const org = await start();
  const { id } = await org.admin.topics.define({ prefLabel: 'Hums' });
  await org.admin.topics.define({ id, prefLabel: 'Noise', rename: true });
  expect((await org.admin.topics.get({ topicId: 'hums' })).prefLabel).toBe('Noise');
  expect((await org.admin.topics.get({ topicId: 'noise' })).altLabels).toEqual(['Hums']);
});
