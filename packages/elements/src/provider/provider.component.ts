import { connect } from '@copkit/client';
import type { CopkitApi, Problem } from '@copkit/core';
import { ContextProvider } from '@lit/context';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { apiContext } from '../api-context.js';
import { VERSION } from '../version.js';
import { tokenFrom } from './token.js';

type Connection = ReturnType<typeof connect>;
type Debugger = import('../diagnosis/debugger.js').Debugger;

/**
 * @summary Connects the copkit elements inside it with a server, or with an API given as a property.
 *
 * The nearest provider wins, so a page can hold several. It has no box of its own.
 *
 * @tag cop-provider
 * @slot - The page's content with the elements.
 * @csspart debug - The panel that says what is wrong, with `debug`.
 */
export class CopProvider extends LitElement {
  static readonly version = VERSION;
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  /** Where the copkit server answers, such as `/copkit`. */
  @property() url: string | null = null;

  /** Where the host hands out a token for the person who is signed in. Not needed where a cookie does it. */
  @property({ attribute: 'token-url' }) tokenUrl: string | null = null;

  /** `include` where a cookie signs on and the server is on another origin, which has to allow this page's. */
  @property() credentials: 'include' | 'omit' | 'same-origin' | null = null;

  /** The token, or how to get one. Wins over `token-url`. */
  @property({ attribute: false }) token: string | (() => Promise<string>) | undefined;

  /** The API to provide instead of a server's: `cop.as(identity)`, or what `connect` returned. */
  @property({ attribute: false }) api: CopkitApi | undefined;

  /** Shows on the page what is wrong when nothing appears. For developers. */
  @property({ type: Boolean }) debug = false;

  @state() private debugger: Debugger | null = null;

  readonly #provider = new ContextProvider(this, { context: apiContext, initialValue: null });
  #connection: Connection | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Back on the page after a move: the connection was closed on the way.
    if (this.hasUpdated && this.url && !this.#connection) this.requestUpdate('url');
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('debug') && this.debug && !this.debugger) void this.#startDebugger();
    if (['url', 'tokenUrl', 'credentials', 'token', 'api'].some((name) => changed.has(name)) || !this.hasUpdated)
      this.#provide();
  }

  protected override render(): TemplateResult {
    return html`${this.debug ? this.debugger?.render() : nothing}<slot></slot>`;
  }

  async #startDebugger(): Promise<void> {
    let problem: Problem | null = null;
    const failed = (event: HTMLElementEventMap['cop-error']): void => {
      problem = event.detail.problem;
    };
    // The first calls may fail before it is loaded.
    this.addEventListener('cop-error', failed);
    const { Debugger } = await import('../diagnosis/debugger.js');
    this.removeEventListener('cop-error', failed);
    this.debugger ??= new Debugger(this, problem);
  }

  #provide(): void {
    this.#close();
    if (!this.api && this.url !== null) {
      const { credentials, token, tokenUrl } = this;
      const given = token ?? (tokenUrl === null ? undefined : () => tokenFrom(tokenUrl, fetch));
      this.#connection = connect({
        url: this.url,
        ...(given === undefined ? {} : { token: given }),
        ...(credentials && { credentials }),
      });
    }
    this.#provider.setValue(this.api ?? this.#connection);
    this.debugger?.run();
  }

  #close(): void {
    this.#connection?.close();
    this.#connection = null;
  }
}
