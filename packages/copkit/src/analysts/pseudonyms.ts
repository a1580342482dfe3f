import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Failure } from '../failure.js';

const SHORTEST_KEY = 32;
/** Ids that the core mints: of people, of communities and of what is in them. */
const ID = /^(?:p_[0-9a-f][0-9a-z]{16}|c_[0-9a-z]{16}|[a-z][a-z0-9-]*_[0-9a-z]{16}_[0-9a-z]{12})$/;

/** Other names for ids: the same for the same id, and without the key nobody finds the id. */
export interface Pseudonyms {
  /** @param within pseudonyms of one scope have nothing to do with those of another. */
  of(id: string, within?: string): string;
  /** As a UUID (RFC 9562, version 8). */
  uuidOf(id: string): string;
}

/** @param key a random one, known to nobody afterwards, where absent. */
export function pseudonyms(key: Uint8Array = randomBytes(SHORTEST_KEY)): Pseudonyms {
  const digest = (text: string) => createHmac('sha256', key).update(text).digest();
  return {
    of(id, within = '') {
      const prefix = id.slice(0, id.indexOf('_') + 1);
      return prefix + digest(`${within} ${id}`).toString('hex', 0, 10);
    },
    uuidOf(id) {
      const bytes = digest(`uuid ${id}`).subarray(0, 16);
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      const hex = bytes.toString('hex');
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
    },
  };
}

/** The value with every id in it under its pseudonym, however deep. */
export function withoutIds(value: unknown, names: Pseudonyms): unknown {
  if (typeof value === 'string') return ID.test(value) ? names.of(value) : value;
  if (Array.isArray(value)) return value.map((item) => withoutIds(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutIds(inner, names)]));
}

/** The key in a file, so that several exports have the same pseudonyms. */
export function keyIn(file: string): Uint8Array {
  let key: Uint8Array;
  try {
    key = readFileSync(file);
  } catch (error) {
    throw new Failure(`${file} cannot be read.`, { cause: error });
  }
  if (key.length < SHORTEST_KEY)
    throw new Failure(`${file} is no key: it needs ${SHORTEST_KEY} bytes or more, as "openssl rand 32" gives them.`);
  return key;
}
