import { type Breakdown, type Cell, shownCells } from '../metrics/breakdown.js';
import { K } from '../metrics/publication.js';
import type { Months } from '../metrics/windows.js';
import type { UnitShare } from './api.js';
import { asOf, type EvidenceLog, type LoggedItem } from './evidence-log.js';
import type { Merges } from './merges.js';

const HALF_LIFE_MS = 365 * 86_400_000;
/** As in the directory of experts, without votes. */
const KAPPA: Readonly<Record<LoggedItem['kind'], number>> = { answer: 1, practice: 2 };

/** An item under a topic, since when it counts for it. */
interface Entered {
  readonly item: LoggedItem;
  readonly since: number;
}

/** Who holds how much of the evidence about a topic at the end of a quarter. */
export interface Held {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly byPerson: ReadonlyMap<number, number>;
  readonly items: ReadonlySet<LoggedItem>;
}

/** The evidence of a community by topic, and the quarters with whose end it was told. */
export class Stock {
  readonly #topics = new Map<string, Entered[]>();
  readonly #told = new Map<string, Held[]>();

  /** @param all whole quarters, from the first one with a record on. */
  constructor(
    readonly log: EvidenceLog,
    readonly all: Months,
    merges: Merges,
  ) {
    for (const item of log.items) {
      for (const { topicId, since } of merges.standFor(item.topics, item.at)) {
        const known = this.#topics.get(topicId) ?? [];
        this.#topics.set(topicId, known);
        known.push({ item, since });
      }
    }
  }

  get topicIds(): readonly string[] {
    return [...this.#topics.keys()];
  }

  /** As of the end of the last quarter, up to a month, with which it is told; `null` where there is none. */
  toldUntil(topicId: string, month: number): Held | null {
    return this.#toldEnds(topicId).findLast(({ at }) => at <= this.log.calendar.startOf(month)) ?? null;
  }

  /** Who belongs to the community just before a moment, with what they hold then. */
  heldAt(topicId: string, moment: number): Held {
    const byPerson = new Map<number, number>();
    const items = new Set<LoggedItem>();
    for (const { item, since } of this.#topics.get(topicId) ?? []) {
      const counts =
        since < moment && asOf(item.there, moment, true) && asOf(this.log.belongs.get(item.holder), moment, true);
      if (!counts) continue;
      items.add(item);
      byPerson.set(item.holder, (byPerson.get(item.holder) ?? 0) + weightOf(item, moment, this.log.calendar.startOf(this.all.from)));
    }
    return { at: moment, byPerson, items };
  }

  /** What each unit holds of it. Units with too few people, and those that would give them away, are kept back. */
  unitsOf({ at, byPerson }: Held, unitOf: (unit: number) => { id: string; name: string }): UnitShare[] {
    const cells = new Map<number, { unit: number; people: number; held: number; count: number; of: number }>();
    let total = 0;
    for (const [person, held] of byPerson) {
      const unit = asOf(this.log.units.get(person), at, 0);
      const cell = cells.get(unit) ?? { unit, people: 0, held: 0, count: 1, of: 2 };
      cells.set(unit, { ...cell, people: cell.people + 1, held: cell.held + held });
      total += held;
    }
    // A share tells nothing of how many there are, so that two that are kept back are told apart by nobody.
    const open: Breakdown<Cell> = { ofIsKnown: true };
    const shown = shownCells([...cells.values()], open);
    return [...cells.values()]
      .filter(({ unit }) => unit !== 0)
      .map((cell): UnitShare => {
        const { id, name } = unitOf(cell.unit);
        const told = shown.has(cell);
        return { unitId: id, unit: name, status: told ? 'ok' : 'suppressed', share: told ? cell.held / total : null };
      })
      .sort((a, b) => (b.share ?? -1) - (a.share ?? -1) || (a.unit < b.unit ? -1 : 1));
  }

  /**
   * Decided quarter by quarter, each for good: told is where nobody or enough people hold some, and where since every
   * end at which it was told before nobody or enough people hold another share or belong to another unit. So no two
   * quarters tell of what a few did, nor of a few who left or moved.
   */
  #toldEnds(topicId: string): readonly Held[] {
    let told = this.#told.get(topicId);
    if (!told) {
      told = [];
      const before: ReadonlyMap<number, string>[] = [];
      for (let end = this.all.from + 3; end <= this.all.to; end += 3) {
        const held = this.heldAt(topicId, this.log.calendar.startOf(end));
        const standing = this.#standingOf(held);
        if (!enough(standing.size) || !before.every((each) => enough(differing(each, standing)))) continue;
        before.push(standing);
        told.push(held);
      }
      this.#told.set(topicId, told);
    }
    return told;
  }

  /** By person what they hold, and their unit. */
  #standingOf({ at, byPerson }: Held): ReadonlyMap<number, string> {
    const standing = (person: number, held: number) => `${held} ${asOf(this.log.units.get(person), at, 0)}`;
    return new Map(Array.from(byPerson, ([person, held]) => [person, standing(person, held)]));
  }
}

const enough = (people: number): boolean => people === 0 || people >= K;

function differing(before: ReadonlyMap<number, string>, after: ReadonlyMap<number, string>): number {
  const people = new Set([...before.keys(), ...after.keys()]);
  return [...people].filter((person) => before.get(person) !== after.get(person)).length;
}

/**
 * κ · (1 + ½ accepted) · 2^(−age / 365 d), as in the directory. Age is as of a fixed moment: shares are the same as of
 * any other, and what nobody adds to stays the same number.
 */
function weightOf({ kind, at, accepted }: LoggedItem, moment: number, aged: number): number {
  return KAPPA[kind] * (asOf(accepted, moment, false) ? 1.5 : 1) * 2 ** ((at - aged) / HALF_LIFE_MS);
}
