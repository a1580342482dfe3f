import { plainText, type Rendered, renderMarkdown } from '../markdown/render.js';

const MOST_CHARACTERS = 20_000_000;
const MOST_PLAIN = 5_000_000;
/** A page of long posts may take seconds altogether: so often everybody else gets a turn, in milliseconds. */
const SLICE_MS = 25;

/** What was made of texts, while there is room. */
class Kept<T> {
  readonly #made = new Map<string, Promise<T>>();
  #characters = 0;

  constructor(
    readonly most: number,
    readonly lengthOf: (made: T) => number,
  ) {}

  of(text: string, make: () => Promise<T>): Promise<T> {
    const kept = this.#made.get(text);
    if (kept) return kept;
    if (this.#characters > this.most) {
      this.#made.clear();
      this.#characters = 0;
    }
    const making = make();
    this.#made.set(text, making);
    making.then(
      (made) => {
        this.#characters += text.length + this.lengthOf(made);
      },
      () => this.#made.delete(text),
    );
    return making;
  }
}

/** Renders Markdown once for each text while there is room: posts are read far more often than written. */
export class Renderer {
  readonly #rendered = new Kept<Rendered>(MOST_CHARACTERS, ({ html }) => html.length);
  readonly #plain = new Kept<string>(MOST_PLAIN, ({ length }) => length);
  #turn: Promise<unknown> = Promise.resolve();
  #sliceEnds = 0;
  readonly #imageOrigins: ReadonlySet<string>;

  constructor(imageOrigins: readonly string[] = []) {
    this.#imageOrigins = new Set(imageOrigins);
  }

  render(markdown: string): Promise<Rendered> {
    return this.#rendered.of(markdown, () => this.renderOnce(markdown));
  }

  /** The text alone, see {@link plainText}. */
  plain(markdown: string): Promise<string> {
    return this.#plain.of(markdown, () => plainText(markdown));
  }

  /** For a text that nobody will ask for again, such as a preview. */
  renderOnce(markdown: string): Promise<Rendered> {
    const rendering = this.#turn.then(() => this.#pause()).then(() => renderMarkdown(markdown, this.#imageOrigins));
    this.#turn = rendering.catch(() => {});
    return rendering;
  }

  async #pause(): Promise<void> {
    if (Date.now() < this.#sliceEnds) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.#sliceEnds = Date.now() + SLICE_MS;
  }
}
