/** Letters of most strings, which are ids. */
const ASCII = 0x7f;
/** What is longer is no id. */
const LONG = 500;

/**
 * Strings as small numbers, in the order in which they came; 0 stands for none. Held as bytes side by side and found by
 * hashing, so that a million ids are no million objects.
 */
export class Dictionary {
  #bytes = new Uint8Array(1024);
  /** Where the string with a number ends, and the next begins. */
  #ends = new Uint32Array(64);
  /** Numbers by hash. Twice as many as there are strings, or more. */
  #slots = new Uint32Array(128);
  #count = 0;
  /** What is long or not ASCII. */
  readonly #others = new Map<string, number>();
  readonly #otherStrings = new Map<number, string>();

  get size(): number {
    return this.#count;
  }

  numberOf(text: string | null): number {
    if (text === null) return 0;
    const known = this.find(text);
    if (known !== 0) return known;
    const number = ++this.#count;
    if (number >= this.#ends.length) this.#ends = grown(this.#ends, number + 1, Uint32Array);
    const from = this.#ends[number - 1] as number;
    if (hashOf(text) === null) {
      this.#others.set(text, number);
      this.#otherStrings.set(number, text);
      this.#ends[number] = from;
      return number;
    }
    const end = from + text.length;
    if (end > this.#bytes.length) this.#bytes = grown(this.#bytes, end, Uint8Array);
    for (let at = 0; at < text.length; at++) this.#bytes[from + at] = text.charCodeAt(at);
    this.#ends[number] = end;
    if (this.#count * 2 > this.#slots.length) this.#spread();
    else this.#place(number);
    return number;
  }

  /** 0 for what never came. */
  find(text: string): number {
    const hash = hashOf(text);
    if (hash === null) return this.#others.get(text) ?? 0;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot] as number;
      if (number === 0 || this.#is(number, text)) return number;
    }
  }

  stringOf(number: number): string {
    const other = this.#otherStrings.get(number);
    if (other !== undefined || number === 0 || number > this.#count) return other ?? '';
    return String.fromCharCode(...this.#bytes.subarray(this.#ends[number - 1], this.#ends[number]));
  }

  /** Below 0 where the first comes first, in the order of strings. */
  compare(one: number, other: number): number {
    if (this.#others.size > 0) return this.stringOf(one) < this.stringOf(other) ? -1 : 1;
    const [from, to] = [this.#ends[one - 1] as number, this.#ends[other - 1] as number];
    const [length, itsLength] = [(this.#ends[one] as number) - from, (this.#ends[other] as number) - to];
    for (let at = 0; at < length && at < itsLength; at++) {
      const difference = (this.#bytes[from + at] as number) - (this.#bytes[to + at] as number);
      if (difference !== 0) return difference;
    }
    return length - itsLength;
  }

  #is(number: number, text: string): boolean {
    const from = this.#ends[number - 1] as number;
    if ((this.#ends[number] as number) - from !== text.length) return false;
    for (let at = 0; at < text.length; at++) if (this.#bytes[from + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  #place(number: number): void {
    let hash = SEED;
    for (let at = this.#ends[number - 1] as number; at < (this.#ends[number] as number); at++)
      hash = mixed(hash, this.#bytes[at] as number);
    const mask = this.#slots.length - 1;
    let slot = (hash >>> 0) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = number;
  }

  #spread(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let number = 1; number <= this.#count; number++) if (!this.#otherStrings.has(number)) this.#place(number);
  }
}

/** FNV-1a. */
const SEED = 0x811c9dc5;
const mixed = (hash: number, letter: number): number => Math.imul(hash ^ letter, 0x01000193);

/** `null` for what is long or not ASCII. */
function hashOf(text: string): number | null {
  if (text.length > LONG) return null;
  let hash = SEED;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (letter > ASCII) return null;
    hash = mixed(hash, letter);
  }
  return hash >>> 0;
}

type Numbers = Uint8Array | Uint32Array | Float64Array;

/** With room for half as much again, so that growing costs little and memory is not half empty. */
export function grown<T extends Numbers>(values: T, least: number, make: new (length: number) => T): T {
  const next = new make(Math.max(least, Math.ceil(values.length * 1.5)));
  next.set(values);
  return next;
}
