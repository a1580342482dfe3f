import type { SampleMentoring } from '../communities/sample-evaluation.js';
import { DAY, timeOf } from '../seeding/event.js';
import { actsAfter } from './calendar.js';
import { Chance } from './chance.js';

export interface Meeting {
  readonly plannedAt: number;
  /** When it is held or not; `minutes` is `null` where it is not. */
  readonly at: number;
  readonly minutes: number | null;
}

/** When things happen in a mentoring that has a mentor; in milliseconds. */
export interface MentoringCourse {
  readonly proposedAt: number;
  /** The second yes. */
  readonly matchedAt: number;
  readonly meetings: readonly Meeting[];
  readonly endsAt: number;
  /** Declared, put off once where it came too early, and confirmed. */
  readonly mastered: readonly {
    readonly milestone: number;
    readonly declaredAt: number;
    readonly putOffAt: number | null;
    readonly confirmedAt: number;
  }[];
}

const HELD = 0.86;
const TOO_EARLY = 0.2;

/** How a mentoring goes: they meet every three weeks or so, and something is mastered after some months. */
export function courseOf(
  { mentee, asked, endedEarly }: SampleMentoring,
  milestones: number,
  until: Date,
  seed: number,
) {
  const chance = new Chance(seed, `mentoring ${mentee} ${asked}`);
  const askedAt = Date.parse(timeOf(asked, until));
  const later = (since: number, fewest: number, days: number) =>
    actsAfter(chance, since, chance.between(fewest, days) * 24);
  const proposedAt = later(askedAt, 0.5, 4);
  const matchedAt = later(proposedAt, 0.3, 3);
  const [least, most] = endedEarly ? ([50, 70] as const) : ([125, 170] as const);
  const endsAt = later(matchedAt, least, most);
  const meetings: Meeting[] = [];
  for (let at = later(matchedAt, 5, 10); at < endsAt - DAY; at = later(at, 17, 26)) {
    const held = meetings.length === 0 || chance.happens(HELD);
    meetings.push({ plannedAt: at - 4 * DAY, at, minutes: held ? chance.whole(3, 9) * 10 : null });
  }
  const mastered: MentoringCourse['mastered'][number][] = [];
  for (let milestone = chance.whole(0, 1), from = matchedAt; milestone < milestones && !endedEarly; milestone += 2) {
    const declaredAt = later(from, 55, 85);
    if (declaredAt > endsAt) break;
    const early = chance.happens(TOO_EARLY);
    const judgedAt = later(declaredAt, 1, 6);
    mastered.push({
      milestone,
      declaredAt,
      putOffAt: early ? judgedAt : null,
      confirmedAt: early ? later(judgedAt, 12, 20) : judgedAt,
    });
    from = declaredAt;
  }
  return { proposedAt, matchedAt, meetings, endsAt, mastered } satisfies MentoringCourse;
}
