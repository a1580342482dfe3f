import type { CopkitApi } from '@copkit/core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What a text will look like, kept up to date while it is shown. */
export class Preview implements ReactiveController {
  shown = false;
  /** The text as HTML; `null` while there is none. */
  html: string | null = null;
  #asked: AbortController | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#asked?.abort();
  }

  hide(): void {
    this.shown = false;
    this.html = null;
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
      this.html = preview?.html ?? null;
      this.host.requestUpdate();
    } catch {
      // The next keystroke asks again.
    }
  }
}
