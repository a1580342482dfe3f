import type { CopkitApi } from '@copkit/core';
import type { CmoTable } from '@copkit/core/evaluation';
import { offered } from '../experts/offered.js';
import { RecordsElement } from '../records/element.js';

/**
 * @summary What was seen to work, for whom, in what circumstances and why: context, mechanism and outcome of each record,
 * with what it says of the theory. A table and not a score.
 *
 * For facilitators and sponsors.
 *
 * @tag cop-realist-table
 * @slot heading - A heading above it; none where absent.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart label - What it is called.
 * @csspart table - The table.
 * @csspart button - The button that saves it.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 */
export class CopRealistTable extends RecordsElement<CmoTable> {
  protected override read(
    api: CopkitApi,
    communityId: string,
    _window: string,
    signal: AbortSignal,
  ): Promise<CmoTable | null> {
    return offered(api, 'realist.getTable', () => api.realist?.getTable({ communityId }, { signal }));
  }

  protected override telling() {
    return import('./content.js');
  }
}
