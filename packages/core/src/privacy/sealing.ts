import { random } from 'nanoid';
import type { Kit } from '../kit.js';
import { staleCursor } from '../operations/paging.js';
import { reader } from '../store/reader.js';
import { PRIVACY, sealingKeys } from './records.js';

const KEY_BYTES = 32;
/** What AES-GCM wants (NIST SP 800-38D, 5.2.1.1). */
const NONCE_BYTES = 12;
/** All places are as long as the longest ones: how long one is tells nothing of where it is. */
const PLACE_LENGTH = 192;
const THE_KEY = 'cursors';

const encoded = (text: string) => new TextEncoder().encode(text);

/**
 * A place to go on from that says nothing to who holds it and that nobody can make up: encrypted and authenticated
 * (AES-GCM) with a key of the store, for one list.
 */
export async function sealed(kit: Kit, list: string, place: string): Promise<string> {
  const nonce = Uint8Array.from((kit.random ?? random)(NONCE_BYTES));
  const text = encoded(place.padEnd(PLACE_LENGTH));
  const key = await imported((await knownKey(kit)) ?? (await makeKey(kit)));
  const closed = new Uint8Array(await crypto.subtle.encrypt(algorithm(nonce, list), key, text));
  return btoa(String.fromCharCode(...nonce, ...closed))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** @throws CopkitError `stale-cursor` where it was not sealed here, for the same list. */
export async function unsealed(kit: Kit, list: string, cursor: string): Promise<string> {
  // Where there is no key yet, nothing was sealed.
  const known = await knownKey(kit);
  if (!known) throw staleCursor('after');
  const key = await imported(known);
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
    const nonce = bytes.slice(0, NONCE_BYTES);
    const text = await crypto.subtle.decrypt(algorithm(nonce, list), key, bytes.slice(NONCE_BYTES));
    return new TextDecoder().decode(text).trimEnd();
  } catch {
    throw staleCursor('after');
  }
}

const algorithm = (iv: Uint8Array<ArrayBuffer>, list: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: encoded(list),
});

const knownKey = (kit: Kit) => reader(kit.storage, PRIVACY).get(sealingKeys, THE_KEY);

function imported({ key }: { readonly key: string }): Promise<CryptoKey> {
  const bytes = Uint8Array.from(key.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** By whoever seals first. */
async function makeKey(kit: Kit): Promise<{ readonly key: string }> {
  const bytes = (kit.random ?? random)(KEY_BYTES);
  const made = { key: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') };
  return kit.writers.mutate(PRIVACY, async (transaction) => {
    const known = await transaction.get(sealingKeys, THE_KEY);
    if (!known) transaction.put(sealingKeys, THE_KEY, made);
    return known ?? made;
  });
}
