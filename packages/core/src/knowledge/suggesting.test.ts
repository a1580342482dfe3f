import { describe, expect, test } from 'vitest';
import { expertise } from '../expertise/expertise.js';
import { organisation } from '../testing/organisation.js';
import { Terms } from './terms.js';

const start = () => organisation({ extensions: [expertise()] });

describe('labels in a text', () => {
  const terms = new Terms();
  terms.add('cm', 'Condition monitoring', ['CM', 'Zustandsüberwachung', '状態監視']);
  terms.add('monitoring', 'Monitoring', []);
  terms.add('cpp', 'C++', []);
  terms.add('c', 'C', []);
  terms.add('it', 'IT', []);
  const found = (text: string) => terms.in(text).map(({ topicId, form }) => `${topicId}: ${form}`);

  test.each([
    ['We do condition-monitoring.', ['cm: condition-monitoring']],
    ['CONDITION  MONITORING and monitoring', ['cm: CONDITION  MONITORING', 'monitoring: monitoring']],
    ['Die ZUSTANDSUBERWACHUNG läuft', ['cm: ZUSTANDSUBERWACHUNG']],
    ['この状態監視について', ['cm: 状態監視']],
    ['Written in C++, not in C.', ['cpp: C++', 'c: C']],
    ['It is 5 cm from c.', []],
    ['Ask IT about CM.', ['it: IT', 'cm: CM']],
    ['preconditioned monitorings', []],
    ['condition\n\nmonitoring', ['monitoring: monitoring']],
    ['`monitoring` [x](https://monitoring.example/monitoring) ```\nmonitoring\n```', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test('are gone when the topic is', () => {
    const some = new Terms();
    some.add('a', 'Pump', ['Pumpe']);
    some.add('b', 'Pumpe', []);
    expect(some.in('pumpe')[0]?.topicId).toBe('b');
    some.remove('b', 'Pumpe', []);
    expect(some.in('pumpe')[0]?.topicId).toBe('a');
    some.remove('a', 'Pump', ['Pumpe']);
    expect(some.in('pump pumpe')).toEqual([]);
  });

  test('are found in time in long texts and beside long labels', () => {
    const some = new Terms();
    for (let at = 0; at < 2_000; at++) some.add(`t${at}`, `hum ${'and hum '.repeat(at % 7)}${at}`, []);
    expect(some.in(`hum ${'and hum '.repeat(10_000)}`)).toEqual([]);
  });
});

describe('suggestions while writing', () => {
  test('are what is named, in order, then what is similar', async () => {
    const org = await start();
    await org.admin.topics.define({ prefLabel: 'Rotor balancing', definition: 'Taking away the unbalance.' });
    await org.admin.topics.define({ prefLabel: 'Journal bearings', altLabels: ['Gleitlager'] });
    await org.admin.topics.define({ prefLabel: 'Thermography', definition: 'Heat of a rotor seen from afar.' });
    const suggest = async (text: string, title?: string) =>
      (await org.as('Ada').knowledge.suggestTopics({ text, ...(title ? { title } : {}) })).items;
    expect(await suggest('The Gleitlager of our rotor is hot', 'Balancing a rotor')).toEqual([
      { topic: { id: 'journal-bearings', label: 'Journal bearings' }, why: 'named', form: 'Gleitlager' },
      { topic: { id: 'rotor-balancing', label: 'Rotor balancing' }, why: 'similar', form: null },
    ]);
    expect(await suggest('')).toEqual([]);
    expect(await suggest('a '.repeat(20_000))).toEqual([]);
    expect((await org.as('Ada').knowledge.suggestTopics({ text: 'rotor gleitlager', limit: 1 })).items).toHaveLength(1);
  });

  test('follow what topics are called, and what became of them', async () => {
    const org = await start();
    const suggest = async (text: string) =>
      (await org.as('Ada').knowledge.suggestTopics({ text })).items.map(({ topic }) => topic.label);
    expect(await suggest('Our pumps leak')).toEqual([]);
    await org.admin.topics.define({ prefLabel: 'Leak' });
    await org.admin.topics.define({ prefLabel: 'Seals', altLabels: ['pumps'] });
    expect(await suggest('Our pumps leak')).toEqual(['Seals', 'Leak']);
    await org.admin.knowledge.mergeTopics({ from: 'leak', into: 'seals' });
    expect(await suggest('Our pumps leak')).toEqual(['Seals']);
  });
});

test('terms of the glossary are those with a definition, with each spelling once', async () => {
  const org = await start();
  await org.admin.topics.define({ prefLabel: 'Shroud', altLabels: ['Shrouds'], definition: 'The outer ring.' });
  await org.admin.topics.define({ prefLabel: 'Rotor' });
  const { items } = await org.as('Ada').knowledge.listTerms({
    texts: ['The rotor has a shroud, and the shroud rubs.', 'Shrouds rub. A Shroud is a ring.'],
  });
  expect(items).toEqual([
    { topic: { id: 'shroud', label: 'Shroud' }, definition: 'The outer ring.', forms: ['shroud', 'Shrouds', 'Shroud'] },
  ]);
  expect((await org.as('Ada').knowledge.listTerms({ texts: [] })).items).toEqual([]);
});
