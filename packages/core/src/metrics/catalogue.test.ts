import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Activity, Verb } from '../index.js';
import { seeded } from '../measures/seeded.js';
import type { MetricName, MetricValues } from './api.js';
import { infoOf } from './catalogue.js';
import { wordsByAuthor } from './cognitive/texts.js';
import { CommunityLog } from './columns.js';
import { figures } from './figures.js';
import { headlineOf } from './headline.js';
import { allMonths, result } from './measure.js';
import { firstMetrics } from './operations.js';
import type { AnyMetric } from './part.js';
import { metricInfo, resultOf } from './schemas.js';
import { windowsWithin } from './windows.js';

const parts = [firstMetrics, ...(figures.metrics ?? [])];
const metrics: readonly AnyMetric[] = (await Promise.all(parts.map(({ load }) => load()))).flat();
const values = new Map(parts.flatMap((part) => Object.entries(part.values)));
const NOW = '2026-02-01T00:00:00.000Z';
const DAY = 86_400_000;

test('what is registered is what is loaded, and each says what it is', () => {
  expect(metrics.map(({ name }) => name).sort()).toEqual([...values.keys()].sort());
  const info = metricInfo(z.string() as unknown as z.ZodType<MetricName>);
  for (const metric of metrics) {
    const described = infoOf(metric);
    expect(info.safeParse(described).error, metric.name).toBeUndefined();
    for (const field of ['label', 'says', 'reading', 'formula', 'source', 'floor'] as const)
      expect(described[field], `${metric.name}: ${field}`).not.toBe('');
    expect(metric.version, metric.name).toBeGreaterThan(0);
  }
});

/** Whether there is a number in it that is none. */
function isSound(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isSound);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isSound);
  return value !== undefined;
}

function logOf(acts: readonly Activity[]): CommunityLog {
  const log = new CommunityLog();
  for (const act of acts) log.take(act);
  return log;
}

/** Stands for what is gathered from texts. */
function textsIn(log: CommunityLog, seed: number) {
  const random = seeded(seed);
  const posts = [...log.acts()]
    .filter(({ verb, actor }) => actor !== 0 && ['ask', 'answer', 'reply', 'start'].includes(verb))
    .map(({ at, verb, actor, unit, object, topics }) => {
      const text = Array.from({ length: Math.floor(random() * 12) }, () => `w${Math.floor(random() * 30)}`).join(' ');
      return { at, verb, person: actor, unit, object, topics, text, newcomer: random() < 0.3 };
    });
  return { posts, terms: ['w1', 'w2 w3'], used: posts.map((post) => ({ ...post, uses: random() < 0.5 })) };
}

/** Every figure of every window, each looked at. */
function everyFigure(acts: readonly Activity[], now = NOW): Map<string, number> {
  const log = logOf(acts);
  const all = allMonths(log, now);
  const records = textsIn(log, 1);
  const named = windowsWithin(all).map(({ window }) => window);
  // Whatever is in it: the first and the last of each length, and some in the middle.
  const windows = ['all', ...named.filter((_, at) => at < 6 || at % 5 === 0).slice(0, 12), '2031', '1999-Q1'];
  const told = new Map<string, number>();
  for (const metric of metrics) {
    const schema = resultOf((values.get(metric.name) ?? z.never()) as z.ZodType<MetricValues[MetricName]>);
    for (const window of windows) {
      const found = result(metric, log, { window, now, unitName: (id) => `Unit ${id}`, records });
      const where = `${metric.name} ${window}`;
      expect(schema.safeParse(found).error, where).toBeUndefined();
      expect(isSound(found), where).toBe(true);
      expect(found.status === 'ok', where).toBe(found.value !== undefined);
      expect(found.definition).toEqual({ id: metric.name, version: metric.version });
      if (found.status === 'suppressed') expect([found.nRecords, found.nPersons], where).toEqual([null, null]);
      if (found.nPersons !== null && found.nPersons > 0) expect(found.nPersons, where).toBeGreaterThanOrEqual(5);
      const headline = headlineOf(infoOf(metric).shape, found);
      expect(headline === null || Number.isFinite(headline), where).toBe(true);
      if (found.status === 'ok') told.set(metric.name, (told.get(metric.name) ?? 0) + 1);
    }
  }
  return told;
}

const VERBS = [
  'join',
  'leave',
  'remove',
  'ask',
  'start',
  'answer',
  'reply',
  'accept',
  'unaccept',
  'rate',
  'thank',
  'revise',
  'withdraw',
  'hide',
  'restore',
  'close',
  'reopen',
  'route',
  'escalate',
  'publish',
  'supersede',
  'retire',
  'review',
  'adopt',
  'adapt',
  'abandon',
  'upgrade',
  'claim',
  'corroborate',
] as const satisfies readonly Verb[];

const detailOf = (verb: Verb, unit: string, pick: number) =>
  ({
    ask: { customerWaiting: pick % 2 === 0 },
    start: { kind: 'discussion' },
    close: { reason: pick % 2 === 0 ? 'duplicate' : 'obsolete', duplicateOf: null },
    review: { outcome: pick % 2 === 0 ? 'due' : 'confirmed' },
    escalate: { to: pick % 2 === 0 ? 'lead' : 'facilitators', round: 1 },
    publish: { kind: 'guide', version: 1, source: null, forkOf: pick % 5 === 0 ? `o${pick % 7}` : null, unit },
    adopt: { adoption: `a${pick % 4}`, unit, version: 1, mode: 'asIs' },
    adapt: { adoption: `a${pick % 4}`, unit, version: 1, mode: 'adapted' },
    abandon: { adoption: `a${pick % 4}`, unit, version: 1, mode: null, from: 'adopted' },
    claim: { adoption: `a${pick % 4}`, unit, version: 1, mode: null, low: pick % 9, mid: pick % 5, high: 4 },
    corroborate: { adoption: `a${pick % 4}`, unit, version: 1, mode: null, low: 1, mid: 2, high: 3 },
  })[verb as string] ?? null;

/** Any log: acts about things that are not there, before they began, in the future, by nobody, in units that change. */
const anyLog = fc.record({
  seed: fc.nat(),
  people: fc.constantFrom(1, 2, 6, 25),
  acts: fc.constantFrom(0, 1, 7, 400, 1500),
  objects: fc.constantFrom(3, 40, 400),
  days: fc.constantFrom(1, 100, 900),
  verbs: fc.constantFrom(VERBS.length, 8),
});

function logFrom(of: typeof anyLog extends fc.Arbitrary<infer T> ? T : never): Activity[] {
  const random = seeded(of.seed);
  const pick = (count: number) => Math.floor(random() * count);
  const start = Date.parse('2024-02-11T13:14:15.016Z');
  return Array.from({ length: of.acts }, (_, n) => {
    const verb = VERBS[pick(of.verbs) + (of.verbs === 8 ? 3 : 0)] ?? 'ask';
    const at = new Date(start + Math.floor(random() * of.days) * DAY + pick(DAY)).toISOString();
    const unit = `u${pick(3)}`;
    const person = `p${pick(of.people)}`;
    return {
      id: `a${n}`,
      actor: random() < 0.05 ? null : person,
      verb,
      object: `o${pick(of.objects)}`,
      inReplyTo: random() < 0.8 ? `o${pick(of.objects)}` : null,
      target: random() < 0.5 ? `p${pick(of.people)}` : null,
      community: 'c',
      unitAtEvent: random() < 0.1 ? null : unit,
      channel: 'text',
      topics: random() < 0.6 ? [`t${pick(3)}`] : [],
      at: random() < 0.02 ? '2055-01-01T00:00:00.000Z' : at,
      recordedAt: at,
      origin: 'live',
      detail: detailOf(verb, unit, pick(100)),
    } as Activity;
  });
}

describe('whatever the log holds, every figure of every window is a figure or says why there is none', () => {
  test('over random logs', () => {
    const told = new Set<string>();
    fc.assert(
      fc.property(anyLog, (of) => {
        for (const [name] of everyFigure(logFrom(of))) told.add(name);
      }),
      { seed: 4, numRuns: 25 },
    );
    expect(told.size).toBeGreaterThan(20);
  }, 300_000);

  test('in an empty log, and with one act', () => {
    expect(everyFigure([]).size).toBe(0);
    expect(everyFigure(logFrom({ seed: 1, people: 1, acts: 1, objects: 3, days: 1, verbs: 8 })).size).toBe(0);
  });
});

test('words are kept together by author', () => {
  const post = { at: 0, verb: 'ask', unit: 0, object: 1, topics: [], newcomer: false } as const;
  expect(
    wordsByAuthor([
      { ...post, person: 1, text: 'A b' },
      { ...post, person: 2, text: '' },
      { ...post, person: 1, text: 'c' },
    ]),
  ).toEqual([['a', 'b', 'c'], []]);
});
