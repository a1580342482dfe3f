import { type Rendered, renderMarkdown } from '../markdown/render.js';

const MOST_CHARACTERS = 20_000_000;
/** A page of long posts may take seconds altogether: so often everybody else gets a turn, in milliseconds. */
const SLICE_MS = 25;

/** Renders Markdown once for each text while there is room: posts are read far more often than written. */
export class Renderer {
  readonly #kept = new Map<string, Promise<Rendered>>();
  #characters = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #sliceEnds = 0;
  readonly #imageOrigins: ReadonlySet<string>;

  constructor(imageOrigins: readonly string[] = []) {
    this.#imageOrigins = new Set(imageOrigins);
  }

  render(markdown: string): Promise<Rendered> {
    const kept = this.#kept.get(markdown);
    if (kept) return kept;
    if (this.#characters > MOST_CHARACTERS) {
      this.#kept.clear();
      this.#characters = 0;
    }
    const rendering = this.renderOnce(markdown);
    this.#kept.set(markdown, rendering);
    rendering.then(
      ({ html }) => {
        this.#characters += markdown.length + html.length;
      },
      () => this.#kept.delete(markdown),
    );
    return rendering;
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
