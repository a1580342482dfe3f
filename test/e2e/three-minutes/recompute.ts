/**
 * The figures of docs/metrics.md, computed once more from the exported activity log, plainly and slowly, so that a test
 * can compare what a page shows. It shares no code with the core's metrics, but rules that the document leaves open
 * (the times of a curve, which units are kept back) are the core's: it finds slips in computing, not in such a rule.
 */

/** A line of `copkit export activity`. */
export interface Act {
  readonly actor: string | null;
  readonly verb: string;
  readonly object: string;
  readonly inReplyTo: string | null;
  readonly unitAtEvent: string | null;
  readonly at: string;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** From, up to but not including; milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Interval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export interface CurveAt extends Interval {
  readonly at: number;
  readonly atRisk: number;
}

export interface Curve {
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly points: readonly CurveAt[];
  readonly records: number;
  readonly people: number;
}

const HOUR = 3_600_000;

const Z = 1.959963984540054;
const K = 5;
const NEVER = Number.POSITIVE_INFINITY;

const timeOf = ({ at }: Act): number => Date.parse(at);
const isPerson = (actor: string | null): actor is string => actor !== null && actor !== 'system';
const inside =
  ({ from, to }: Span) =>
  (at: number) =>
    from <= at && at < to;
export const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Wilson 1927: the roots of (p − p̂)² = z² p (1 − p) / n. */
export function wilson(count: number, n: number): Interval {
  const p = count / n;
  const a = 1 + Z ** 2 / n;
  const b = -(2 * p + Z ** 2 / n);
  const root = Math.sqrt(Math.max(0, b ** 2 - 4 * a * p ** 2));
  return { share: p, low: (-b - root) / (2 * a), high: (-b + root) / (2 * a) };
}

interface Asked {
  readonly at: number;
  readonly by: string;
  readonly unit: string | null;
  /** By others, the first one first. */
  readonly answers: readonly { readonly at: number; readonly by: string; readonly unit: string | null }[];
  readonly closedAt: (end: number) => number;
  readonly withdrawnAt: number;
}

/** Without what nobody known did, what facilitators hid, and answers to one's own question. */
export function questions(log: readonly Act[]): Asked[] {
  const lastOf = (object: string, verbs: readonly string[]) =>
    log.filter((act) => act.object === object && verbs.includes(act.verb)).at(-1)?.verb;
  const hidden = (object: string) => lastOf(object, ['hide', 'restore']) === 'hide';
  return log
    .filter((act) => act.verb === 'ask' && isPerson(act.actor) && !hidden(act.object))
    .map((ask) => {
      const about = log.filter(({ object }) => object === ask.object);
      const firstTime = (verb: string, after = 0) =>
        about.filter((act) => act.verb === verb && timeOf(act) >= after).map(timeOf)[0] ?? NEVER;
      return {
        at: timeOf(ask),
        by: ask.actor ?? '',
        unit: ask.unitAtEvent,
        answers: log
          .filter(
            (act) =>
              act.verb === 'answer' &&
              act.inReplyTo === ask.object &&
              isPerson(act.actor) &&
              act.actor !== ask.actor &&
              !hidden(act.object),
          )
          .map((act) => ({ at: timeOf(act), by: act.actor ?? '', unit: act.unitAtEvent })),
        withdrawnAt: firstTime('withdraw'),
        closedAt: (end: number) =>
          about
            .filter(({ verb }) => verb === 'close')
            .map(timeOf)
            .find((at) => at < end && firstTime('reopen', at) >= end) ?? NEVER,
      };
    });
}

interface Observed {
  readonly of: string;
  readonly entry: number;
  readonly time: number;
  readonly end: 'event' | 'rival' | 'censored';
}

/**
 * The share still waiting at `at`: 1 − Σ S(t⁻)·d/n (Aalen & Johansen), which without rivals is Kaplan & Meier's
 * product; its variance by the sums of Marubini & Valsecchi, § 10, for each time anew.
 */
function waitingAt(observed: readonly Observed[], at: number): { share: number; variance: number } {
  const times = distinct(observed.filter(({ end }) => end !== 'censored').map(({ time }) => time))
    .filter((time) => time <= at)
    .sort((a, b) => a - b);
  let free = 1;
  let incidence = 0;
  const steps: { n: number; d: number; r: number; before: number; after: number }[] = [];
  for (const time of times) {
    const n = observed.filter((each) => (each.entry === 0 || each.entry < time) && each.time >= time).length;
    const ended = observed.filter((each) => each.time === time);
    const d = ended.filter(({ end }) => end === 'event').length;
    const r = ended.filter(({ end }) => end === 'rival').length;
    steps.push({ n, d, r, before: free, after: incidence + (free * d) / n });
    incidence += (free * d) / n;
    free *= 1 - (d + r) / n;
  }
  let variance = 0;
  for (const { n, d, r, before, after } of steps) {
    const gone = d + r;
    if (gone < n) variance += ((incidence - after) ** 2 * gone) / (n * (n - gone));
    variance += (before ** 2 * (n - d) * d) / n ** 3;
    variance -= (2 * (incidence - after) * before * d) / n ** 2;
  }
  return { share: Math.max(0, 1 - incidence), variance: Math.max(0, variance) };
}

/** On the log(−log) scale. */
function interval({ share, variance }: { share: number; variance: number }): readonly [number, number] {
  if (share < 1e-12 || share > 1 - 1e-12) return [share, share];
  const width = (Z * Math.sqrt(variance)) / Math.abs(share * Math.log(share));
  return [share ** Math.exp(width), share ** Math.exp(-width)];
}

/** As it is published: at fixed times, as long as `least` different ones are still waiting. */
export function curve(observed: readonly Observed[], times: readonly number[], least: number, people: number): Curve {
  const longest = distinct(observed.map(({ of }) => of))
    .map((of) => Math.max(...observed.filter((each) => each.of === of).map(({ time }) => time)))
    .sort((a, b) => b - a);
  const end = longest[least - 1] ?? 0;
  const events = distinct(observed.filter((each) => each.end === 'event').map(({ time }) => time))
    .filter((time) => time <= end)
    .sort((a, b) => a - b);
  const firstBelow = (value: (at: number) => number) => {
    const at = events.find((time) => value(time) <= 0.5 + 1e-12);
    return at === undefined ? null : Math.round(at * 10) / 10;
  };
  const points = times
    .filter((at) => at <= end)
    .map((at): CurveAt => {
      const found = waitingAt(observed, at);
      const atRisk = observed.filter(({ entry, time }) => time >= at && (entry === 0 || entry < at)).length;
      const [low, high] = events.some((time) => time <= at)
        ? interval(found)
        : [atRisk > 0 ? wilson(atRisk, atRisk).low : 0, 1];
      return { at, share: found.share, low, high, atRisk };
    });
  return {
    median: firstBelow((at) => waitingAt(observed, at).share),
    low: firstBelow((at) => interval(waitingAt(observed, at))[0]),
    high: firstBelow((at) => interval(waitingAt(observed, at))[1]),
    points,
    records: observed.length,
    people,
  };
}

export const RESPONSE_HOURS = [
  0, 1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 96, 120, 144, 168, 240, 336, 504, 672,
] as const;
export const ADOPTION_DAYS = [0, 7, 14, 28, 42, 56, 91, 120, 152, 182, 273, 365, 548, 730] as const;

/** Those who gave the first answers that came by then. */
const answerersOf = (asked: readonly Asked[], until: (at: number) => number) =>
  asked.flatMap(({ at, answers: [first] }) => (first && first.at <= until(at) ? [first.by] : []));

/** Those who asked in the span, and those who gave the first answers. */
const peopleOf = (asked: readonly Asked[], until: (at: number) => number) =>
  distinct([...asked.map(({ by }) => by), ...answerersOf(asked, until)]).length;

function endOfQuarter(at: number): number {
  const day = new Date(at);
  return Date.UTC(day.getUTCFullYear(), Math.floor(day.getUTCMonth() / 3) * 3 + 3);
}

export function timeToFirstResponse(log: readonly Act[], span: Span): Curve {
  const asked = questions(log).filter(({ at }) => inside(span)(at));
  const observed = asked.map(({ at, by, answers, closedAt, withdrawnAt }): Observed => {
    const over = endOfQuarter(at);
    const answered = answers[0]?.at ?? NEVER;
    const closed = closedAt(over);
    const ended = Math.min(answered, closed, withdrawnAt, over);
    const end = ended === answered ? 'event' : ended === closed ? 'rival' : 'censored';
    return { of: by, entry: 0, time: (ended - at) / HOUR, end };
  });
  // Above 5 % closed without an answer, that is an end of its own.
  const rivals = observed.filter(({ end }) => end === 'rival').length;
  const taken: Observed[] =
    rivals > 0.05 * observed.length
      ? observed
      : observed.map((each) => (each.end === 'rival' ? { ...each, end: 'censored' } : each));
  return curve(taken, RESPONSE_HOURS, K, peopleOf(asked, endOfQuarter));
}

export function answerRate(log: readonly Act[], span: Span) {
  const asked = questions(log).filter(({ at }) => inside(span)(at));
  const watched = asked.filter(
    ({ at, withdrawnAt, answers }) =>
      !(withdrawnAt - at < 168 * HOUR && !answers.some((answer) => answer.at <= withdrawnAt)),
  );
  return {
    records: watched.length,
    people: peopleOf(watched, (at) => at + 168 * HOUR),
    horizons: [24, 72, 168].flatMap((hours) => {
      const answerers = distinct(answerersOf(watched, (at) => at + hours * HOUR)).length;
      if (answerers > 0 && answerers < K) return [];
      const answered = watched.filter(({ at, answers }) => (answers[0]?.at ?? NEVER) <= at + hours * HOUR).length;
      return [{ hours, answered, ...wilson(answered, watched.length) }];
    }),
  };
}
