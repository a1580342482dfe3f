import { comparePositions, type Position } from './limits.js';

/** A block that grows beyond this is split in two. */
const MOST_IN_BLOCK = 512;

/** The entries of one index in order. They stand in blocks, so that one that comes between others moves only a few. */
export class MemoryEntries {
  readonly #blocks: Position[][] = [];

  add(position: Position): void {
    const at = this.#blockOf(position);
    const block = this.#blocks[at];
    if (!block) {
      this.#blocks.push([position]);
      return;
    }
    block.splice(firstAtOrAfter(block, position), 0, position);
    if (block.length > MOST_IN_BLOCK) this.#blocks.splice(at + 1, 0, block.splice(MOST_IN_BLOCK / 2));
  }

  /** The position must stand here. */
  remove(position: Position): void {
    const at = this.#blockOf(position);
    const block = this.#blocks[at] ?? [];
    block.splice(firstAtOrAfter(block, position), 1);
    if (block.length === 0) this.#blocks.splice(at, 1);
  }

  /** Those after a position, the nearest first. */
  *after(position: Position): Generator<Position> {
    for (let at = this.#blockOf(position); at < this.#blocks.length; at += 1) {
      const block = this.#blocks[at] ?? [];
      for (let i = firstAfter(block, position); i < block.length; i += 1) yield block[i] as Position;
    }
  }

  /** Those before a position, the nearest first. */
  *before(position: Position): Generator<Position> {
    for (let at = this.#blockOf(position); at >= 0; at -= 1) {
      const block = this.#blocks[at] ?? [];
      for (let i = firstAtOrAfter(block, position) - 1; i >= 0; i -= 1) yield block[i] as Position;
    }
  }

  /** The block that has the position, or would have it. */
  #blockOf(position: Position): number {
    const later = search(this.#blocks.length, (i) => comparePositions(this.#blocks[i]?.[0] as Position, position) > 0);
    return Math.max(0, later - 1);
  }
}

function firstAtOrAfter(entries: readonly Position[], position: Position): number {
  return search(entries.length, (i) => comparePositions(entries[i] as Position, position) >= 0);
}

function firstAfter(entries: readonly Position[], position: Position): number {
  return search(entries.length, (i) => comparePositions(entries[i] as Position, position) > 0);
}

/** The smallest index for which `holds` is true; `length` when there is none. Once true, it stays true. */
export function search(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
