import type { CopkitApi } from '@copkit/core';
import type { ValueMatrixView } from '@copkit/core/evaluation';
import { property } from 'lit/decorators.js';
import { offered } from '../experts/offered.js';
import type { Brief } from '../figure/brief.js';
import { RecordsElement } from '../records/element.js';

/** What is shown. */
export interface Matrix {
  readonly view: ValueMatrixView;
  readonly brief: Brief;
}

/**
 * @summary The value-creation matrix: cycle by cycle from what happened to what counts as success, what is measured
 * beside the stories that are told. Never summed, and never to money.
 *
 * For facilitators and sponsors.
 *
 * @tag cop-value-matrix
 * @slot heading - A heading above it; none where absent.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart label - What it is called.
 * @csspart table - The table.
 * @csspart field - The choice of a window.
 * @csspart button - The button that saves it.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 */
export class CopValueMatrix extends RecordsElement<Matrix> {
  /** The window of the calendar: `all`, `2025`, `2025-Q3` or `2025-08`; the last quarter that is out where absent. */
  @property({ reflect: true }) window: string | null = null;

  protected override get asked(): string | null {
    return this.window;
  }

  protected override ask(window: string): void {
    this.window = window;
  }

  protected override async read(
    api: CopkitApi,
    communityId: string,
    window: string,
    signal: AbortSignal,
  ): Promise<Matrix | null> {
    const [view, { loadBrief }] = await Promise.all([
      offered(api, 'stories.getMatrix', () => api.stories?.getMatrix({ communityId, window }, { signal })),
      import('../figure/brief.js'),
    ]);
    return view && { view, brief: await loadBrief(api, this.locale, signal) };
  }

  protected override telling() {
    return import('./content.js');
  }
}
