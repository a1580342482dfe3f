import type { CopkitApi } from '@copkit/core';
import type { ReactiveControllerHost } from 'lit';
import type { Localizer } from '../locale/localizer.js';
import type { Fittings } from './form.js';

/** Loads what stands around the text, and again when the page changes its language. */
export class Fitting {
  /** `null` until it is there. */
  fittings: Fittings | null = null;
  #loading: { readonly language: string; readonly done: Promise<void> } | null = null;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement & { readonly source: CopkitApi | null | undefined },
    private readonly locale: Localizer,
    private readonly failed: (error: unknown) => void,
  ) {}

  load(): Promise<void> {
    const { language } = this.locale;
    if (this.#loading?.language !== language) this.#loading = { language, done: this.#load() };
    return this.#loading.done;
  }

  async #load(): Promise<void> {
    try {
      const [{ fittingsOf }, t] = await Promise.all([import('./fittings.js'), this.locale.actions()]);
      this.fittings = fittingsOf(this.host, t);
      this.host.requestUpdate();
    } catch (error) {
      // The next use of the field tries again.
      this.#loading = null;
      this.failed(error);
    }
  }
}
