import { type CopkitApi, createCopkit, type Extension } from '@copkit/core';
import { memory } from '@copkit/storage';
import { ADA } from './community.js';

const DAY = 86_400_000;
const BEGIN = Date.parse('2025-01-01T00:00:00Z');
const MEMBERS = 20;
const UNITS = ['Turbines', 'Field service', 'Materials lab', 'Purchasing'];

/** Numbers between 0 and 1 that are the same every time. */
const seeded = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

export interface MeasuredCommunity {
  readonly id: string;
  readonly ada: CopkitApi;
  /** Takes part and answers for nothing. */
  readonly bruno: CopkitApi;
  /** Rework per month, with an office that moved in between. */
  readonly seriesId: string;
}

/** A year of questions and answers of twenty people in four units, and a series of the host. Ada facilitates. */
export const createMeasured = async (extensions: readonly Extension[] = []): Promise<MeasuredCommunity> => {
  let now = BEGIN;
  const cop = await createCopkit({ storage: memory(), clock: () => new Date(now++), extensions });
  const system = cop.system({ name: 'import' });
  const ada = cop.as(ADA);
  const bruno = cop.as({ hostId: 'bruno', name: 'Bruno Sattler', unit: 'Field service' });
  const { id } = await ada.communities.create({ name: 'Rotor dynamics', purpose: 'Learning from what was seen.' });
  await bruno.people.getMe();
  const people = Array.from({ length: MEMBERS }, (_, at) => ({
    hostId: `m${at}`,
    name: `Member ${at}`,
    unit: UNITS[at % UNITS.length] ?? '',
    since: '2024-01-01T00:00:00.000Z',
  }));
  const { ids } = await system.people.import({ people });
  const random = seeded(7);
  const pick = (count: number) => Math.floor(random() * count);
  const idOf = (at: number) => ids[at % MEMBERS] ?? '';
  const from = { communityId: id, source: 'old', body: 'It hums.' };
  for (let question = 0; question < 120; question++) {
    const asked = BEGIN + question * 3 * DAY;
    const asker = pick(MEMBERS);
    const when = (hours: number) => new Date(asked + hours * 3_600_000).toISOString();
    const sourceId = `q${question}`;
    await system.imports.thread({
      ...from,
      sourceId,
      kind: 'question',
      title: `Why does rotor ${question} hum?`,
      topics: [],
      authorId: idOf(asker),
      at: when(0),
    });
    for (let answer = pick(3); answer > 0; answer--)
      await system.imports.reply({
        ...from,
        sourceId: `${sourceId}r${answer}`,
        onSourceId: sourceId,
        role: 'answer',
        authorId: random() < 0.6 ? idOf(asker + UNITS.length) : idOf(asker + 1 + pick(MEMBERS - 1)),
        at: when(2 + 120 * random() ** 2),
      });
  }
  now = Date.parse('2026-01-20T00:00:00Z');
  const { id: seriesId } = await ada.outcomes.define({
    communityId: id,
    name: 'Orders reworked',
    measure: 'share',
    every: 'month',
    numerator: 'reworked orders',
    denominator: 'orders',
    better: 'lower',
    source: 'SAP PM',
  });
  const rows = Array.from({ length: 24 }, (_, at) => {
    const month = `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    if (at === 5) return `${month},1,3`;
    const orders = 90 + pick(30);
    return `${month},${Math.round(orders * (at < 14 ? 0.14 : 0.08) + 4 * random())},${orders}`;
  }).filter((_, at) => at !== 9);
  await ada.outcomes.importRows({ seriesId, csv: `period,numerator,denominator\n${rows.join('\n')}` });
  await ada.interventions.record({
    communityId: id,
    kind: 'channelChange',
    title: 'The workshop moved into building 4',
    at: '2024-11-11',
  });
  await ada.interventions.record({ communityId: id, kind: 'other', title: 'Balancing on site', at: '2025-03-03' });
  return { id, ada, bruno, seriesId };
};
