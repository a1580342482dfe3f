import * as z from 'zod';
import { maybe, number, share, waiting } from './schemas.js';
import type {
  AgainstChance,
  ChangePointFigure,
  Comparison,
  CountFigure,
  Distribution,
  Endings,
  Groups,
  LorenzFigure,
  MetricUnit,
  NumberFigure,
  RangeFigure,
  SeriesFigure,
  ShareFigure,
  Transitions,
  UnitMatrix,
} from './values.js';

const status = z.enum(['ok', 'suppressed']);
const unit: z.ZodType<MetricUnit> = z.enum([
  'none',
  'people',
  'questions',
  'items',
  'topics',
  'ties',
  'reactions',
  'hours',
  'days',
  'bits',
  'points',
]);
const text = z.string();
const aShare = z.strictObject(share);
const asides = z.array(z.strictObject({ code: text, label: text, value: number, unit }));

const shareFigure: z.ZodType<ShareFigure> = z.strictObject({
  ...share,
  count: number,
  of: number,
  chance: aShare.nullable(),
});

const numberFigure: z.ZodType<NumberFigure> = z.strictObject({
  value: number,
  low: maybe,
  high: maybe,
  unit,
  chance: z.strictObject({ mean: number, low: number, high: number }).nullable(),
  asides,
});

const countFigure: z.ZodType<CountFigure> = z.strictObject({ count: number, of: maybe, unit, asides });

const range: z.ZodType<RangeFigure> = z.strictObject({ low: number, mid: number, high: number, unit, records: number });

const endings: z.ZodType<Endings> = z.strictObject({
  unit: z.enum(['hours', 'days']),
  ending: text,
  otherEnding: text,
  points: z.array(z.strictObject({ at: number, happened: aShare, otherwise: aShare, atRisk: number })),
  happened: number,
  endedOtherwise: number,
  open: number,
});

const compared = z.strictObject({ ...share, group: text, label: text, records: number, median: maybe });
const comparison: z.ZodType<Comparison> = z.strictObject({
  difference: number,
  low: number,
  high: number,
  p: maybe,
  groups: z.tuple([compared, compared]),
});

const lorenz: z.ZodType<LorenzFigure> = z.strictObject({
  gini: number,
  giniOfMembers: maybe,
  low: maybe,
  high: maybe,
  contributors: number,
  members: number,
  points: z.array(z.strictObject({ people: number, contributions: number })),
});

const distribution: z.ZodType<Distribution> = z.strictObject({
  lowerQuartile: number,
  median: number,
  upperQuartile: number,
  unit,
  people: number,
});

const groups: z.ZodType<Groups> = z.strictObject({
  groups: z.array(
    z.strictObject({ group: text, label: text, status, people: maybe, share: maybe, contributions: maybe }),
  ),
  people: number,
});

const transitions: z.ZodType<Transitions> = z.strictObject({
  levels: z.array(text),
  rows: z.array(z.strictObject({ from: text, status, people: maybe, to: z.array(maybe) })),
  inbound: aShare.nullable(),
});

const matrix: z.ZodType<UnitMatrix> = z.strictObject({
  units: z.array(z.strictObject({ unitId: text, unit: text, people: maybe })),
  cells: z.array(z.strictObject({ from: text, to: text, status, ties: maybe })),
  crossing: shareFigure,
});

const series: z.ZodType<SeriesFigure> = z.strictObject({
  unit,
  points: z.array(z.strictObject({ at: text, value: number, low: maybe, high: maybe, records: number })),
});

const againstChance: z.ZodType<AgainstChance> = z.strictObject({
  rows: z.array(z.strictObject({ code: text, label: text, count: number, expected: number, z: maybe })),
});

const changePoint: z.ZodType<ChangePointFigure> = z.strictObject({
  periods: z.array(z.strictObject({ at: text, count: maybe })),
  after: text,
  probability: number,
  near: number,
  log10BayesFactor: number,
  rates: z.tuple([number, number]),
  robust: z.boolean(),
});

/** The schema of each shape that metrics share: an extension gives its metrics these. */
export const shapes = {
  share: shareFigure,
  number: numberFigure,
  count: countFigure,
  range,
  waiting,
  endings,
  comparison,
  lorenz,
  distribution,
  groups,
  transitions,
  matrix,
  series,
  'against-chance': againstChance,
  'change-point': changePoint,
} as const;
