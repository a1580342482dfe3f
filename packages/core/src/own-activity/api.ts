import type { Verb } from '../activity/records.js';
import type { CallOptions } from '../operations/call.js';

/** What somebody did in a community, for their own eyes: nobody else may ask, of whatever role. */
export interface OwnActivity {
  /** How often each thing was done since the beginning, the most frequent first. */
  readonly acts: readonly { readonly verb: Verb; readonly count: number }[];
  /** The last twelve months with an act of theirs, `YYYY-MM` in UTC, the latest first. */
  readonly months: readonly { readonly month: string; readonly count: number }[];
  /** The last acts, the latest first. */
  readonly latest: readonly {
    readonly verb: Verb;
    /** What it was done to: the id of a thread, a reply, a practice and the like. */
    readonly objectId: string;
    /** ISO 8601. */
    readonly at: string;
  }[];
}

export interface OwnActivityApi {
  /** What the log of the community has of the actor. All that is kept about them is in `privacy.getMine`. */
  get(input: { communityId: string }, options?: CallOptions): Promise<OwnActivity>;
}
