import type { MetricName, MetricResult, MetricShape, MetricValues } from './api.js';
import type {
  ChangePointFigure,
  Comparison,
  CountFigure,
  Distribution,
  Endings,
  LorenzFigure,
  NumberFigure,
  SeriesFigure,
  Share,
  Transitions,
  UnitMatrix,
  Waiting,
} from './values.js';

/** The one number by which a value is followed over windows; `null` for shapes that have none, and where not reached. */
const headlines: Readonly<Record<MetricShape, (value: never) => number | null>> = {
  share: ({ share }: Share) => share,
  number: ({ value }: NumberFigure) => value,
  count: ({ count }: CountFigure) => count,
  // What people estimate of themselves is no headline.
  range: () => null,
  waiting: ({ median }: Waiting) => median,
  endings: ({ happened, endedOtherwise, open }: Endings) => happened / (happened + endedOtherwise + open),
  comparison: ({ difference }: Comparison) => difference,
  lorenz: ({ gini }: LorenzFigure) => gini,
  distribution: ({ median }: Distribution) => median,
  groups: () => null,
  transitions: ({ inbound }: Transitions) => inbound?.share ?? null,
  matrix: ({ crossing }: UnitMatrix) => crossing.share,
  series: ({ points }: SeriesFigure) => points.at(-1)?.value ?? null,
  'against-chance': () => null,
  'change-point': ({ probability }: ChangePointFigure) => probability,
};

/** `null` unless `ok`. */
export function headlineOf(
  shape: MetricShape,
  { status, value }: MetricResult<MetricValues[MetricName]>,
): number | null {
  return status === 'ok' && value !== undefined ? headlines[shape](value as never) : null;
}
