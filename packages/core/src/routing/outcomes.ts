import type { Kit } from '../kit.js';
import type { MetricResult } from '../metrics/api.js';
import type { CommunityLog } from '../metrics/columns.js';
import { logOf, result } from '../metrics/measure.js';
import type { Measure } from '../metrics/metric.js';
import { K } from '../metrics/publication.js';
import { type Question, questionsOf } from '../metrics/questions.js';
import { type Observed, waitingOf } from '../metrics/waiting.js';
import type { Route, RouteOutcome } from './api.js';

export const routes = ['community', 'facilitators', 'lead'] as const satisfies readonly Route[];

const HOUR = 3_600_000;
const WEEK = 168;
const LEAST_QUESTIONS = 20;

/** A question on one route: from when it took it to its first answer, or to where it left it unanswered. */
interface Leg {
  readonly route: Route;
  readonly asker: number;
  readonly from: number;
  readonly to: number;
  /** Who answered first, while it was on this route. */
  readonly answeredBy: number | null;
}

/** As for the time to first response, nothing that comes after the quarter of a question is looked at. */
function legsOf({ at, quarterEnd: end, asker, answers, escalations, closings, withdrawnAt }: Question): Leg[] {
  const [first] = answers;
  const closed = closings.find((each) => each.at < end && each.reopenedAt >= end)?.at ?? end;
  const over = Math.min(first?.at ?? end, withdrawnAt ?? end, closed, end);
  const turns = escalations.filter((turn) => turn.at < over);
  const starts: { readonly route: Route; readonly from: number }[] = [
    { route: 'community', from: at },
    ...turns.map((turn) => ({ route: turn.to, from: turn.at })),
  ];
  return starts.map(({ route, from }, number) => {
    const to = starts[number + 1]?.from ?? over;
    return {
      route,
      asker,
      from,
      to,
      answeredBy: first && to === first.at && number === turns.length ? first.by : null,
    };
  });
}

function outcomeOf(route: Route, legs: readonly Leg[]): RouteOutcome {
  const observed = legs.map(
    ({ asker, from, to, answeredBy }): Observed => ({
      of: asker,
      time: (to - from) / HOUR,
      end: answeredBy === null ? 'censored' : 'event',
    }),
  );
  const told = waitingOf(observed, { unit: 'hours', at: [], horizon: WEEK, least: K });
  const { median, medianLow, medianHigh } = told;
  return { route, questions: legs.length, answered: told.happened, median, medianLow, medianHigh };
}

/**
 * How soon questions are answered by the route they take (Dupouët & Yıldızoğlu 2006 compare communities and hierarchies
 * in a model; here both are observed). Told only where behind each route that was taken at all enough people stand, both
 * who asked and who answered: the parts of a whole that is told elsewhere would give away the one that is missing.
 */
export const answersByRoute: Measure<{ readonly routes: readonly RouteOutcome[] }> = {
  name: 'answers-by-route',
  version: 1,
  grade: 'C',
  method:
    'For each route, survival of the unanswered state from when a question took it to the first answer by somebody else, censored when it was escalated further, closed, withdrawn or its quarter ended; intervals on the log(−log) scale.',
  evidence: (log) =>
    questionsOf(log).map((question) => {
      const legs = legsOf(question);
      const parts = routes.flatMap((route) => {
        const own = legs.filter((leg) => leg.route === route);
        return [own.map(({ asker }) => asker), own.flatMap(({ answeredBy }) => answeredBy ?? [])];
      });
      return { at: question.at, parts };
    }),
  compute(log: CommunityLog, window) {
    const asked = questionsOf(log).filter(({ at }) => window.from <= at && at < window.to);
    if (asked.length < LEAST_QUESTIONS) return { insufficient: 'too-few-questions', nRecords: asked.length };
    const legs = asked.flatMap(legsOf);
    const taken = routes.filter((route) => legs.some((leg) => leg.route === route));
    const outcomes = taken.map((route) =>
      outcomeOf(
        route,
        legs.filter((leg) => leg.route === route),
      ),
    );
    return {
      value: { routes: outcomes },
      ci: null,
      nRecords: asked.length,
      caveats: [
        'routes-choose-questions',
        'first-answer-not-solution',
        ...(outcomes.some(({ median }) => median === null) ? (['not-reached'] as const) : []),
      ],
      next: null,
    };
  },
};

export async function outcomesByRoute(
  kit: Kit,
  now: string,
  { communityId, window }: { readonly communityId: string; readonly window: string },
): Promise<MetricResult<{ readonly routes: readonly RouteOutcome[] }>> {
  const log = await logOf(kit, communityId);
  return result(answersByRoute, log, { window, now, unitName: (id) => id });
}
