import { chow } from '../measures/breaks/chow.js';
import { segmentedRegression } from '../measures/breaks/segmented.js';
import { floors } from '../measures/floors.js';
import { compareCurves } from '../measures/learning/exponential.js';
import type { Insufficient } from '../measures/measured.js';
import type { Caveat, MetricResult } from '../metrics/api.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import type { OutcomesApi, SeriesPoint, SeriesValue } from '../outcomes/api.js';
import { get as seriesOf } from '../outcomes/series.js';
import type { Estimate, SeriesAnalysis } from './api.js';

type Asked = InputOf<OutcomesApi['getAnalysis']>;
type Told = { readonly period: SeriesPoint; readonly value: number };

const METHODS: Readonly<Record<SeriesAnalysis['kind'], string>> = {
  chow: 'F of one straight line over the periods against one on each side of the date (Chow 1960).',
  segmented:
    'Least squares of level and slope before, and of their change at the first period after the date (Wagner et al. 2002); intervals that allow for errors alike in neighbouring periods (Newey & West 1987).',
  learning:
    'Power curve y = a·n^−b by least squares on logarithms of the periods’ values, in the order of the periods, against an exponential one by AICc.',
};
/** Below, intervals of a segmented regression are too narrow (Turner et al. 2021). */
const SHORT = 12;

const texts = {
  'not-a-cause':
    'That something is different after a date does not say that it is so because of what was changed then.',
  'date-known-before': 'Holds only for a date that was known before anybody looked at the series.',
  'errors-independent': 'Holds for errors of one spread that do not depend on each other.',
  'narrow-intervals': 'With fewer than 12 periods intervals are too narrow.',
  'no-control': 'There is no series beside it in which nothing was changed.',
  'short-sides': 'With fewer than eight periods before and after the date, nothing can be said about a break.',
  'too-few-periods': 'A learning curve needs at least eight periods with values above zero.',
  'no-change-noted': 'No change of a channel was noted within the series. Note one, or give a date.',
  'not-computable': 'The formula has nothing to tell the two sides by.',
  'periods-missing': 'Periods without a value are left out, as if there were none between.',
  'averages-make-curves':
    'Averages over people can make a power curve that nobody follows; a falling series is no proof of learning.',
  'knowledge-depreciates': 'What was learned is also forgotten, which the curve does not know.',
  'as-reported': 'The figures are the host’s own; copkit does not check them.',
} satisfies Record<string, string>;

const caveats = (...codes: readonly (keyof typeof texts)[]): Caveat[] =>
  codes.map((code) => ({ code, text: texts[code] }));

/** What the formulas of breaks and learning say of a series; never of causes. */
export async function getAnalysis(context: ReadContext, asked: Asked): Promise<MetricResult<SeriesAnalysis>> {
  const { kind } = asked;
  const found = await seriesOf(context, { seriesId: asked.seriesId });
  const { value } = found;
  const told = (value?.points ?? []).flatMap((period): Told[] =>
    period.value === null ? [] : [{ period, value: period.value }],
  );
  const base = {
    ...found,
    definition: { id: `outcomes.${kind}`, version: 1 },
    method: METHODS[kind],
    grade: kind === 'chow' ? 'R' : 'C',
    nRecords: told.length,
    nPersons: null,
  } as const;
  const { value: _series, ci: _ci, ...said } = base;
  const insufficient = (code: keyof typeof texts): MetricResult<SeriesAnalysis> => ({
    ...said,
    status: 'insufficient',
    caveats: caveats(code),
    next: 'add-periods',
  });
  if (!value) return insufficient(kind === 'learning' ? 'too-few-periods' : 'short-sides');
  const gaps = told.length < value.points.length ? (['periods-missing'] as const) : [];
  if (kind === 'learning') {
    const curve = learning(told);
    if (!curve) return insufficient('too-few-periods');
    const codes = ['as-reported', 'averages-make-curves', 'knowledge-depreciates', 'not-a-cause', ...gaps] as const;
    return { ...said, status: 'ok', value: curve, caveats: caveats(...codes), next: null };
  }
  const at = dateOf(asked, value);
  if (at === null) return insufficient('no-change-noted');
  // The period in which something was changed is neither before nor after, unless it began with the change.
  const before = told.filter(({ period }) => period.to <= at);
  const after = told.filter(({ period }) => period.from >= at);
  if (Math.min(before.length, after.length) < floors.chow.pointsOnSide) return insufficient('short-sides');
  const analysed = kind === 'chow' ? breakAt(before, after) : segments(before, after);
  if ('reason' in analysed) return insufficient('not-computable');
  return {
    ...said,
    status: 'ok',
    value: analysed,
    caveats: caveats(
      'not-a-cause',
      'no-control',
      ...(kind === 'chow' ? (['date-known-before', 'errors-independent'] as const) : []),
      ...(kind === 'segmented' && told.length < SHORT ? (['narrow-intervals'] as const) : []),
      ...gaps,
      'as-reported',
    ),
    next: 'watch-series',
  };
}

/** The date that was given, or of the last change of a channel in the time of the series. */
function dateOf({ at }: Asked, { interventions }: SeriesValue): string | null {
  if (at !== undefined) return new Date(`${at}T00:00:00.000Z`).toISOString();
  return interventions.filter(({ kind }) => kind === 'channelChange').at(-1)?.at ?? null;
}

const values = (told: readonly Told[]) => told.map(({ value }) => value);

function breakAt(before: readonly Told[], after: readonly Told[]): SeriesAnalysis | Insufficient {
  const found = chow(values([...before, ...after]), before.length);
  if (found.status !== 'ok') return found;
  const { f, df, p } = found.value;
  const from = after[0]?.period.period ?? '';
  return { kind: 'chow', from, f, degrees: [...df], p, before: before.length, after: after.length };
}

function segments(before: readonly Told[], after: readonly Told[]): SeriesAnalysis | Insufficient {
  const found = segmentedRegression(values([...before, ...after]), before.length + 1);
  if (found.status !== 'ok') return found;
  const { step, trend, trendChange } = found.value;
  const estimate = ({ estimate: value, low, high }: typeof step): Estimate => ({ value, low, high });
  return {
    kind: 'segmented',
    from: after[0]?.period.period ?? '',
    level: estimate(step),
    slopeBefore: estimate(trend),
    slopeChange: estimate(trendChange),
    before: before.length,
    after: after.length,
  };
}

function learning(told: readonly Told[]): SeriesAnalysis | null {
  const positive = values(told).filter((value) => value > 0);
  if (positive.length < told.length || positive.length < floors.learningCurve.points) return null;
  const found = compareCurves(positive);
  if (found.status !== 'ok') return null;
  const { power, exponential, preferred } = found.value;
  const { a, b, progressRatio: progress, points } = power;
  return { kind: 'learning', a, b, progress, points, better: exponential ? preferred : null };
}
