import type { Calendar } from '../metrics/calendar.js';
import { type LoggedAct, remembered } from '../metrics/columns.js';

/** From a moment on, in milliseconds since 1970, something holds. */
interface Since<T> {
  readonly at: number;
  readonly is: T;
}
type Timeline<T> = Since<T>[];

/** A contribution that says that somebody knows about topics: an answer to somebody else's question, a practice. */
export interface LoggedItem {
  readonly holder: number;
  readonly at: number;
  readonly topics: readonly string[];
  readonly kind: 'answer' | 'practice';
  readonly accepted: Timeline<boolean>;
  /** Not hidden, withdrawn or retired. */
  readonly there: Timeline<boolean>;
}

export interface EvidenceLog {
  readonly calendar: Calendar;
  readonly items: readonly LoggedItem[];
  /** Whether somebody belongs to the community, by person. Who is not in it came with the history and never left. */
  readonly belongs: ReadonlyMap<number, Timeline<boolean>>;
  readonly units: ReadonlyMap<number, Timeline<number>>;
}

/** What holds just before a moment. */
export function asOf<T>(timeline: readonly Since<T>[] | undefined, moment: number, otherwise: T): T {
  return timeline?.findLast(({ at }) => at < moment)?.is ?? otherwise;
}

/** The evidence of a community as its log tells it, which no later act changes for the time before. */
export const evidenceLogOf = remembered((log): EvidenceLog => {
  const reading = new Reading();
  for (const act of log.acts()) reading.take(act);
  return { calendar: log.calendar, items: [...reading.items.values()], belongs: reading.belongs, units: reading.units };
});

class Reading {
  readonly items = new Map<number, LoggedItem>();
  readonly belongs = new Map<number, Timeline<boolean>>();
  readonly units = new Map<number, Timeline<number>>();
  readonly #askers = new Map<number, number>();
  /** Answers by question. */
  readonly #answers = new Map<number, LoggedItem[]>();

  take(act: LoggedAct): void {
    const { at, verb, actor, object } = act;
    if (actor !== 0 && act.unit !== 0) note(this.units, actor, at, act.unit);
    switch (verb) {
      case 'ask':
        this.#askers.set(object, actor);
        return;
      case 'answer':
        this.#takeAnswer(act);
        return;
      case 'publish': {
        const holder = act.whom || actor;
        if (holder !== 0 && !this.items.has(object)) this.items.set(object, itemOf(act, holder, 'practice'));
        return;
      }
      case 'accept':
      case 'unaccept':
        this.items.get(object)?.accepted.push({ at, is: verb === 'accept' });
        return;
      case 'hide':
      case 'withdraw':
      case 'retire':
      case 'supersede':
      case 'restore':
        for (const item of this.#about(object)) item.there.push({ at, is: verb === 'restore' });
        return;
      case 'join':
      case 'leave':
      case 'remove':
        note(this.belongs, act.whom || actor, at, verb === 'join');
        return;
    }
  }

  #takeAnswer(act: LoggedAct): void {
    const asker = this.#askers.get(act.inReplyTo);
    if (asker === undefined || act.actor === 0 || act.actor === asker) return;
    const item = itemOf(act, act.actor, 'answer');
    this.items.set(act.object, item);
    this.#answers.set(act.inReplyTo, [...(this.#answers.get(act.inReplyTo) ?? []), item]);
  }

  /** A contribution, or those that answer a question. */
  #about(object: number): readonly LoggedItem[] {
    const item = this.items.get(object);
    return item ? [item] : (this.#answers.get(object) ?? []);
  }
}

const itemOf = ({ at, topics }: LoggedAct, holder: number, kind: LoggedItem['kind']): LoggedItem => ({
  holder,
  at,
  topics,
  kind,
  accepted: [],
  there: [],
});

function note<T>(timelines: Map<number, Timeline<T>>, of: number, at: number, is: T): void {
  const timeline = timelines.get(of) ?? [];
  timelines.set(of, timeline);
  if (timeline.at(-1)?.is !== is) timeline.push({ at, is });
}
