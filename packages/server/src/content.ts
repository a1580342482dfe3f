import { type Coding, compressed } from './compression.js';
import { entityTag } from './etag.js';

/** The body of an answer, which may be sent many times: its tag and each coding are made when they are first needed. */
export class Content {
  readonly bytes: Uint8Array<ArrayBuffer>;
  #tag: string | undefined;
  readonly #coded = new Map<Coding, Uint8Array<ArrayBuffer>>();

  constructor(text: string) {
    this.bytes = Buffer.from(text);
  }

  get tag(): string {
    this.#tag ??= entityTag(this.bytes);
    return this.#tag;
  }

  in(coding: Coding): Uint8Array<ArrayBuffer> {
    const coded = this.#coded.get(coding) ?? compressed(this.bytes, coding);
    this.#coded.set(coding, coded);
    return coded;
  }
}
