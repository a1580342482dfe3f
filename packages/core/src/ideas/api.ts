import type { CallOptions, Page, PageRequest } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { TopicRef } from '../topics/api.js';

/**
 * - `submitted` it is there
 * - `discussed` a thread is about it
 * - `graduated` a facilitator or sponsor decided that it shall be done
 * - `implemented` it was done, and it is said what and where
 * - `declined` it was decided against, with a reason
 * - `withdrawn` its author took it back before anything was decided
 */
export type IdeaState = 'submitted' | 'discussed' | 'graduated' | 'implemented' | 'declined' | 'withdrawn';

export interface Idea {
  readonly id: string;
  readonly communityId: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly author: PersonCard;
  readonly at: string;
  readonly state: IdeaState;
  readonly topics: readonly TopicRef[];
  /** Problems it is about, in a few words each, the same for all ideas about one. */
  readonly problems: readonly string[];
  /** Where it came up. */
  readonly originThreadId: string | null;
  /** Where it is discussed. */
  readonly threadId: string | null;
  /** How many approve of it; nobody is told who. */
  readonly approvals: number;
  /** The actor approves of it. */
  readonly mine: boolean;
  readonly decision: { readonly by: PersonCard; readonly at: string; readonly reason: string | null } | null;
  readonly implementation: Implementation | null;
  /** What the actor may do: names of operations, without `ideas.`. */
  readonly may: readonly string[];
}

/** What became of an idea. */
export interface Implementation {
  /** What there is now that was not there before. */
  readonly what: string;
  /** Where: a unit, a product, a site. */
  readonly where: string;
  /** Since when, `YYYY-MM-DD`. */
  readonly day: string;
  readonly by: PersonCard;
}

type OfIdea = { ideaId: string };

export interface IdeasApi {
  /**
   * Puts an idea forward; `threadId`: the thread in which it came up. At most 5 topics and 5 problems.
   * @throws `not-found` for a thread that is not there to be read.
   */
  submit(
    input: {
      communityId: string;
      title: string;
      body: string;
      threadId?: string;
      topics?: readonly string[];
      problems?: readonly string[];
    },
    options?: CallOptions,
  ): Promise<Idea>;
  /** Links the thread of this community in which it is discussed. */
  discuss(input: OfIdea & { threadId: string }, options?: CallOptions): Promise<Idea>;
  /** Approves of it or takes that back; once per person, until it is decided. */
  vote(input: OfIdea & { approve: boolean }, options?: CallOptions): Promise<Idea>;
  /** `declined` needs a reason. Decides while nothing is implemented; the author is told. */
  decide(input: OfIdea & { outcome: 'graduated' | 'declined'; reason?: string }, options?: CallOptions): Promise<Idea>;
  /** It was done: by its author or those who decide, after it graduated. `day`: `YYYY-MM-DD`, not in the future. */
  implement(input: OfIdea & { what: string; where: string; day: string }, options?: CallOptions): Promise<Idea>;
  /** The author takes it back, until it is decided. Its text goes. */
  withdraw(input: OfIdea, options?: CallOptions): Promise<{ readonly ideaId: string }>;
  get(input: OfIdea, options?: CallOptions): Promise<Idea>;
  /** By when they came, the newest first, or by approvals. Withdrawn ones are left out. */
  list(
    input: { communityId: string; state?: Exclude<IdeaState, 'withdrawn'>; sort?: 'newest' | 'approved' } & PageRequest,
    options?: CallOptions,
  ): Promise<Page<Idea>>;
  /** The problems that ideas of the community are about, the most frequent first, for whoever tags another. */
  listProblems(
    input: { communityId: string },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly { readonly problem: string; readonly ideas: number }[] }>;
}
