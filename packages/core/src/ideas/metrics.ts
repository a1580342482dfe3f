import { ideasPerHundred, implementedPerSubmitted } from '../measures/mentoring.js';
import { proportion } from '../measures/proportion.js';
import { isWithin, membersIn } from '../metrics/acts.js';
import type { NumberFigure } from '../metrics/api.js';
import { type CommunityLog, remembered } from '../metrics/columns.js';
import { described } from '../metrics/described.js';
import type { Computed, Evidence, Metric } from '../metrics/metric.js';
import type { ReadContext } from '../operations/context.js';
import { under } from '../store/keys.js';
import { communityPartition } from '../store/partitions.js';
import { scanAll } from '../store/reader.js';
import { ideas as ideaRecords, problemKey } from './records.js';

const GROUP = 'outcomes';
const SUPPLY = 'Ideas: put forward, decided on, and what became of them.';

interface Submitted extends Evidence {
  readonly idea: number;
}

/** What was put forward and stayed, and what came true, each by its author. */
const ideasOf = remembered((log) => {
  const submitted = new Map<number, Submitted>();
  const implemented: Evidence[] = [];
  for (const { at, verb, actor, object } of log.acts()) {
    if (verb === 'ideas.submit' && actor !== 0) submitted.set(object, { at, parts: [[actor], []], idea: object });
    const idea = submitted.get(object);
    if (!idea) continue;
    // What is taken back after its quarter was told of stays counted: figures that are out do not change.
    if (verb === 'ideas.withdraw' && at < log.calendar.endOfQuarter(idea.at)) submitted.delete(object);
    if (verb === 'ideas.implement') implemented.push({ at, parts: [[], idea.parts[0] ?? []] });
  }
  const all = [...submitted.values(), ...implemented].sort((a, b) => a.at - b.at);
  return { submitted: [...submitted.values()], implemented, all };
});

const nothing = (log: CommunityLog) => ideasOf(log).submitted.length === 0;
const notMeasured = { insufficient: 'not-measured', nRecords: 0, next: null } as const;

const number = (value: number, asides: NumberFigure['asides']): NumberFigure => ({
  value,
  low: null,
  high: null,
  unit: 'items',
  chance: null,
  asides,
});

export const ideasPerMember: Metric<'ideas-per-member'> = {
  name: 'ideas-per-member',
  version: 1,
  grade: 'C',
  info: described({
    label: 'Ideas by 100 members',
    says: 'How many ideas were put forward for each hundred members.',
    reading: 'More ideas are not better ones. What nobody called an idea is not counted.',
    formula: '100 · ideas / members of the window',
    source: 'Lesser & Storck 2001 for the outcome',
    floor: 'At least 5 people who put ideas forward.',
    group: GROUP,
    shape: 'number',
    unit: 'items',
    rung: 'growth',
    supply: SUPPLY,
  }),
  method: 'Ideas put forward in the window and not taken back within their quarter, by 100 who belonged in it.',
  evidence: (log) => ideasOf(log).submitted,
  compute(log, window): Computed<NumberFigure> {
    if (nothing(log)) return notMeasured;
    const count = ideasOf(log).submitted.filter(isWithin(window)).length;
    const members = membersIn(log, window).size;
    const rate = ideasPerHundred(count, members);
    if (rate.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: count };
    return {
      value: number(rate.value, [
        { code: 'ideas', label: 'ideas', value: count, unit: 'items' },
        { code: 'members', label: 'members', value: members, unit: 'people' },
      ]),
      ci: null,
      nRecords: count,
      caveats: ['ideas-as-put-forward'],
      next: null,
    };
  },
};

export const ideasImplemented: Metric<'ideas-implemented'> = {
  name: 'ideas-implemented',
  version: 1,
  grade: 'C',
  info: described({
    label: 'Ideas that came true',
    says: 'How many ideas were implemented for each that was put forward in the same time.',
    reading: 'What comes true now was put forward earlier: over a short window it can be above 1.',
    formula: 'implemented / submitted',
    source: 'Lesser & Storck 2001 for the outcome',
    floor: 'At least 5 people who put ideas forward, and 5 whose ideas were implemented, or nobody.',
    group: GROUP,
    shape: 'number',
    rung: 'outcome',
    supply: SUPPLY,
  }),
  method: 'Ideas noted as implemented in the window, by those put forward in it.',
  evidence: (log) => ideasOf(log).all,
  compute(log, window): Computed<NumberFigure> {
    if (nothing(log)) return notMeasured;
    const { submitted, implemented } = ideasOf(log);
    const [of, done] = [submitted.filter(isWithin(window)).length, implemented.filter(isWithin(window)).length];
    const rate = implementedPerSubmitted(done, of);
    if (rate.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: done };
    return {
      value: {
        ...number(rate.value, [
          { code: 'implemented', label: 'implemented', value: done, unit: 'items' },
          { code: 'submitted', label: 'put forward', value: of, unit: 'items' },
        ]),
        unit: 'none',
      },
      ci: null,
      nRecords: of + done,
      caveats: ['ideas-as-put-forward', 'of-earlier-times'],
      next: null,
    };
  },
};

/** By idea, whether it is about a problem that an idea of somebody else is about, too. */
type Shared = ReadonlyMap<string, boolean>;

async function gatherShared(context: ReadContext, communityId: string): Promise<Shared> {
  const home = context.in(communityPartition(communityId));
  const all = (await scanAll(home, ideaRecords, { index: 'ideas', ...under('newest/all/') })).map(({ body }) => body);
  const authors = new Map<string, Set<string>>();
  for (const { problems, authorId } of all) {
    for (const key of problems.map(problemKey)) authors.set(key, (authors.get(key) ?? new Set()).add(authorId));
  }
  const isShared = (problem: string) => (authors.get(problemKey(problem))?.size ?? 0) > 1;
  return new Map(all.map(({ id, problems }) => [id, problems.some(isShared)]));
}

export const sharedProblems: Metric<'shared-problems', Shared> = {
  name: 'shared-problems',
  version: 1,
  grade: 'C',
  info: described({
    label: 'Problems in common',
    says: 'How many ideas are about a problem that an idea of somebody else is about, too.',
    reading: 'A problem is what whoever put the idea forward called it.',
    formula: 'ideas with a problem of two people or more / ideas, Wilson interval',
    source: 'Lesser & Storck 2001 for the idea; Wilson 1927 for the interval',
    floor: 'At least 5 people who put ideas forward.',
    group: 'cognitive',
    shape: 'share',
    supply: 'Ideas with the problems they are about.',
  }),
  method: 'Ideas put forward in the window that name a problem which an idea of another person names, of all.',
  gather: (context, communityId) => gatherShared(context, communityId),
  evidence: (log) => ideasOf(log).submitted,
  compute(log, window, { records }) {
    if (nothing(log)) return notMeasured;
    const submitted = ideasOf(log).submitted.filter(isWithin(window));
    const count = submitted.filter(({ idea }) => records.get(log.objects.stringOf(idea))).length;
    const share = proportion(count, submitted.length);
    if (share.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
    return {
      value: { ...share.value, count, of: submitted.length, chance: null },
      ci: [share.value.low, share.value.high],
      nRecords: submitted.length,
      caveats: ['problems-as-named'],
      next: null,
    };
  },
};
