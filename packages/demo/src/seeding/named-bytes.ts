import { createHash } from 'node:crypto';

const BLOCK = 32;

/**
 * Bytes that follow from a name. People get their ids from them, and everything else its id from the person and the
 * mutation: pages can name a community by its id.
 */
export class NamedBytes {
  #name = '';
  #block = 0;

  begin(name: string): void {
    this.#name = name;
    this.#block = 0;
  }

  take(count: number): Uint8Array {
    const parts: Buffer[] = [];
    for (let have = 0; have < count; have += BLOCK, this.#block++)
      parts.push(createHash('sha256').update(`${this.#name} ${this.#block}`).digest());
    return new Uint8Array(Buffer.concat(parts).subarray(0, count));
  }
}
