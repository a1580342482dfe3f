import type { CopkitApi } from '@copkit/core';
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Messages } from '../locale/messages.js';
import { sanitized, unsanitized } from '../post-html.js';

/** What a text will look like, kept up to date while it is shown. */
export class Preview implements ReactiveController {
  shown = false;
  #html: string | null = null;
  #asked: AbortController | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#asked?.abort();
  }

  hide(): void {
    this.shown = false;
    this.#html = null;
    this.host.requestUpdate();
  }

  /** Shows the text, as it is stored. */
  async show(api: CopkitApi | null | undefined, body: string): Promise<void> {
    this.shown = true;
    this.host.requestUpdate();
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    try {
      const preview = body.trim() ? await api?.threads.preview({ body }, { signal: asked.signal }) : null;
      if (asked !== this.#asked || !this.shown) return;
      this.#html = preview?.html ?? null;
      this.host.requestUpdate();
    } catch {
      // The next keystroke asks again.
    }
  }

  render(t: Messages): TemplateResult {
    return this.#html === null
      ? html`<section class="preview" part="preview" aria-label=${t.preview}>${t.previewEmpty}</section>`
      : html`<section class="preview prose" part="preview" aria-label=${t.preview} dir="auto" ${sanitized(this.#html)}
          >${unsanitized(this.#html)}</section
        >`;
  }
}
