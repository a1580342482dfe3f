import { expect, test } from 'vitest';
import type { Activity } from '../index.js';
import { seeded } from '../measures/seeded.js';
import { busyHistory } from '../testing/busy-history.js';
import { CommunityLog } from './columns.js';
import { figures } from './figures.js';
import { figure, result, settled } from './measure.js';
import type { Measure } from './metric.js';
import { firstMetrics } from './operations.js';
import type { AnyMetric } from './part.js';

// Figures come from what was settled when their quarter came out, and are remembered: they are what the whole log says.

const NOW = '2025-08-01T00:00:00.000Z';
const parts = [firstMetrics, ...(figures.metrics ?? [])];
const metrics: readonly AnyMetric[] = (await Promise.all(parts.map(({ load }) => load())))
  .flat()
  .filter(({ gather }: AnyMetric) => !gather);
const acts = busyHistory({ seed: 5, people: 60, units: 3, questions: 500 });
const hides = acts
  .filter(({ verb }, at) => verb === 'answer' && at % 9 === 0)
  .map(
    (act, at): Activity => ({
      ...act,
      id: `hide-${at}`,
      verb: at % 4 === 3 ? 'restore' : 'hide',
      actor: 'p0',
      inReplyTo: null,
      at: at % 2 === 0 ? act.at : '2025-11-11T00:00:00.000Z',
      detail: null,
    }),
  );

const asked = { now: NOW, unitName: (id: string) => `Unit ${id}`, records: null };
const logOf = (some: Iterable<Activity>) => {
  const log = new CommunityLog();
  for (const act of some) log.take(act);
  return log;
};

test('every figure from what is settled is that of the whole log, also after imports, hides and deletions', () => {
  const random = seeded(7);
  const left = [...acts, ...hides].map((act) => ({ act, order: random() })).sort((a, b) => a.order - b.order);
  const there = new Map<string, Activity>();
  const log = new CommunityLog();
  const told = { ok: 0, others: 0 };
  for (const share of [0.5, 0.9, 1]) {
    for (const { act } of left.slice(there.size, Math.floor(share * left.length))) {
      log.take(act);
      there.set(act.id, act);
    }
    for (const [window, some] of [
      ['all', metrics],
      ['2025-Q2', metrics],
      ['2024', metrics.filter(({ costly }) => !costly)],
      ['2025-05', metrics.filter(({ costly }) => !costly)],
    ] as const) {
      const whole = logOf(there.values());
      for (const metric of some as readonly Measure<unknown, null>[]) {
        const found = result(metric, log, { ...asked, window });
        expect(found, `${metric.name} ${window} ${share}`).toEqual(figure(metric, whole, { ...asked, window }));
        expect(result(metric, log, { ...asked, window })).toEqual(found);
        told[found.status === 'ok' ? 'ok' : 'others']++;
      }
    }
    // Some are deleted, as when their time is over, and come again with the next.
    for (const { act } of left.slice(0, 40)) log.remove(act.id);
    const without = logOf([...there.values()].filter(({ id }) => !left.slice(0, 40).some(({ act }) => act.id === id)));
    for (const metric of metrics.slice(0, 12) as readonly Measure<unknown, null>[])
      expect(result(metric, log, { ...asked, window: '2025-Q2' })).toEqual(
        figure(metric, without, { ...asked, window: '2025-Q2' }),
      );
    for (const { act } of left.slice(0, 40)) log.take(act);
  }
  expect(told.ok).toBeGreaterThan(told.others);
}, 120_000);

test('whoever writes now makes no figure be worked out again; a late hide of an old post and an import do', () => {
  const log = logOf(acts.filter(({ at }) => at < NOW));
  const part = settled(log, NOW);
  part.acts().next();
  const { revision } = part;
  const [ask] = acts.filter(({ verb }) => verb === 'ask') as [Activity];
  const live = { ...ask, at: '2025-07-30T00:00:00.000Z' };
  log.take({ ...live, id: 'live-1', object: 'new' });
  log.take({ ...live, id: 'live-2', verb: 'hide', object: 'new' });
  log.remove('live-1');
  expect(settled(log, NOW)).toBe(part);
  expect(part.revision).toBe(revision);
  log.take({ ...live, id: 'live-3', verb: 'hide' });
  expect(part.revision).toBeGreaterThan(revision);
  expect([...part.acts('hide')]).toHaveLength(1);
  const next = part.revision;
  log.take({ ...ask, id: 'import', object: 'old' });
  expect(part.revision).toBeGreaterThan(next);
  expect([...part.acts()].filter(({ object }) => object === log.objects.find('old'))).toHaveLength(1);
});

test('a unit that is called otherwise is called so in figures that are remembered', () => {
  const log = logOf(acts);
  const metric = metrics.find(({ name }) => name === 'cross-unit-help') as Measure<unknown, null>;
  const before = result(metric, log, { ...asked, window: '2025-Q2' });
  const after = result(metric, log, { ...asked, window: '2025-Q2', unitName: (id) => `Team ${id}` });
  expect(JSON.stringify(before)).toContain('Unit u');
  expect(JSON.stringify(after)).toBe(JSON.stringify(before).replaceAll('Unit u', 'Team u'));
});

test('who changes an answer that was given changes no other', () => {
  const log = logOf(acts);
  const metric = metrics.find(({ name }) => name === 'answer-rate') as Measure<unknown, null>;
  const first = result(metric, log, { ...asked, window: 'all' });
  const said = structuredClone(first);
  Object.assign(first.caveats, { length: 0 });
  expect(result(metric, log, { ...asked, window: 'all' })).toEqual(said);
});
