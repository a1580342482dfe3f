import type { CopkitApi } from '@copkit/core';
import type { LifeCyclePanel } from '@copkit/core/evaluation';
import { offered } from '../experts/offered.js';
import type { Brief } from '../figure/brief.js';
import { RecordsElement } from '../records/element.js';

/** What is shown. */
export interface Life {
  readonly panel: LifeCyclePanel;
  readonly brief: Brief;
}

/**
 * @summary Where a community stands in its life: what its figures suggest, what people decided, and the targets of its
 * stage beside what it has.
 *
 * For facilitators and sponsors. The suggestion and the decision are kept apart.
 *
 * @tag cop-life-cycle
 * @slot heading - A heading above it; none where absent.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart label - What it is called.
 * @csspart stages - The stages, in their order.
 * @csspart table - The targets.
 * @csspart button - The button that saves them.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The stage.
 * @cssproperty --cop-positive - A target that is met.
 * @cssproperty --cop-danger - One that is overdue.
 */
export class CopLifeCycle extends RecordsElement<Life> {
  protected override async read(
    api: CopkitApi,
    communityId: string,
    _window: string,
    signal: AbortSignal,
  ): Promise<Life | null> {
    const [panel, { loadBrief }] = await Promise.all([
      offered(api, 'lifeCycle.get', () => api.lifeCycle?.get({ communityId }, { signal })),
      import('../figure/brief.js'),
    ]);
    return panel && { panel, brief: await loadBrief(api, this.locale, signal) };
  }

  protected override telling() {
    return import('./content.js');
  }
}
