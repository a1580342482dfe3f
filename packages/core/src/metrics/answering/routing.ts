import { floors } from '../../measures/floors.js';
import { wilson } from '../../measures/proportion.js';
import { routingHitRate as hitRate } from '../../measures/responsiveness.js';
import { Z } from '../../measures/survival/curve.js';
import { answersByRoute } from '../../routing/outcomes.js';
import { inside } from '../acts.js';
import type { ComparedGroup } from '../api.js';
import { remembered } from '../columns.js';
import { described } from '../described.js';
import type { Metric } from '../metric.js';
import { questionsOf } from '../questions.js';

const GROUP = 'responsiveness';

const routedOf = remembered((log) =>
  questionsOf(log).flatMap(({ at, quarterEnd: end, asker, unit, topics, routes, answers }) => {
    const asked = new Map<number, number>();
    for (const { at: since, person } of routes) if (since < end && !asked.has(person)) asked.set(person, since);
    if (asked.size === 0) return [];
    const hit = answers.some((answer) => answer.at < end && (asked.get(answer.by) ?? end) <= answer.at);
    return [{ at, hit, unit, topics, person: asker, parts: [[asker], [...asked.keys()], hit ? [asker] : []] }];
  }),
);

export const routingHitRate: Metric<'routing-hit-rate'> = {
  name: 'routing-hit-rate',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Routing that hit',
    says: 'Of the questions that were put to people, how many one of them answered.',
    reading: 'Whoever was not asked may answer first: that is no failure. Look at declines and at the load too.',
    formula: 'routed questions answered by somebody asked / routed questions, Wilson interval',
    source: 'Wilson 1927 for the interval',
    floor: 'At least 20 routed questions, by 5 people who asked, put to 5.',
    group: GROUP,
    shape: 'share',
  }),
  method:
    'Questions of the window that were put to somebody by the end of their quarter, and were answered by one of those afterwards, of all that were put to somebody.',
  evidence: (log) => routedOf(log),
  counted: (log) => routedOf(log).map((each) => ({ ...each, counted: each.hit })),
  compute(log, window) {
    const routed = inside(routedOf(log), window);
    if (routed.length < floors.routing.routed) return { insufficient: 'too-few-questions', nRecords: routed.length };
    const count = routed.filter(({ hit }) => hit).length;
    const found = hitRate(count, routed.length);
    if (found.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
    const { low, high } = found.value;
    return {
      value: { ...found.value, count, of: routed.length, chance: null },
      ci: [low, high],
      nRecords: routed.length,
      caveats: ['first-answer-not-solution'],
      next: high < 0.5 ? 'find-experts' : null,
    };
  },
};

interface Route {
  readonly questions: number;
  readonly answered: number;
  readonly median: number | null;
}

function group(code: string, label: string, { questions, answered, median }: Route): ComparedGroup {
  return { group: code, label, ...wilson(answered, questions), records: questions, median };
}

export const communityOrEscalated: Metric<'community-or-escalated'> = {
  name: 'community-or-escalated',
  version: 1,
  grade: 'C',
  info: described({
    label: 'Community and escalation',
    says: 'How many questions are answered by the community, and how many after they went to facilitators or a lead.',
    reading: 'Escalated is what nobody answered: the routes have different questions, so this is no contest.',
    formula: 'share answered on each route, with Kaplan–Meier medians; difference with a normal interval',
    source: 'Dupouët & Yıldızoğlu 2006 for the idea',
    floor: 'At least 20 questions; behind each route 5 people who asked and 5 who answered.',
    group: GROUP,
    shape: 'comparison',
  }),
  method: answersByRoute.method,
  evidence: (log) => answersByRoute.evidence(log, undefined, null),
  compute(log, window, besides) {
    const found = answersByRoute.compute(log, window, besides);
    if (!('value' in found)) return found;
    const [community, ...others] = found.value.routes;
    const escalated = others.reduce<Route>(
      (sum, { questions, answered }) => ({
        questions: sum.questions + questions,
        answered: sum.answered + answered,
        // Medians of two routes cannot be put together.
        median: others.length === 1 ? (others[0]?.median ?? null) : null,
      }),
      { questions: 0, answered: 0, median: null },
    );
    if (!community || escalated.questions === 0)
      return { insufficient: 'nothing-to-divide-by', nRecords: found.nRecords };
    const groups = [group('community', 'Community', community), group('escalated', 'Escalated', escalated)] as const;
    const error = Math.sqrt(groups.reduce((sum, { share, records }) => sum + (share * (1 - share)) / records, 0));
    const difference = groups[0].share - groups[1].share;
    const [low, high] = [Math.max(-1, difference - Z * error), Math.min(1, difference + Z * error)];
    return {
      value: { difference, low, high, p: null, groups },
      ci: [low, high],
      nRecords: found.nRecords,
      caveats: found.caveats,
      next: null,
    };
  },
};
