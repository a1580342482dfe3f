import { K } from './publication.js';

/** A count of some, out of all, behind which so many people stand. */
export interface Cell {
  readonly people: number;
  readonly count: number;
  readonly of: number;
}

export interface Breakdown<C extends Cell> {
  /** Whether everybody knows `of` anyway, and only `count` is to be kept back. */
  readonly ofIsKnown?: boolean;
  /** How many stand behind several cells together, where somebody may stand behind more than one. */
  readonly peopleIn?: (cells: readonly C[]) => number;
}

/**
 * Which cells of a breakdown are shown, given that their totals are: those with enough people. Where the others could
 * be worked out from the totals, the smallest of the shown ones are kept back as well, until nobody can tell any of
 * them; if nothing helps, all are. A cell that nobody stands behind is empty, and everybody may know.
 *
 */
export function shownCells<C extends Cell>(cells: readonly C[], breakdown: Breakdown<C> = {}): ReadonlySet<C> {
  const shown = new Set(cells.filter(({ people }) => people === 0 || people >= K));
  const candidates = [...shown].filter(({ people }) => people > 0).sort((a, b) => a.people - b.people || a.of - b.of);
  const hidden = cells.filter((cell) => !shown.has(cell));
  while (hidden.length > 0 && !safe(hidden, breakdown)) {
    const next = candidates.shift();
    if (!next) return new Set(cells.filter(({ people }) => people === 0));
    shown.delete(next);
    hidden.push(next);
  }
  return shown;
}

/** Whether the sums over what is hidden leave open what each hidden cell is, and speak of enough people. */
function safe<C extends Cell>(hidden: readonly C[], { ofIsKnown = false, peopleIn }: Breakdown<C>): boolean {
  const sum = (what: (cell: C) => number) => hidden.reduce((total, cell) => total + what(cell), 0);
  const of = sum((cell) => cell.of);
  const count = sum((cell) => cell.count);
  // Each hidden cell is known to hold at least one; a sum of that, or of all or none counted, tells every cell.
  const open = (ofIsKnown || of > hidden.length) && count > 0 && count < of;
  return open && (peopleIn?.(hidden) ?? sum(({ people }) => people)) >= K;
}
