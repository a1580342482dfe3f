import { floors } from '../../measures/floors.js';
import { cumulativeIncidence, type IncidenceStep } from '../../measures/survival/summary.js';
import { inside } from '../acts.js';
import type { EndingPoint, Share } from '../api.js';
import { remembered } from '../columns.js';
import { described } from '../described.js';
import type { Evidence, Metric } from '../metric.js';
import { K } from '../publication.js';
import { type Question, questionsOf } from '../questions.js';
import type { Observed } from '../waiting.js';

const HOUR = 3_600_000;
const HOURS = [0, 2, 4, 8, 24, 48, 72, 120, 168, 240, 336, 504, 672, 1008, 1344];
/** With fewer accepted, those who asked should be reminded. */
const ACCEPTED = 0.3;

/** Until it was accepted, or closed without, or its quarter ended; what came later changes no figure that is out. */
function observe({ at, quarterEnd: end, asker, acceptances, closings, withdrawnAt }: Question): Observed {
  const never = Number.POSITIVE_INFINITY;
  const accepted = acceptances.find((each) => each.at < end && each.until >= end)?.at ?? never;
  const closed = closings.find((each) => each.at < end && each.reopenedAt >= end)?.at ?? never;
  const time = Math.min(accepted, closed, withdrawnAt ?? end, end);
  return {
    of: asker,
    time: (time - at) / HOUR,
    end: time === accepted ? 'event' : time === closed ? 'rival' : 'censored',
  };
}

const observedOf = remembered((log) =>
  questionsOf(log).map((question) => ({ ...question, observed: observe(question) })),
);

const NONE: Share = { share: 0, low: 0, high: 0 };

function shareAt(steps: readonly IncidenceStep[], at: number): Share {
  const step = steps.findLast(({ time }) => time <= at);
  return step ? { share: step.incidence, low: step.low, high: step.high } : NONE;
}

export const resolution: Metric<'resolution'> = {
  name: 'resolution',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Resolved questions',
    says: 'The share of questions with an accepted answer by a time, beside those closed without one.',
    reading: 'Many who were helped accept nothing: remind those who asked before reading it as a lack of help.',
    formula: 'F(t) = Σ S(t⁻)·d/n for accepted and for closed, S the share still open; log(−log) intervals',
    source: 'Aalen & Johansen 1978',
    floor: 'At least 20 questions by 5 people. The curve ends where fewer than 5 askers have open questions.',
    group: 'responsiveness',
    shape: 'endings',
    unit: 'hours',
  }),
  method:
    'Cumulative incidence of the first acceptance that stands at the end of the quarter, and of closing without one, over the questions asked in the window; open ones are censored at the end of their quarter or when withdrawn.',
  evidence: (log): readonly Evidence[] => observedOf(log).map(({ at, asker }) => ({ at, parts: [[asker]] })),
  counted: (log) =>
    observedOf(log).map(({ at, asker, unit, topics, observed }) => {
      const accepted = observed.end === 'event';
      return { at, unit, topics, person: asker, counted: accepted, parts: [[asker], accepted ? [asker] : []] };
    }),
  compute(log, window) {
    const asked = inside(observedOf(log), window);
    if (asked.length < floors.waitingTime.observations)
      return { insufficient: 'too-few-questions', nRecords: asked.length };
    const observations = asked.map(({ observed }) => observed);
    const accepted = cumulativeIncidence(observations, 'event');
    const closed = cumulativeIncidence(observations, 'rival');
    if (accepted.status !== 'ok' || closed.status !== 'ok')
      return { insufficient: 'too-few-questions', nRecords: asked.length };
    const longest = new Map<number, number>();
    for (const { of, time } of observations) longest.set(of, Math.max(time, longest.get(of) ?? 0));
    const end = [...longest.values()].sort((a, b) => b - a)[K - 1] ?? 0;
    const points = HOURS.filter((at) => at <= end).map((at): EndingPoint => {
      const atRisk = observations.filter(({ time }) => time >= at).length;
      return { at, happened: shareAt(accepted.value, at), otherwise: shareAt(closed.value, at), atRisk };
    });
    const happened = observations.filter((each) => each.end === 'event').length;
    const endedOtherwise = observations.filter((each) => each.end === 'rival').length;
    const last = points.at(-1)?.happened ?? NONE;
    return {
      value: {
        unit: 'hours',
        ending: 'accepted',
        otherEnding: 'closed without an accepted answer',
        points,
        happened,
        endedOtherwise,
        open: observations.length - happened - endedOtherwise,
      },
      ci: [last.low, last.high],
      nRecords: asked.length,
      caveats: ['acceptance-underused'],
      next: happened < ACCEPTED * asked.length ? 'prompt-askers' : null,
    };
  },
};
