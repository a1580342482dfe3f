import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Messages } from '../locale/messages.js';
import type { PostsInView } from './posts-in-view.js';

/** New replies further down than the window shows, oldest first, with the way to them. */
export class Unseen {
  #ids: readonly string[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly posts: PostsInView,
  ) {}

  add(ids: readonly string[]): void {
    this.#put([...new Set([...this.#ids, ...ids.filter((id) => this.posts.isBelow(id))])]);
  }

  clear(): void {
    this.#put([]);
  }

  render(t: Messages): TemplateResult | typeof nothing {
    return this.#ids.length === 0
      ? nothing
      : html`<div class="arrived">
          <button type="button" class="button primary" part="button" @click=${this.#show}
            >${t.newReplies(this.#ids.length)}</button
          >
        </div>`;
  }

  #show = (): void => {
    const [first] = this.#ids;
    this.clear();
    if (first) this.posts.reveal(first);
  };

  #put(ids: readonly string[]): void {
    this.#ids = ids;
    this.host.requestUpdate();
  }
}
