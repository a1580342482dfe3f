import { type Breakdown, type Cell, shownCells } from '../metrics/breakdown.js';
import { K } from '../metrics/publication.js';
import type { Months } from '../metrics/windows.js';
import type { UnitShare } from './api.js';
import { absenceFactor } from './concentration.js';
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

/** Several topics together. */
export interface Whole {
  readonly at: number;
  readonly held: readonly Held[];
}

/** The evidence of a community by topic, and the quarters with whose end it was told. */
export class Stock {
  readonly #topics = new Map<string, Entered[]>();
  readonly #told = new Map<string, Held[]>();
  #whole: { readonly all: readonly Whole[]; readonly thin: readonly Whole[] } | null = null;

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
      byPerson.set(
        item.holder,
        (byPerson.get(item.holder) ?? 0) + weightOf(item, moment, this.log.calendar.startOf(this.all.from)),
      );
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

  /** All topics with evidence, as of the end of the last quarter, up to a month, with which they are told together. */
  allUntil(month: number): Whole | null {
    return this.#wholes().all.findLast(({ at }) => at <= this.log.calendar.startOf(month)) ?? null;
  }

  /** How many of them hang on one person, as of the last end with which that is told. */
  thinUntil(month: number): Whole | null {
    return this.#wholes().thin.findLast(({ at }) => at <= this.log.calendar.startOf(month)) ?? null;
  }

  #toldEnds(topicId: string): readonly Held[] {
    let told = this.#told.get(topicId);
    if (!told) {
      told = [];
      const guard = new Guard();
      for (const moment of this.#ends()) {
        const held = this.heldAt(topicId, moment);
        if (guard.lets([this.#standingOf([held])])) told.push(held);
      }
      this.#told.set(topicId, told);
    }
    return told;
  }

  /** The count of thin topics is told by its two parts: those that hang on one person, and the others. */
  #wholes(): { readonly all: readonly Whole[]; readonly thin: readonly Whole[] } {
    if (this.#whole) return this.#whole;
    const [all, thin]: [Whole[], Whole[]] = [[], []];
    const guards = [new Guard(), new Guard()] as const;
    for (const at of this.#ends()) {
      const held = this.topicIds.map((topicId) => this.heldAt(topicId, at)).filter(({ byPerson }) => byPerson.size > 0);
      const onOne = held.filter(({ byPerson }) => absenceFactor([...byPerson.values()]) === 1);
      const others = held.filter((each) => !onOne.includes(each));
      if (guards[0].lets([this.#standingOf(held)])) all.push({ at, held });
      if (guards[1].lets([this.#standingOf(onOne), this.#standingOf(others)])) thin.push({ at, held: onOne });
    }
    this.#whole = { all, thin };
    return this.#whole;
  }

  *#ends(): Generator<number, undefined> {
    for (let end = this.all.from + 3; end <= this.all.to; end += 3) yield this.log.calendar.startOf(end);
  }

  /** By person what they hold of each, and their unit. */
  #standingOf(all: readonly Held[]): Standing {
    const standing = new Map<number, string>();
    for (const { at, byPerson } of all) {
      for (const [person, held] of byPerson) {
        const before = standing.get(person) ?? `${asOf(this.log.units.get(person), at, 0)}`;
        standing.set(person, `${before} ${held}`);
      }
    }
    return standing;
  }
}

type Standing = ReadonlyMap<number, string>;

/**
 * Decides quarter by quarter, each for good: told is where nobody or enough people hold some, and where since every end
 * at which it was told before nobody or enough people hold another share or belong to another unit. So no two quarters
 * tell of what a few did, nor of a few who left or moved. The same for each part of what is told.
 */
class Guard {
  readonly #before: (readonly Standing[])[] = [];

  lets(parts: readonly Standing[]): boolean {
    const tellable = parts.every(
      (part, at) =>
        enough(part.size) && this.#before.every((before) => enough(differing(before[at] ?? new Map(), part))),
    );
    if (tellable) this.#before.push(parts);
    return tellable;
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
