/**
 * Texts of a part of the elements in every language of ours, apart from the messages that all elements share. English is
 * there from the start; other languages load when an element first speaks them.
 */
export class Catalog<Texts> {
  readonly #loaded: Map<string, Texts>;

  constructor(
    private readonly english: Texts,
    private readonly loaders: Readonly<Record<string, () => Promise<Texts>>>,
  ) {
    this.#loaded = new Map([['en', english]]);
  }

  /** These texts and more. */
  with<More>(english: More, loaders: Readonly<Record<string, () => Promise<More>>>): Catalog<Texts & More> {
    const both = Object.entries(this.loaders).map(([language, load]) => [
      language,
      async () => ({ ...(await load()), ...((await loaders[language]?.()) ?? english) }),
    ]);
    return new Catalog<Texts & More>({ ...this.english, ...english }, Object.fromEntries(both));
  }

  /** What is there in a language; in English while it is not. */
  in(language: string): Texts {
    return this.#loaded.get(language) ?? this.english;
  }

  /** Resolves when `in` speaks the language as well as it ever will; `null` where it does so already. */
  load(language: string): Promise<void> | null {
    const loader = this.loaders[language];
    if (!loader || this.#loaded.has(language)) return null;
    return loader().then(
      (texts) => void this.#loaded.set(language, texts),
      // English is better than nothing.
      (error: unknown) => console.error(error),
    );
  }
}
