import { type Rendered, renderMarkdown } from '../markdown/render.js';

const MOST_CHARACTERS = 20_000_000;

/** Renders Markdown once for each text while there is room: posts are read far more often than written. */
export class Renderer {
  readonly #kept = new Map<string, Promise<Rendered>>();
  #characters = 0;

  render(markdown: string): Promise<Rendered> {
    const kept = this.#kept.get(markdown);
    if (kept) return kept;
    if (this.#characters > MOST_CHARACTERS) {
      this.#kept.clear();
      this.#characters = 0;
    }
    const rendering = renderMarkdown(markdown);
    rendering.catch(() => this.#kept.delete(markdown));
    this.#kept.set(markdown, rendering);
    this.#characters += markdown.length * 2;
    return rendering;
  }
}
