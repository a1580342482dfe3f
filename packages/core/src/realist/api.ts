import type { CallOptions } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';

export type RealistVerdict = 'supports' | 'refutes' | 'refines';

/** What was seen to work, for whom, in what circumstances, and why (Pawson & Tilley 1997). */
export interface CmoText {
  /** Circumstances, the network among them (Ranmuthugala et al. 2011). */
  readonly context: readonly string[];
  /** What was offered, and how people reasoned about it. */
  readonly mechanism: { readonly resource: string; readonly reasoning: string };
  readonly outcome: string;
  /** Ids of things in the community, addresses or references. */
  readonly evidence: readonly string[];
  readonly verdict: RealistVerdict;
  /** Of the theory that is tested, such as "2". */
  readonly theoryVersion: string;
}

export interface CmoConfiguration extends CmoText {
  readonly id: string;
  readonly communityId: string;
  readonly by: PersonCard;
  readonly at: string;
  readonly revisedAt: string | null;
  /** What it lacks; it counts in no verdict until nothing is missing. */
  readonly missing: readonly ('context' | 'resource' | 'reasoning' | 'outcome' | 'evidence' | 'theoryVersion')[];
}

/** A table, not a score: verdicts of different versions are not added up. */
export interface CmoTable {
  /** The newest first. */
  readonly rows: readonly CmoConfiguration[];
  /** Of complete records, by version of the theory in the order of the versions. */
  readonly verdicts: readonly {
    readonly theoryVersion: string;
    readonly supports: number;
    readonly refutes: number;
    readonly refines: number;
  }[];
}

export interface RealistApi {
  record(input: { communityId: string } & CmoText, options?: CallOptions): Promise<CmoConfiguration>;
  revise(input: { recordId: string } & CmoText, options?: CallOptions): Promise<CmoConfiguration>;
  remove(input: { recordId: string }, options?: CallOptions): Promise<{ readonly recordId: string }>;
  getTable(input: { communityId: string; theoryVersion?: string }, options?: CallOptions): Promise<CmoTable>;
}
