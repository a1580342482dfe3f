import type { DetailOf } from '../../activity/records.js';
import { floors } from '../../measures/floors.js';
import {
  duplicateRate as duplicates,
  freshness as fresh,
  reuseRatio as ratio,
  hoursClaimed as sumOf,
} from '../../measures/reuse.js';
import { inside, isWithin } from '../acts.js';
import { remembered } from '../columns.js';
import { described } from '../described.js';
import type { Metric } from '../metric.js';
import { questionsOf } from '../questions.js';

const GROUP = 'reuse';
const LEAST = floors.waitingTime.observations;

/** Uses of what was there, and new practices about a topic that had one. */
const usesOf = remembered((log) => {
  const known = new Set<string>();
  const uses: { readonly at: number; readonly reuse: boolean; readonly parts: readonly (readonly number[])[] }[] = [];
  for (const { at, verb, actor, whom, topics, detail } of log.acts('adopt', 'adapt', 'publish')) {
    const person = whom || actor;
    if (verb === 'adopt' || verb === 'adapt') {
      if (actor !== 0) uses.push({ at, reuse: true, parts: [[actor], []] });
    } else if (verb === 'publish') {
      const again = topics.some((topic) => known.has(topic));
      const fork = (detail as DetailOf['publish'] | null)?.forkOf ?? null;
      if (again && fork === null && person !== 0) uses.push({ at, reuse: false, parts: [[], [person]] });
      for (const topic of topics) known.add(topic);
    }
  }
  return uses;
});

export const reuseRatio: Metric<'reuse-ratio'> = {
  name: 'reuse-ratio',
  version: 1,
  grade: 'C',
  info: described({
    label: 'Reuse instead of reinvention',
    says: 'Of practices taken up and new ones about a topic that had one, how many were taken up.',
    reading: 'Whether a new one is equivalent is a matter of judgement: it may be better.',
    formula: 'adoptions / (adoptions + new practices about a topic that had one), Wilson interval',
    source: 'Lesser & Storck 2001 for the outcome; Wilson 1927 for the interval',
    floor: 'Of each kind of it nobody, or at least 5 different people.',
    group: GROUP,
    shape: 'share',
    rung: 'outcome',
  }),
  method:
    'Adoptions and adaptations in the window, of these and the practices published in it, not forks, with a topic that a practice published before had.',
  evidence: (log) => usesOf(log),
  compute(log, window) {
    const uses = usesOf(log).filter(isWithin(window));
    const reused = uses.filter(({ reuse }) => reuse).length;
    const found = ratio(reused, uses.length - reused);
    if (found.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
    const { low, high } = found.value;
    return {
      value: { ...found.value, count: reused, of: uses.length, chance: null },
      ci: [low, high],
      nRecords: uses.length,
      caveats: ['judged-equivalent'],
      next: high < 0.5 ? 'tell-units' : null,
    };
  },
};

interface Claim {
  readonly at: number;
  readonly person: number;
  readonly hours: readonly [low: number, mid: number, high: number];
  /** Who confirmed it, 0 while nobody did, and when. */
  by: number;
  confirmedAt: number;
}

/** Benefits that somebody claimed, and by when somebody else confirmed them. */
const claimsOf = remembered((log) => {
  const claims: Claim[] = [];
  const last = new Map<string, Claim>();
  for (const { at, verb, actor, detail } of log.acts('claim', 'corroborate')) {
    if (actor === 0 || detail === null) continue;
    if (verb === 'claim') {
      const { adoption, low, mid, high } = detail as DetailOf['claim'];
      const hours = [low, mid, high].sort((a, b) => a - b) as [number, number, number];
      const claim = { at, person: actor, hours, by: 0, confirmedAt: Number.POSITIVE_INFINITY };
      claims.push(claim);
      last.set(adoption, claim);
    } else if (verb === 'corroborate') {
      const open = last.get((detail as DetailOf['corroborate']).adoption);
      if (open && open.by === 0 && open.person !== actor) Object.assign(open, { by: actor, confirmedAt: at });
    }
  }
  return claims;
});

export const hoursClaimed: Metric<'hours-claimed'> = {
  name: 'hours-claimed',
  version: 1,
  grade: 'C',
  info: described({
    label: 'Hours claimed',
    says: 'How many hours a year people say practices save, low, middle and high, where somebody else confirmed it.',
    reading: 'People estimate their own hours. Never a headline, never money, never added up over communities.',
    formula: 'Σ vᵢ·hoursᵢ, v = 1 where confirmed by somebody else by the end of the quarter, else 0',
    source: 'Lesser & Storck 2001',
    floor: 'At least 5 different people who claimed, and 5 who confirmed.',
    group: GROUP,
    shape: 'range',
    unit: 'hours',
    rung: 'outcome',
  }),
  method: 'Sums of the confirmed claims made in the window.',
  evidence: (log) =>
    claimsOf(log).flatMap(({ at, person, by, confirmedAt }) =>
      confirmedAt < log.calendar.endOfQuarter(at) ? [{ at, parts: [[person], [by]] }] : [],
    ),
  compute(log, window) {
    const claims = claimsOf(log).filter(isWithin(window));
    const found = sumOf(
      claims.map(({ at, hours: [low, mid, high], confirmedAt }) => ({
        low,
        mid,
        high,
        corroborated: confirmedAt < log.calendar.endOfQuarter(at),
      })),
    );
    if (found.status !== 'ok') return { insufficient: 'few-records', nRecords: claims.length, next: null };
    const { low, mid, high, claims: records } = found.value;
    return {
      value: { low, mid, high, unit: 'hours', records },
      ci: [low, high],
      nRecords: records,
      caveats: ['self-reported'],
      next: null,
    };
  },
};

const duplicatesOf = remembered((log) =>
  questionsOf(log).map((question) => {
    const end = question.quarterEnd;
    const duplicate = question.duplicates.some((held) => held.at < end && held.until >= end);
    return {
      at: question.at,
      duplicate,
      unit: question.unit,
      topics: question.topics,
      person: question.asker,
      parts: [[question.asker], duplicate ? [question.asker] : []],
    };
  }),
);

export const duplicateRate: Metric<'duplicate-rate'> = {
  name: 'duplicate-rate',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Duplicate questions',
    says: 'The share of questions that had been asked before.',
    reading: 'Also a sign that the first one was not found.',
    formula: 'questions closed as duplicates by the end of their quarter / questions, Wilson interval',
    source: 'Wilson 1927 for the interval',
    floor: 'At least 20 questions by 5 people; of the duplicates nobody, or 5.',
    group: GROUP,
    shape: 'share',
  }),
  method: 'Questions asked in the window that are closed as duplicates at the end of their quarter, of all.',
  evidence: (log) => duplicatesOf(log),
  counted: (log) => duplicatesOf(log).map((each) => ({ ...each, counted: each.duplicate })),
  compute(log, window) {
    const asked = inside(duplicatesOf(log), window);
    if (asked.length < LEAST) return { insufficient: 'too-few-questions', nRecords: asked.length };
    const count = asked.filter(({ duplicate }) => duplicate).length;
    const found = duplicates(count, asked.length);
    if (found.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
    const { low, high } = found.value;
    return {
      value: { ...found.value, count, of: asked.length, chance: null },
      ci: [low, high],
      nRecords: asked.length,
      caveats: ['search-failure-too'],
      next: low > 0.1 ? 'improve-search' : null,
    };
  },
};

interface Kept {
  readonly publishedAt: number;
  endedAt: number;
  /** When its review was asked for, and when it was confirmed or given a new version. */
  readonly reviews: { readonly at: number; readonly due: boolean }[];
}

const keptOf = remembered((log) => {
  const kept = new Map<number, Kept>();
  for (const { at, verb, object, detail } of log.acts(
    'publish',
    'retire',
    'supersede',
    'review',
    'revise',
    'approve',
  )) {
    const item = kept.get(object);
    if (verb === 'publish' && !item)
      kept.set(object, { publishedAt: at, endedAt: Number.POSITIVE_INFINITY, reviews: [] });
    if (!item) continue;
    if (verb === 'retire' || verb === 'supersede') item.endedAt = Math.min(item.endedAt, at);
    else if (verb === 'review')
      item.reviews.push({ at, due: (detail as DetailOf['review'] | null)?.outcome === 'due' });
    else if (verb === 'revise' || verb === 'approve') item.reviews.push({ at, due: false });
  }
  return [...kept.values()];
});

export const freshness: Metric<'freshness'> = {
  name: 'freshness',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Practices within review',
    says: 'How many published practices were within their review when the window ended.',
    reading: 'A list to act on: those past their review are in the queue.',
    formula: 'published practices whose review is not due / published practices, Wilson interval',
    source: 'Wilson 1927 for the interval',
    floor: 'None: practices and their reviews are there for everybody who may read the community.',
    group: GROUP,
    shape: 'share',
    unit: 'items',
  }),
  method:
    'Practices published and neither superseded nor retired by the end of the window: those whose review was not asked for since they were last confirmed or revised.',
  // Each practice says itself whether its review is due.
  evidence: () => [],
  compute(log, { to }) {
    const there = keptOf(log).filter(({ publishedAt, endedAt }) => publishedAt < to && endedAt >= to);
    const isDue = ({ reviews }: Kept) => reviews.findLast(({ at }) => at < to)?.due === true;
    const found = fresh(
      there.map((item) => (isDue(item) ? to - 1 : to)),
      to,
    );
    if (found.status !== 'ok') return { insufficient: 'no-practice', nRecords: 0, next: null };
    const count = there.filter((item) => !isDue(item)).length;
    const { low, high } = found.value;
    return {
      value: { ...found.value, count, of: there.length, chance: null },
      ci: [low, high],
      nRecords: there.length,
      caveats: ['review-dates'],
      next: count < there.length ? 'review-items' : null,
    };
  },
};
