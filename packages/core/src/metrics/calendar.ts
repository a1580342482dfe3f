import { tzOffset } from '@date-fns/tz';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** So long after its last day, all questions of a quarter have been watched for the longest horizon of the answer rate. */
export const SETTLING = 7 * DAY;

const utcStartOf = (month: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
  return date.getTime();
};

/**
 * When months begin in the time zone of an organisation. All of its figures are cut by one calendar: windows that begin
 * at other hours would tell what was done between them.
 */
export class Calendar {
  readonly #starts = new Map<number, number>();
  /** The month that was asked for last: of a log, moments of one month come one after the other. */
  #last = { month: 0, from: 0, to: 0 };

  /** @param timeZone an IANA name, such as `Europe/Berlin`. */
  constructor(readonly timeZone: string) {}

  /** The first moment of a month, in milliseconds. */
  startOf(month: number): number {
    const known = this.#starts.get(month);
    if (known !== undefined) return known;
    const wall = utcStartOf(month);
    // The offset of the moment itself, which may differ from that of the same hour in UTC.
    const guess = wall - this.#offsetAt(wall) * MINUTE;
    const start = wall - this.#offsetAt(guess) * MINUTE;
    this.#starts.set(month, start);
    return start;
  }

  /** The month that a moment lies in. */
  monthOf(time: number): number {
    const { month, from, to } = this.#last;
    if (from <= time && time < to) return month;
    const found = this.#monthOf(time);
    this.#last = { month: found, from: this.startOf(found), to: this.startOf(found + 1) };
    return found;
  }

  #monthOf(time: number): number {
    const date = new Date(time);
    const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    if (time >= this.startOf(month + 1)) return month + 1;
    return time < this.startOf(month) ? month - 1 : month;
  }

  /** ISO 8601, in UTC. */
  momentOf(month: number): string {
    return new Date(this.startOf(month)).toISOString();
  }

  /** The first moment after the quarter that a moment lies in. */
  endOfQuarter(time: number): number {
    const month = this.monthOf(time);
    return this.startOf(month - (month % 3) + 3);
  }

  /** The month with which the quarters begin that are not over or not settled yet. */
  publishedUntil(now: number): number {
    const month = this.monthOf(now - SETTLING);
    return month - (month % 3);
  }

  /** When figures come out next. */
  nextPublication(now: number): string {
    return new Date(this.startOf(this.publishedUntil(now) + 3) + SETTLING).toISOString();
  }

  #offsetAt(time: number): number {
    return this.timeZone === 'UTC' ? 0 : tzOffset(this.timeZone, new Date(time));
  }
}

export const UTC = new Calendar('UTC');

const made = new Map<string, Calendar>([['UTC', UTC]]);

export function calendarOf(timeZone: string): Calendar {
  const known = made.get(timeZone) ?? new Calendar(timeZone);
  made.set(timeZone, known);
  return known;
}
