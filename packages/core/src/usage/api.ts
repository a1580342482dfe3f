import type { CallOptions } from '../operations/call.js';

export interface UsageApi {
  /**
   * In how many units a post or practice was read within the last 400 days. `null` below 3, so that nobody can tell
   * who it was.
   */
  countUnits(input: { objectId: string }, options?: CallOptions): Promise<{ readonly units: number | null }>;
}
