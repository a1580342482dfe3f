import type { Months } from './windows.js';

/** So many distinct people stand behind every figure. */
export const K = 5;

/** Whether a set of whole months may be told of: whether nobody, or enough people, stand behind it. */
export type Tellable = (months: readonly Months[]) => boolean;

/**
 * Which windows are published, so that no combination of published windows tells of a set of months behind which too
 * few people stand.
 *
 * A sum over `from` to `to` is the difference of two running totals. So published windows are edges between the months
 * at which they begin and end, and what can be computed from them is what lies between any two months that are
 * connected. A window is published when, after adding its edge, every gap between neighbours in a connected part may be
 * told of, also with what can be computed inside of it taken out.
 *
 * The decisions are taken quarter by quarter, each when the quarter ends and for good: `all` to that moment first,
 * then the year, the quarter and its months. What is asked later never gives away what was kept back before.
 */
export class Publication {
  readonly #parts: Set<number>[] = [];
  readonly #published = new Set<string>();
  /** The last month that `all` was published up to; `null` while it never was. */
  until: number | null = null;

  /**
   * @param all whole quarters, from the first one with a record on.
   * @param windows which are told at all; every one where absent.
   */
  constructor(all: Months, tellable: Tellable, windows?: 'quarters') {
    for (let end = all.from + 3; end <= all.to; end += 3) {
      // Quarters that are told alone do not overlap: there is nothing to work out from them.
      if (windows) {
        if (tellable([{ from: end - 3, to: end }])) this.#published.add(`${end - 3}-${end}`);
        continue;
      }
      if (this.#publish({ from: all.from, to: end }, tellable)) this.until = end;
      if (end % 12 === 0) this.#publish({ from: end - 12, to: end }, tellable);
      this.#publish({ from: end - 3, to: end }, tellable);
      for (let month = end - 3; month < end; month++) this.#publish({ from: month, to: month + 1 }, tellable);
    }
  }

  has({ from, to }: Months): boolean {
    return this.#published.has(`${from}-${to}`);
  }

  #publish(window: Months, tellable: Tellable): boolean {
    const touched = this.#parts.filter((part) => part.has(window.from) || part.has(window.to));
    const joined = new Set([window.from, window.to, ...touched.flatMap((part) => [...part])]);
    const parts = [...this.#parts.filter((part) => !touched.includes(part)), joined];
    if (!parts.every((part) => gapsOf(part).every((gap) => mayBeTold(gap, part, parts, tellable)))) return false;
    this.#parts.splice(0, this.#parts.length, ...parts);
    this.#published.add(`${window.from}-${window.to}`);
    return true;
  }
}

function gapsOf(part: ReadonlySet<number>): Months[] {
  const ends = [...part].sort((a, b) => a - b);
  return ends.slice(1).map((to, at) => ({ from: ends[at] ?? to, to }));
}

/** The gap as a whole, and what is left of it when everything that is known inside is taken out. */
function mayBeTold(
  gap: Months,
  own: ReadonlySet<number>,
  parts: readonly ReadonlySet<number>[],
  tellable: Tellable,
): boolean {
  const inner = parts.flatMap((part) => {
    const inside = part === own ? [] : [...part].filter((month) => gap.from <= month && month <= gap.to);
    return inside.length < 2 ? [] : [{ from: Math.min(...inside), to: Math.max(...inside) }];
  });
  const rest: Months[] = [];
  let from = gap.from;
  for (const known of inner.sort((a, b) => a.from - b.from)) {
    if (known.from > from) rest.push({ from, to: known.from });
    from = Math.max(from, known.to);
  }
  if (from < gap.to) rest.push({ from, to: gap.to });
  return tellable([gap]) && tellable(rest);
}
