import type { Place } from '@copkit/core';
import { CompactEncrypt, compactDecrypt } from 'jose';

const MOST_KEPT = 1_000;
/** Proxies take header lines of 8 kB; what does not fit is woken when the client comes back. */
const LONGEST = 2_800;

/**
 * Places as clients keep them: sealed, so that they tell nothing of how much happens where, and the same in every
 * process on a store and after a restart. They grant nothing: who comes back with one is told what they may know.
 */
export class SealedPlaces {
  readonly #key: Promise<Uint8Array>;
  /** All who follow the same are told the same place. */
  readonly #sealed = new Map<string, Promise<string>>();

  constructor(storeId: string) {
    const secret = new TextEncoder().encode(`copkit live place ${storeId}`);
    this.#key = crypto.subtle.digest('SHA-256', secret).then((digest) => new Uint8Array(digest));
  }

  seal(place: Place): Promise<string> {
    const text = textOf(place);
    const known = this.#sealed.get(text);
    if (known) return known;
    const sealed = this.#seal(text);
    this.#sealed.set(text, sealed);
    for (const oldest of this.#sealed.keys()) {
      if (this.#sealed.size <= MOST_KEPT) break;
      this.#sealed.delete(oldest);
    }
    return sealed;
  }

  /** An empty place for what was not sealed here: who comes with it is told to read everything. */
  async open(sealed: string): Promise<Place> {
    try {
      const { plaintext } = await compactDecrypt(sealed, await this.#key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return JSON.parse(new TextDecoder().decode(plaintext)) as Place;
    } catch {
      return {};
    }
  }

  async #seal(text: string): Promise<string> {
    const encrypt = new CompactEncrypt(new TextEncoder().encode(text));
    return encrypt.setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(await this.#key);
  }
}

function textOf(place: Place): string {
  const text = JSON.stringify(place);
  if (text.length <= LONGEST) return text;
  const entries = Object.entries(place);
  return textOf(Object.fromEntries(entries.slice(0, Math.floor((entries.length * LONGEST) / text.length))));
}
