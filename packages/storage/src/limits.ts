import type { Commit, DocKey, Expectation, IndexEntry, Json, Limits, Scan } from './contract.js';
import { LimitError } from './errors.js';

/** Limits that suit an embedded store; an adapter may declare others. */
export const embeddedLimits: Limits = {
  docBytes: 1024 * 1024,
  keyBytes: 1024,
  commitOps: 2000,
  commitBytes: 8 * 1024 * 1024,
};

/** The most documents, feed entries or partition names that one call may ask for. */
export const maxPage = 1000;

const maxDepth = 100;
const printable = /^[\x20-\x7e]*$/;
// U+007F comes after every printable character, so `prefix + '\x7f'` bounds all keys that begin with the prefix.
const printableOrDelete = /^[\x20-\x7f]*$/;
const loneSurrogate = /\p{Surrogate}/u;
const encoder = new TextEncoder();

/** A put whose body is serialised and whose index entries are unique. */
export interface CheckedPut extends DocKey {
  readonly text: string;
  readonly bytes: number;
  readonly keys: readonly IndexEntry[];
}

export interface CheckedCommit {
  readonly expect: readonly Expectation[];
  readonly puts: readonly CheckedPut[];
  readonly deletes: readonly DocKey[];
}

/** The place of one entry in an index; entries are ordered by these three, byte by byte. */
export type Position = readonly [key: string, collection: string, id: string];

/** A scan with its bounds and its `after` taken together: the entries strictly between two positions. */
export interface CheckedScan {
  readonly index: string;
  readonly lower: Position;
  readonly upper: Position;
  readonly reverse: boolean;
  readonly limit: number;
}

/** @throws LimitError when a commit exceeds a limit, writes a document twice or holds what is not JSON. */
export function checkCommit(commit: Commit, limits: Limits): CheckedCommit {
  const { expect, puts, deletes } = commit;
  const ops = expect.length + puts.length + deletes.length;
  if (ops > limits.commitOps)
    throw new LimitError(`The commit has ${ops} operations; at most ${limits.commitOps} are allowed.`, 'commitOps');
  checkDistinct(expect, [], limits);
  checkDistinct(puts, deletes, limits);
  const checked: CheckedPut[] = [];
  let bytes = 0;
  for (const put of puts) {
    const one = checkPut(put, put.keys ?? [], put.body, limits);
    bytes += one.bytes;
    if (bytes > limits.commitBytes)
      throw new LimitError(`The commit is larger than ${limits.commitBytes} bytes.`, 'commitBytes');
    checked.push(one);
  }
  return { expect, puts: checked, deletes };
}

function checkPut({ collection, id }: DocKey, keys: readonly IndexEntry[], body: Json, limits: Limits): CheckedPut {
  if (body === null)
    throw new LimitError(`The body of ${collection}/${id} is null, which marks a deleted document.`, 'json');
  checkJson(body, 0, `${collection}/${id}`);
  const text = JSON.stringify(body);
  const bytes = encoder.encode(text).byteLength;
  if (bytes > limits.docBytes)
    throw new LimitError(
      `The document ${collection}/${id} has ${bytes} bytes; at most ${limits.docBytes} are allowed.`,
      'docBytes',
    );
  const unique = new Map<string, IndexEntry>();
  for (const [index, key] of keys) {
    checkName(index, 'index name', limits);
    checkText(key, 'index key', limits);
    unique.set(`${index}\n${key}`, [index, key]);
  }
  return { collection, id, text, bytes, keys: [...unique.values()] };
}

function checkDistinct(some: readonly DocKey[], others: readonly DocKey[], limits: Limits): void {
  const seen = new Set<string>();
  for (const keys of [some, others]) {
    checkDocKeys(keys, limits);
    for (const { collection, id } of keys) {
      const name = `${collection}\n${id}`;
      if (seen.has(name)) throw new LimitError(`The document ${collection}/${id} stands twice in one commit.`, 'key');
      seen.add(name);
    }
  }
}

/** @throws LimitError when a collection or id is malformed or too long. */
export function checkDocKeys(keys: readonly DocKey[], limits: Limits): void {
  for (const { collection, id } of keys) {
    checkName(collection, 'collection', limits);
    checkName(id, 'document id', limits);
  }
}

/** @throws LimitError when the partition's name is malformed or too long. */
export function checkPartition(partition: string, limits: Limits): void {
  checkName(partition, 'partition', limits);
}

/** @throws LimitError when the number asked for is not an integer from 1 to 1,000. */
export function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > maxPage)
    throw new LimitError(`A limit must be an integer from 1 to ${maxPage}, not ${limit}.`, 'scan');
}

/**
 * The date before which tombstones are forgotten, in milliseconds. One that is none is before nothing and after
 * nothing: a database may take it for either.
 * @throws LimitError when it is not a valid date.
 */
export function checkDate(date: Date): number {
  const time = date instanceof Date ? date.getTime() : Number.NaN;
  if (Number.isNaN(time))
    throw new LimitError('Tombstones are forgotten before a valid date, which this is not.', 'date');
  return time;
}

/** @throws LimitError when a scan's bounds, limit or `after` are malformed. */
export function checkScan(scan: Scan, limits: Limits): CheckedScan {
  checkName(scan.index, 'index name', limits);
  checkLimit(scan.limit);
  for (const bound of [scan.from, scan.to]) {
    if (typeof bound !== 'string' || !printableOrDelete.test(bound))
      throw new LimitError('A scan bound must be printable ASCII, or U+007F as the end of a prefix.', 'scan');
    if (bound.length > limits.keyBytes + 1)
      throw new LimitError(`A scan bound is longer than ${limits.keyBytes + 1} bytes.`, 'keyBytes');
  }
  const { index, limit, reverse = false } = scan;
  // No collection is empty, so these stand before every entry with that key.
  let lower: Position = [scan.from, '', ''];
  let upper: Position = [scan.to, '', ''];
  if (scan.after !== undefined) {
    const after = readPosition(scan.after);
    if (reverse && comparePositions(after, upper) < 0) upper = after;
    if (!reverse && comparePositions(after, lower) > 0) lower = after;
  }
  return { index, lower, upper, reverse, limit };
}

/** Negative when the first stands before the second. The parts are ASCII, for which `<` is byte order. */
export function comparePositions(a: Position, b: Position): number {
  for (const part of [0, 1, 2] as const) {
    if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  }
  return 0;
}

/** The `after` of a page that ends at this entry. */
export function formatPosition(position: Position): string {
  return JSON.stringify(position);
}

function readPosition(after: string): Position {
  const position = parse(after);
  if (isPosition(position)) return position;
  throw new LimitError('`after` must come from the previous page of the same scan.', 'scan');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && value.length === 3 && value.every((part) => typeof part === 'string');
}

function checkName(name: string, what: string, limits: Limits): void {
  if (name === '') throw new LimitError(`The ${what} is empty.`, 'key');
  checkText(name, what, limits);
}

function checkText(text: string, what: string, limits: Limits): void {
  if (typeof text !== 'string' || !printable.test(text))
    throw new LimitError(`The ${what} must be printable ASCII: ${JSON.stringify(text)?.slice(0, 80)}`, 'key');
  if (text.length > limits.keyBytes)
    throw new LimitError(`The ${what} has ${text.length} bytes; at most ${limits.keyBytes} are allowed.`, 'keyBytes');
}

function checkJson(value: unknown, depth: number, where: string): void {
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    checkString(value, where);
    return;
  }
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return;
    throw new LimitError(`${where} holds ${value}, which is not JSON.`, 'json');
  }
  if (typeof value !== 'object') throw new LimitError(`${where} holds a ${typeof value}, which is not JSON.`, 'json');
  if (depth === maxDepth)
    throw new LimitError(`${where} is nested deeper than ${maxDepth} levels or refers to itself.`, 'json');
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) checkJson(value[i], depth + 1, where);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm (a frame) is plain too: its prototype has no prototype.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new LimitError(`${where} holds an object of a class, which is not JSON.`, 'json');
  for (const [key, inner] of Object.entries(value)) {
    checkString(key, where);
    checkJson(inner, depth + 1, `${where}.${key}`);
  }
}

function checkString(text: string, where: string): void {
  if (loneSurrogate.test(text))
    throw new LimitError(`${where} holds half of a surrogate pair, which is not text.`, 'json');
}
