export interface KeptOptions<T> {
  readonly load: () => Promise<T>;
  /** When what is kept is loaded anew, beside the calls that use it. */
  readonly freshMs: number;
  /** How long it may be used where it cannot be loaded anew. */
  readonly usableMs: number;
  readonly now: () => Date;
}

/** After a failure, who asks within this time gets the same one: a provider that is down is not asked by every request. */
const REST_MS = 5_000;

/** Something loaded from elsewhere, once for all who ask, and used on while elsewhere is down. */
export class Kept<T> {
  readonly #options: KeptOptions<T>;
  #value: { readonly loaded: T; readonly at: number } | null = null;
  #failure: { readonly error: unknown; readonly at: number } | null = null;
  #loading: Promise<T> | null = null;

  constructor(options: KeptOptions<T>) {
    this.#options = options;
  }

  async get(): Promise<T> {
    const { freshMs, usableMs } = this.#options;
    const age = this.#value ? this.#now() - this.#value.at : Number.POSITIVE_INFINITY;
    if (!this.#value || age >= usableMs) return this.#load();
    if (age >= freshMs) this.#load().catch(() => undefined);
    return this.#value.loaded;
  }

  /** Loaded anew, unless that was done less than `cooldownMs` ago: then `null`. */
  async renewed(cooldownMs: number): Promise<T | null> {
    if (this.#value && this.#now() - this.#value.at < cooldownMs) return null;
    return this.#load();
  }

  async #load(): Promise<T> {
    if (this.#failure && this.#now() - this.#failure.at < REST_MS) throw this.#failure.error;
    this.#loading ??= this.#options
      .load()
      .then(
        (loaded) => {
          this.#value = { loaded, at: this.#now() };
          this.#failure = null;
          return loaded;
        },
        (error: unknown) => {
          this.#failure = { error, at: this.#now() };
          throw error;
        },
      )
      .finally(() => {
        this.#loading = null;
      });
    return this.#loading;
  }

  #now(): number {
    return this.#options.now().getTime();
  }
}
