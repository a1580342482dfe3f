import { ClientError } from './problem.js';

export type TokenSource = string | (() => string | Promise<string>);

/** The bearer token: asked for once however many calls need it, and again when it was refused. */
export class Token {
  #current: Promise<string> | null = null;
  #person: string | null = null;

  /** `onOther` hears when a fresh token is somebody else's. */
  constructor(
    readonly source: TokenSource | undefined,
    readonly onOther: () => void,
  ) {}

  get(): Promise<string> | null {
    const { source } = this;
    if (source === undefined) return null;
    if (!this.#current) {
      const asked = Promise.resolve()
        .then(() => (typeof source === 'string' ? source : source()))
        .then(
          (token) => {
            this.#heed(personOf(token));
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

  #heed(person: string | null): void {
    const other = this.#person !== null && this.#person !== person;
    this.#person = person;
    if (other) this.onOther();
  }
}

/** Whose token it says it is; `null` for one that cannot be read. */
export function personOf(token: string): string | null {
  try {
    const [, claims = ''] = token.split('.');
    const { iss, sub } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
    return sub ? `${iss} ${sub}` : null;
  } catch {
    return null;
  }
}
