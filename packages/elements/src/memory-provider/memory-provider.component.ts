import type { Copkit, CopkitApi } from '@copkit/core';
import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { apiContext } from '../api-context.js';
import { VERSION } from '../version.js';

/**
 * @summary Provides a community that lives in the page itself, or with `database` in the browser, without a server.
 *
 * @tag cop-memory-provider
 * @slot - The page's content with the elements.
 */
export class CopMemoryProvider extends LitElement {
  static readonly version = VERSION;
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  /** The host's id of whoever uses the page. */
  @property({ attribute: 'person-id' }) personId = 'demo';

  /** The person's name. */
  @property({ attribute: 'person-name' }) personName = 'Demo';

  /** The person's organisation unit. */
  @property({ attribute: 'person-unit' }) personUnit: string | null = null;

  /** Whether the person may manage people, units and topics. */
  @property({ type: Boolean }) admin = false;

  /** Name of an IndexedDB database that keeps the community, shared by the tabs of the site. */
  @property() database: string | null = null;

  /** Fills an empty community. */
  @property({ attribute: false }) seed: ((cop: Copkit) => Promise<void>) | undefined;

  readonly #provider = new ContextProvider(this, { context: apiContext, initialValue: null });
  #opening: Promise<Copkit> | null = null;
  #opened: string | null = null;

  /** The API of the person, once the store is open. */
  get api(): CopkitApi | null {
    return this.#provider.value;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override updated(_changed: PropertyValues): void {
    if (this.isConnected) void this.#provide();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  async #provide(): Promise<void> {
    const { database, personId, personName, personUnit, admin } = this;
    if (!this.#opening || this.#opened !== database) {
      this.#close();
      this.#opened = database;
      this.#opening = this.#open(database);
    }
    const opening = this.#opening;
    const cop = await opening;
    if (opening !== this.#opening) return;
    const identity = { hostId: personId, name: personName, admin, ...(personUnit && { unit: personUnit }) };
    this.#provider.setValue(cop.as(identity));
  }

  async #open(database: string | null): Promise<Copkit> {
    const [{ createCopkit }, { evaluation }, { expertise }, storage] = await Promise.all([
      import('@copkit/core'),
      import('@copkit/core/evaluation'),
      import('@copkit/core/expertise'),
      database === null
        ? import('@copkit/storage').then(({ memory }) => memory())
        : import('@copkit/storage-idb').then(({ idb }) => idb(database)),
    ]);
    const cop = await createCopkit({ storage, extensions: [expertise(), evaluation()] });
    if (this.seed && (await cop.stats()).communities === 0) await this.seed(cop);
    return cop;
  }

  #close(): void {
    const opening = this.#opening;
    this.#opening = null;
    this.#provider.setValue(null);
    void opening?.then((cop) => cop.close());
  }
}
