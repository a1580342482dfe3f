import type { CallOptions, Page, PageRequest } from '../operations/call.js';

/** In what role somebody asked: the first of theirs that may. `system`: who runs copkit, or a job. */
export type AskingRole = 'facilitator' | 'steward' | 'sponsor' | 'admin' | 'system';

/**
 * What was asked of a community's data on a day, in a role. Who asked is not kept; a role that one person has says it
 * all the same.
 */
export interface LedgerEntry {
  /** `YYYY-MM-DD`, in UTC. */
  readonly day: string;
  readonly role: AskingRole;
  /** The operation, such as `metrics.get`; of what left the store, `export` or `report`. */
  readonly question: string;
  /** The metric, view, series or survey that it was about, or the format of an export; `null` where it is always the same. */
  readonly about: string | null;
  /** The window that was asked for, such as `2025-Q3`; `null` where there is none. */
  readonly window: string | null;
  /** Whatever else was said, such as `by=unit topic=Bearings`; `null` for nothing. */
  readonly narrowed: string | null;
  /** How often. */
  readonly count: number;
  /** Figures that were given, kept back because of too few people, and not there for want of records. */
  readonly given: number;
  readonly suppressed: number;
  readonly insufficient: number;
}

/** Members see what the organisation asks of their community's data. */
export interface LedgerApi {
  /**
   * To every member: what was asked, the latest day first. What another process was asked in the last seconds may not
   * stand there yet.
   */
  list(input: { communityId: string } & PageRequest, options?: CallOptions): Promise<Page<LedgerEntry>>;
}

/** What only who runs copkit may do: `cop.system({ name }).ledgerOffice`. */
export interface LedgerOfficeApi {
  /** Notes that something of a community's data left the store: an export, or a report, in a format. */
  note(
    input: { communityId: string; question: 'export' | 'report'; about: string; window?: string },
    options?: CallOptions,
  ): Promise<{ noted: true }>;
}

declare module '../copkit.js' {
  interface SystemApi {
    readonly ledgerOffice: LedgerOfficeApi;
  }
}
