import { floors } from '../measures/floors.js';
import { mentoringCompletion, sessionsHeld, shareDifference } from '../measures/mentoring.js';
import { actsOf, isWithin } from '../metrics/acts.js';
import type { ComparedGroup, Share } from '../metrics/api.js';
import { SETTLING } from '../metrics/calendar.js';
import { type CommunityLog, remembered } from '../metrics/columns.js';
import { described } from '../metrics/described.js';
import type { Computed, Metric } from '../metrics/metric.js';
import { K } from '../metrics/publication.js';
import type { ShareFigure } from '../metrics/values.js';
import { type Observed, waitingOf } from '../metrics/waiting.js';
import { joinedOf } from './competence.js';
import { mentoringsOf, type Pair } from './pairs.js';

export { timeToCompetence } from './competence.js';

const DAY = 86_400_000;
const GROUP = 'mentoring';
const LEAST = floors.mentoring.pairs;
const FLOOR = 'At least 10 pairs, with 5 who are mentored and 5 who mentor.';
const SUPPLY = 'Mentoring: requests, sessions and how they end.';
const DAYS = [0, 1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 56, 70, 84];
const MONTH = 28;

const nothing = (log: CommunityLog) => mentoringsOf(log).pairs.length === 0;
const notMeasured = { insufficient: 'not-measured', nRecords: 0, next: 'pair-mentors' } as const;

/** A request until both have said yes, until it ended otherwise, or until the end of its quarter. */
function observe({ requestedAt, mentee, acceptedAt, declinedAt, withdrawnAt }: Pair, end: number): Observed {
  const until = Math.min(acceptedAt, declinedAt, withdrawnAt, end);
  return {
    of: mentee,
    time: (until - requestedAt) / DAY,
    end: until === end ? 'censored' : until === acceptedAt ? 'event' : until === declinedAt ? 'rival' : 'censored',
  };
}

const requests = remembered((log) =>
  mentoringsOf(log).pairs.map((pair) => {
    const matched = pair.acceptedAt < log.calendar.endOfQuarter(pair.requestedAt);
    return { at: pair.requestedAt, parts: [[pair.mentee], matched ? [pair.mentor] : []], pair };
  }),
);

export const mentoringMatch: Metric<'mentoring-match'> = {
  name: 'mentoring-match',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Time to a mentor',
    says: 'How long who asks to be mentored waits until they and a mentor have both said yes.',
    reading: 'A quick match is not yet a good one. Look at how mentorings end beside it.',
    formula: 'S(t) = Π(1 − dⱼ/nⱼ) from the request to the match; a mentor who says no as a rival end',
    source: 'Kaplan & Meier 1958; Aalen & Johansen 1978; Li et al. 2009 for mentoring as a use of communities',
    floor: 'At least 10 requests, by 5 people and with 5 mentors. The curve ends where fewer than 5 are waiting.',
    group: GROUP,
    shape: 'waiting',
    unit: 'days',
    supply: SUPPLY,
  }),
  method:
    'Survival of the open request, from asking to the match, with open ones censored at the end of their quarter and withdrawn ones when they were; intervals on the log(−log) scale.',
  evidence: requests,
  compute(log, window) {
    if (nothing(log)) return notMeasured;
    const asked = requests(log).filter(isWithin(window));
    if (asked.length < LEAST) return { insufficient: 'too-few-pairs', nRecords: asked.length };
    const value = waitingOf(
      asked.map(({ pair }) => observe(pair, log.calendar.endOfQuarter(pair.requestedAt))),
      { unit: 'days', at: DAYS, horizon: MONTH, least: K },
    );
    const { median, medianLow, medianHigh } = value;
    return {
      value,
      ci: medianLow === null || medianHigh === null ? null : [medianLow, medianHigh],
      nRecords: asked.length,
      caveats: median === null ? ['not-reached'] : [],
      next: median === null || median > MONTH ? 'pair-mentors' : null,
    };
  },
};

function told(share: Share, count: number, of: number): ShareFigure {
  return { ...share, count, of, chance: null };
}

const ended = remembered((log) =>
  mentoringsOf(log)
    .pairs.filter(({ endedAt, acceptedAt }) => Number.isFinite(endedAt) && Number.isFinite(acceptedAt))
    .map(({ endedAt, mentee, mentor, completed }) => ({ at: endedAt, parts: [[mentee], [mentor]], completed }))
    .sort((a, b) => a.at - b.at),
);

export const mentoringCompleted: Metric<'mentoring-completion'> = {
  name: 'mentoring-completion',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Mentorings that were completed',
    says: 'How many of the mentorings that ended came to what they were for.',
    reading: 'To end early can be the right thing. Whether goals were reached is the two’s own judgement.',
    formula: 'completed / (completed + ended early), Wilson interval',
    source: 'Li et al. 2009; Wilson 1927 for the interval',
    floor: FLOOR,
    group: GROUP,
    shape: 'share',
    rung: 'growth',
    supply: SUPPLY,
  }),
  method: 'Mentorings that ended in the window: those completed, of all; Wilson interval.',
  evidence: ended,
  compute(log, window): Computed<ShareFigure> {
    if (nothing(log)) return notMeasured;
    const over = ended(log).filter(isWithin(window));
    if (over.length < LEAST) return { insufficient: 'too-few-pairs', nRecords: over.length };
    const completed = over.filter((each) => each.completed).length;
    const share = mentoringCompletion(completed, over.length - completed);
    if (share.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
    return {
      value: told(share.value, completed, over.length),
      ci: [share.value.low, share.value.high],
      nRecords: over.length,
      caveats: ['ended-may-be-right'],
      next: null,
    };
  },
};

export const mentoringSessions: Metric<'mentoring-sessions'> = {
  name: 'mentoring-sessions',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Sessions that were held',
    says: 'How many of the mentoring sessions that were planned took place.',
    reading: 'What was held without being planned is not counted, nor what nobody noted.',
    formula: 'planned sessions held / sessions planned, Wilson interval',
    source: 'Wilson 1927 for the interval',
    floor: FLOOR,
    group: GROUP,
    shape: 'share',
    supply: SUPPLY,
  }),
  method:
    'Sessions planned for a day of the window: those noted as held by a week after the end of the quarter, of all; Wilson interval.',
  evidence: (log) => mentoringsOf(log).sessions,
  compute(log, window): Computed<ShareFigure> {
    if (nothing(log)) return notMeasured;
    const planned = mentoringsOf(log).sessions.filter(isWithin(window));
    const pairs = new Set(planned.map(({ parts }) => parts.join(' '))).size;
    if (pairs < LEAST) return { insufficient: 'too-few-pairs', nRecords: planned.length };
    const held = planned.filter(({ at, heldAt }) => heldAt < log.calendar.endOfQuarter(at) + SETTLING).length;
    const share = sessionsHeld(held, planned.length);
    if (share.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
    return {
      value: told(share.value, held, planned.length),
      ci: [share.value.low, share.value.high],
      nRecords: planned.length,
      caveats: [],
      next: null,
    };
  },
};

const HALF_YEAR = 180 * DAY;
const WEEK = 7 * DAY;
/** Of the weeks of the half year, for who counts as active. */
const ACTIVE = 0.25;

/** Who has belonged for half a year, at the moment when it is over. */
const followed = remembered((log) => {
  const weeks = new Map<number, Set<number>>();
  const joined = joinedOf(log);
  for (const { at, person } of actsOf(log).contributions) {
    const since = at - (joined.get(person)?.at ?? Number.NaN);
    if (!(since >= 0 && since < HALF_YEAR)) continue;
    weeks.set(person, (weeks.get(person) ?? new Set()).add(Math.floor(since / WEEK)));
  }
  const matchedAt = new Map<number, number>();
  for (const { mentee, acceptedAt } of mentoringsOf(log).pairs)
    matchedAt.set(mentee, Math.min(acceptedAt, matchedAt.get(mentee) ?? acceptedAt));
  const cohort = [...joined].map(([person, { at: joinedAt }]) => {
    const mentored = (matchedAt.get(person) ?? Number.POSITIVE_INFINITY) < joinedAt + HALF_YEAR;
    const active = (weeks.get(person)?.size ?? 0) >= ACTIVE * (HALF_YEAR / WEEK);
    return { at: joinedAt + HALF_YEAR, parts: mentored ? [[person], []] : [[], [person]], mentored, active };
  });
  return cohort.sort((a, b) => a.at - b.at);
});

export const mentoringEngagement: Metric<'mentoring-engagement'> = {
  name: 'mentoring-engagement',
  version: 1,
  grade: 'C',
  info: described({
    label: 'Mentees and others',
    says: 'How many more of the newcomers with a mentor than of the others of their cohort contribute in a quarter of the weeks of their first half year.',
    reading: 'Who looks for a mentor is keen already, and who stays finds one: no effect of mentoring.',
    formula: 'share active of mentees less share active of others; interval of Newcombe',
    source: 'Newcombe 1998, method 10; Li et al. 2009',
    floor: 'At least 10 newcomers with a mentor and 10 without.',
    group: GROUP,
    shape: 'comparison',
    rung: 'growth',
    supply: SUPPLY,
  }),
  method:
    'People whose first 180 days ended in the window: of those who found a mentor within them and of the others, the share that contributed in a quarter of the weeks.',
  evidence: followed,
  compute(log, window) {
    if (nothing(log)) return notMeasured;
    const cohort = followed(log).filter(isWithin(window));
    const counts = (mentored: boolean) => {
      const group = cohort.filter((each) => each.mentored === mentored);
      return { count: group.filter(({ active }) => active).length, of: group.length };
    };
    const [mentees, others] = [counts(true), counts(false)];
    if (mentees.of < LEAST || others.of < LEAST) return { insufficient: 'too-few-pairs', nRecords: cohort.length };
    const found = shareDifference(mentees, others);
    if (found.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
    const { difference, low, high, shares } = found.value;
    const group = (name: string, label: string, share: Share, records: number): ComparedGroup => ({
      group: name,
      label,
      ...share,
      records,
      median: null,
    });
    return {
      value: {
        difference,
        low,
        high,
        p: null,
        groups: [
          group('mentees', 'With a mentor', shares[0], mentees.of),
          group('others', 'Without', shares[1], others.of),
        ],
      },
      ci: [low, high],
      nRecords: cohort.length,
      caveats: ['mentees-choose'],
      next: null,
    };
  },
};
