import { type Breakdown, type Cell, shownCells } from '../metrics/breakdown.js';
import type { Evidence } from '../metrics/metric.js';
import { tellableFrom } from '../metrics/metric.js';
import { K, Publication } from '../metrics/publication.js';
import { type Months, startOf } from '../metrics/windows.js';
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
  readonly #published = new Map<string, Publication>();

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

  /** As of the end of the last quarter, up to a month, with which it may be told; `null` where there is none. */
  toldUntil(topicId: string, month: number): Held | null {
    const publication = this.#publication(topicId);
    for (let end = month; end > this.all.from; end -= 3) {
      if (!publication.has({ from: this.all.from, to: end })) continue;
      const held = this.heldAt(topicId, startOf(end));
      if (held.byPerson.size >= K) return held;
    }
    return null;
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
      byPerson.set(item.holder, (byPerson.get(item.holder) ?? 0) + weightOf(item, moment));
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

  #publication(topicId: string): Publication {
    let publication = this.#published.get(topicId);
    if (!publication) {
      const evidence = this.#changesOf(topicId);
      publication = new Publication(this.all, tellableFrom(evidence), (from, to) => [{ from, to }]);
      this.#published.set(topicId, publication);
    }
    return publication;
  }

  /**
   * Everything by which what is held of a topic changes, and whose share it changes: between two ends of quarters at
   * which it is told there is nobody or there are enough, so that no difference is that of a few. Also who leaves,
   * comes back or moves to another unit.
   */
  #changesOf(topicId: string): Evidence[] {
    const entered = this.#topics.get(topicId) ?? [];
    const firstBy = new Map<number, number>();
    const changes: Evidence[] = [];
    for (const { item, since } of entered) {
      const parts = [[item.holder]];
      changes.push({ at: since, parts });
      for (const { at } of [...item.there, ...item.accepted]) if (at > since) changes.push({ at, parts });
      firstBy.set(item.holder, Math.min(firstBy.get(item.holder) ?? since, since));
    }
    for (const [holder, first] of firstBy) {
      const moves = [...(this.log.belongs.get(holder) ?? []), ...(this.log.units.get(holder) ?? [])];
      for (const { at } of moves) if (at > first) changes.push({ at, parts: [[holder]] });
    }
    return changes;
  }
}

/** κ · (1 + ½ accepted) · 2^(−age / 365 d), as in the directory. */
function weightOf({ kind, at, accepted }: LoggedItem, moment: number): number {
  return KAPPA[kind] * (asOf(accepted, moment, false) ? 1.5 : 1) * 2 ** (-(moment - at) / HALF_LIFE_MS);
}
