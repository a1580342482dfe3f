import { type LifeSigns, type Slope, slope } from '../measures/life-cycle.js';
import { engagementLevel } from '../measures/participation/levels.js';
import { type Act, actsOf, isWithin, membersIn, perPerson } from '../metrics/acts.js';
import { type CommunityLog, remembered } from '../metrics/columns.js';
import { questionsOf } from '../metrics/questions.js';
import type { Months } from '../metrics/windows.js';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const WEEKS = 13;
const WEEKS_A_MONTH = 365.25 / 12 / 7;
/** Below it a community is too small to say anything of what is done in it. */
const FEWEST = 5;
/** Contributions of a quarter that make somebody recur. */
const RECURRING = 3;

interface Quarter {
  readonly from: number;
  readonly to: number;
}

/** The life of practices, when a community was ended, and which units were drawn to it. */
interface Courses {
  readonly published: readonly number[];
  readonly retired: readonly number[];
  /** From when to when a practice was in force, and from when to when its review was due. */
  readonly inForce: ReadonlyMap<number, Span[]>;
  readonly due: ReadonlyMap<number, Span[]>;
  readonly archived: readonly Span[];
  readonly unitSince: ReadonlyMap<number, number>;
}

interface Span {
  readonly from: number;
  to: number;
}

const holdsAt = (spans: readonly Span[], at: number) => spans.some(({ from, to }) => from < at && at <= to);

const coursesOf = remembered((log): Courses => {
  const [published, retired]: [number[], number[]] = [[], []];
  const [inForce, due, unitSince] = [new Map<number, Span[]>(), new Map<number, Span[]>(), new Map<number, number>()];
  const archived: Span[] = [];
  const begin = (spans: Span[], from: number) => {
    if (spans.at(-1)?.to !== Number.POSITIVE_INFINITY) spans.push({ from, to: Number.POSITIVE_INFINITY });
  };
  const end = (spans: readonly Span[] | undefined, to: number) => {
    const open = spans?.at(-1);
    if (open && open.to === Number.POSITIVE_INFINITY) open.to = to;
  };
  const spansOf = (all: Map<number, Span[]>, object: number) => {
    const spans = all.get(object) ?? [];
    all.set(object, spans);
    return spans;
  };
  for (const { at, verb, unit, object, detail } of log.acts()) {
    if (unit !== 0 && !unitSince.has(unit)) unitSince.set(unit, at);
    if (verb === 'archive') begin(archived, at);
    else if (verb === 'unarchive') end(archived, at);
    else if (verb === 'publish') {
      published.push(at);
      begin(spansOf(inForce, object), at);
    } else if (verb === 'retire' || verb === 'supersede') {
      retired.push(at);
      end(inForce.get(object), at);
      end(due.get(object), at);
    } else if (verb === 'review' && inForce.has(object)) {
      if ((detail as { outcome?: unknown } | null)?.outcome === 'due') begin(spansOf(due, object), at);
      else end(due.get(object), at);
    } else if (verb === 'revise') end(due.get(object), at);
  }
  return { published, retired, inForce, due, archived, unitSince };
});

/** What is known of a community at the end of each quarter, the earliest first. */
export function signsOf(log: CommunityLog, { from, to }: Months, coordinators: ReadonlySet<number>): LifeSigns[] {
  const signs: LifeSigns[] = [];
  let before: number | null = null;
  for (let month = from; month < to; month += 3) {
    const quarter = { from: log.calendar.startOf(month), to: log.calendar.startOf(month + 3) };
    const answered = answeredIn(log, quarter);
    signs.push({
      ...ofPeople(log, quarter, coordinators),
      ...ofCourses(log, quarter),
      answerRate: answered,
      answerRateRising: answered === null || before === null ? null : answered > before,
    });
    before = answered;
  }
  return signs;
}

type OfPeople = Omit<LifeSigns, keyof ReturnType<typeof ofCourses> | 'answerRate' | 'answerRateRising'>;

function ofPeople(log: CommunityLog, quarter: Quarter, coordinators: ReadonlySet<number>): OfPeople {
  const atStart = membersIn(log, { from: quarter.from, to: quarter.from + 1 });
  const atEnd = membersIn(log, { from: quarter.to - 1, to: quarter.to });
  const contributions = actsOf(log).contributions.filter(isWithin(quarter));
  const enough = membersIn(log, quarter).size >= FEWEST;
  const weeks = Array.from({ length: WEEKS }, (_, at) => quarter.to - (WEEKS - at) * WEEK);
  const recurrent = [...perPerson(contributions)].filter(
    ([person, count]) => count >= RECURRING && !coordinators.has(person),
  );
  return {
    memberSlope: slopeByMonth(weeks.map((from) => membersIn(log, { from, to: from + WEEK }).size)),
    newcomers: [...atEnd].filter((person) => !atStart.has(person)).length,
    leavers: [...atStart].filter((person) => !atEnd.has(person)).length,
    activitySlope: enough
      ? slopeByMonth(weeks.map((from) => contributions.filter(isWithin({ from, to: from + WEEK })).length))
      : null,
    recurrentContributors: enough ? recurrent.length : null,
    core: enough ? coreOf(log, quarter, contributions) : null,
  };
}

/** Weekly counts tell of one quarter alone, with enough points; the change is that of a month. */
function slopeByMonth(weekly: readonly number[]): Slope | null {
  const measured = slope(weekly);
  if (measured.status !== 'ok') return null;
  const { estimate, low, high } = measured.value;
  return { estimate: estimate * WEEKS_A_MONTH, low: low * WEEKS_A_MONTH, high: high * WEEKS_A_MONTH };
}

function coreOf(log: CommunityLog, quarter: Quarter, contributions: readonly Act[]): LifeSigns['core'] {
  const members = membersIn(log, quarter);
  const led = perPerson(actsOf(log).leading.filter(isWithin(quarter)));
  const written = perPerson(contributions);
  const weeksOf = new Map<number, Set<number>>();
  for (const { person, at } of contributions) {
    const week = Math.min(WEEKS - 1, Math.floor((at - quarter.from) / WEEK));
    weeksOf.set(person, (weeksOf.get(person) ?? new Set()).add(week));
  }
  const isCore = (person: number) =>
    engagementLevel(
      {
        member: true,
        weeks: weeksOf.get(person)?.size ?? 0,
        contributions: written.get(person) ?? 0,
        leadershipActs: led.get(person) ?? 0,
        views: 0,
      },
      WEEKS,
    ) === 'core';
  const people = [...members].filter(isCore).length;
  return { people, share: members.size === 0 ? 0 : people / members.size };
}

/** Of the questions of a quarter the share that somebody answered within a week; `null` for fewer than five askers. */
function answeredIn(log: CommunityLog, quarter: Quarter): number | null {
  const asked = questionsOf(log).filter(isWithin(quarter));
  if (new Set(asked.map(({ asker }) => asker)).size < FEWEST) return null;
  const answered = asked.filter(({ at, answers }) => answers.some((answer) => answer.at - at <= WEEK));
  return answered.length / asked.length;
}

function ofCourses(log: CommunityLog, { from, to }: Quarter) {
  const { published, retired, inForce, due, archived, unitSince } = coursesOf(log);
  const within = (moments: readonly number[]) => moments.filter((at) => from <= at && at < to).length;
  const standing = [...inForce].filter(([, spans]) => holdsAt(spans, to));
  const stale = standing.filter(([object]) => holdsAt(due.get(object) ?? [], to));
  return {
    launched: actsOf(log).contributions.some(({ at }) => at < to),
    interestedUnits: [...unitSince.values()].filter((since) => since < to).length,
    ending: holdsAt(archived, to),
    practicesGrowing: published.length === 0 ? null : within(published) > within(retired),
    freshness: standing.length === 0 ? null : 1 - stale.length / standing.length,
  };
}
