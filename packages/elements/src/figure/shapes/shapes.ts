import type {
  AgainstChance,
  ChangePointFigure,
  Comparison,
  CountFigure,
  Distribution,
  Endings,
  Groups,
  LorenzFigure,
  MetricInfo,
  MetricShape,
  MetricValues,
  NumberFigure,
  RangeFigure,
  SeriesFigure,
  Share,
  Transitions,
  UnitMatrix,
  Waiting,
} from '@copkit/core';
import type { ChartName } from './charts.js';
import { showComparison, showCount, showDistribution, showNumber, showRange, showShare } from './numbers.js';
import { showAgainstChance, showGroups, showLorenz, showMatrix, showTransitions } from './parts.js';
import type { Saying, Shown } from './shown.js';
import { showChangePoint, showEndings, showSeries, showWaiting } from './times.js';

interface Shapes {
  readonly share: Share;
  readonly number: NumberFigure;
  readonly count: CountFigure;
  readonly range: RangeFigure;
  readonly waiting: Waiting;
  readonly endings: Endings;
  readonly comparison: Comparison;
  readonly lorenz: LorenzFigure;
  readonly distribution: Distribution;
  readonly groups: Groups;
  readonly transitions: Transitions;
  readonly matrix: UnitMatrix;
  readonly series: SeriesFigure;
  readonly 'against-chance': AgainstChance;
  readonly 'change-point': ChangePointFigure;
}

type Show<Shape extends MetricShape> = {
  readonly show: (say: Saying, value: Shapes[Shape]) => Shown;
  readonly chart: ChartName | null;
};

const SHAPES: { readonly [Shape in MetricShape]: Show<Shape> } = {
  share: { show: showShare, chart: 'months' },
  number: { show: showNumber, chart: null },
  count: { show: showCount, chart: null },
  range: { show: showRange, chart: null },
  waiting: { show: showWaiting, chart: 'survival' },
  endings: { show: showEndings, chart: 'endings' },
  comparison: { show: showComparison, chart: 'bars' },
  lorenz: { show: showLorenz, chart: 'lorenz' },
  distribution: { show: showDistribution, chart: null },
  groups: { show: showGroups, chart: 'bars' },
  transitions: { show: showTransitions, chart: null },
  matrix: { show: showMatrix, chart: 'matrix' },
  series: { show: showSeries, chart: 'months' },
  'against-chance': { show: showAgainstChance, chart: 'bars' },
  'change-point': { show: showChangePoint, chart: 'months' },
};

export type AnyValue = MetricValues[keyof MetricValues];

/** The shape as the catalogue says it; of a metric that is not in it, by what the value has. */
export const shapeOf = (info: MetricInfo | null, value: AnyValue): MetricShape =>
  info?.shape ?? ('median' in value && 'points' in value ? 'waiting' : 'share');

export const chartOf = (shape: MetricShape): ChartName | null => SHAPES[shape].chart;

/** A value of any metric as people read it. */
export const show = (say: Saying, value: AnyValue): Shown => {
  // The catalogue says of each metric which shape its value has.
  const { show: told } = SHAPES[shapeOf(say.info, value)] as { show: (say: Saying, value: AnyValue) => Shown };
  return told(say, value);
};
