import { described } from '../metrics/described.js';
import type { Computed, Metric, Window } from '../metrics/metric.js';
import type { NumberFigure } from '../metrics/values.js';
import type { ReadContext } from '../operations/context.js';
import { communityPartition } from '../store/partitions.js';
import { type ResultRecord, surveyResults } from './records.js';
import { wavesOf } from './waves.js';

type Name = 'psychological-safety' | 'trust' | 'norms' | 'shared-language';

/** What was let out of a survey, and the end of the day on which it was over. */
interface Told {
  readonly at: number;
  readonly result: ResultRecord;
}

const DAY = 86_400_000;

/** The newest first. */
async function gather(context: ReadContext, communityId: string): Promise<readonly Told[]> {
  const home = context.in(communityPartition(communityId));
  const waves = (await wavesOf(home)).filter(({ state }) => state === 'released');
  const results = await home.getMany(
    surveyResults,
    waves.map(({ id }) => id),
  );
  return waves.flatMap(({ until }, at) => {
    const result = results[at];
    return result ? [{ at: Date.parse(until) + DAY - 1, result }] : [];
  });
}

/** The last one of a window. */
function lastOf(told: readonly Told[], { from, to }: Window, dimension: string) {
  for (const { at, result } of told) {
    const found = result.dimensions.find((each) => each.dimension === dimension);
    if (from <= at && at < to && found) return { found, responseRate: result.responseRate };
  }
  return null;
}

interface About {
  readonly label: string;
  readonly says: string;
  readonly source: string;
  readonly group: 'relational' | 'cognitive';
}

function dimensionMean<N extends Name>(name: N, { label, says, source, group }: About): Metric<N, readonly Told[]> {
  return {
    name,
    version: 1,
    grade: 'R',
    info: described({
      label,
      says,
      reading: 'Compare a community with itself before. It tells of those who answered, and nothing of anybody.',
      formula: 'mean over people of the means of their items, reversed ones turned round; 95 % interval of Student’s t',
      source,
      floor:
        'At least 5 people, half of those asked; r_wg(J) of .70 or more; and the same people as in an earlier survey, or at least 5 others.',
      group,
      shape: 'number',
      unit: 'points',
      rung: 'growth',
      supply: 'A survey of the community whose result was let out: surveys.plan.',
    }),
    method: 'The last survey whose last day lies in the window and whose result was let out.',
    gather,
    // What was let out has met its own floors, and does not change.
    evidence: () => [],
    persons: (_log, window, told) => lastOf(told, window, name)?.found.respondents ?? 0,
    compute: (_log, window, { records }) => figureOf(records, window, name) as ReturnType<Metric<N>['compute']>,
  };
}

function figureOf(told: readonly Told[], window: Window, dimension: string): Computed<NumberFigure> {
  const last = lastOf(told, window, dimension);
  if (!last) return { insufficient: 'not-measured', nRecords: 0, next: null };
  const { mean, ci, agreement, respondents, status } = last.found;
  const nRecords = respondents ?? 0;
  if (status === 'suppressed') return { suppressed: 'answers-suppressed' };
  if (mean === null || ci === null) return { insufficient: 'people-disagree', nRecords, next: null };
  const [low, high] = ci;
  const asides = [
    { code: 'agreement', label: 'agreement, r_wg(J)', value: agreement ?? 0, unit: 'none' },
    { code: 'response-rate', label: 'share of those asked', value: last.responseRate ?? 0, unit: 'none' },
  ] as const;
  return {
    value: { value: mean, low, high, unit: 'points', chance: null, asides },
    ci,
    nRecords,
    caveats: ['who-answered'],
    next: null,
  };
}

const CAPITAL = 'Chiu, Hsu & Wang 2006; Nahapiet & Ghoshal 1998';

export const surveyMetrics = {
  'psychological-safety': dimensionMean('psychological-safety', {
    label: 'Psychological safety',
    says: 'How far people feel that they can ask, err and disagree here.',
    source: 'Edmondson 1999; James, Demaree & Wolf 1984 for the agreement',
    group: 'relational',
  }),
  trust: dimensionMean('trust', {
    label: 'Trust',
    says: 'How far people say that they can rely on each other.',
    source: CAPITAL,
    group: 'relational',
  }),
  norms: dimensionMean('norms', {
    label: 'Norms of cooperation',
    says: 'How far people say that helping each other is the rule.',
    source: CAPITAL,
    group: 'relational',
  }),
  'shared-language': dimensionMean('shared-language', {
    label: 'Shared language',
    says: 'How far people say that they mean the same by their words.',
    source: CAPITAL,
    group: 'cognitive',
  }),
};
