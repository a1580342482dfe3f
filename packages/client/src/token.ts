import { ClientError } from './problem.js';

export type TokenSource = string | (() => string | Promise<string>);

/** The bearer token: asked for once however many calls need it, and again when it was refused. */
export class Token {
  #current: Promise<string> | null = null;
  #last: string | null = null;

  /** `onFresh` hears of a token that is not the one before. */
  constructor(
    readonly source: TokenSource | undefined,
    readonly onFresh: (token: string, before: string) => void,
  ) {}

  get(): Promise<string> | null {
    const { source } = this;
    if (source === undefined) return null;
    if (!this.#current) {
      const asked = Promise.resolve()
        .then(() => (typeof source === 'string' ? source : source()))
        .then(
          (token) => {
            if (this.#last !== null && this.#last !== token) this.onFresh(token, this.#last);
            this.#last = token;
            return token;
          },
          (cause) => {
            if (this.#current === asked) this.#current = null;
            throw new ClientError('unauthenticated', 'The page could not get a token. Sign in again.', { cause });
          },
        );
      this.#current = asked;
    }
    return this.#current;
  }

  /** Forgets a token that was refused. Says whether asking again can help. */
  refused(used: Promise<string> | null): boolean {
    if (typeof this.source !== 'function') return false;
    if (this.#current === used) this.#current = null;
    return true;
  }
}
