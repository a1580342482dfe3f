import type {
  CloseReason,
  CommunityFields,
  FlagReason,
  ReactionKind,
  Role,
  RoutingSettings,
  SubjectInput,
  ThreadKind,
} from '@copkit/core';
import type { SampleEvaluation } from './sample-evaluation.js';
import type { SamplePractice } from './sample-practice.js';

/** A moment before the seeding: days ago and the time of day in UTC, such as `'212 07:40'`; or so long ago: `'-2:40'`. */
export type Moment = `${number} ${number}:${number}` | `-${number}:${number}`;

/** Who somebody is in these files: the host id, such as `ingrid`. */
export type Who = string;

export interface SamplePerson {
  readonly hostId: Who;
  readonly name: string;
  readonly unit?: string;
  readonly jobTitle: string;
  readonly locale?: string;
  /** How many days ago the person came to the company, where that was within the time that is told. */
  readonly since?: number;
  /** The unit before the present one, and how many days ago the person moved. */
  readonly came?: { readonly from: string; readonly daysAgo: number };
}

type Reactions = { readonly [Kind in ReactionKind]?: readonly Who[] };

/** Mentions stand in a body as `@[ingrid]`. */
interface SamplePost extends Reactions {
  readonly by: Who;
  readonly at: Moment;
  readonly body: string;
  readonly edited?: { readonly at: Moment; readonly body: string };
  readonly flagged?: { readonly by: Who; readonly at: Moment; readonly reason: FlagReason; readonly note: string };
}

export interface SampleReply extends SamplePost {
  /** In a question: a comment on the question itself instead of an answer. */
  readonly comment?: true;
  /** When the asker accepted it. */
  readonly accepted?: Moment;
  readonly withdrawn?: Moment;
  readonly replies?: readonly SampleReply[];
}

export interface SampleThread extends SamplePost {
  readonly key: string;
  readonly kind: ThreadKind;
  readonly title: string;
  readonly topics: readonly string[];
  readonly subject?: SubjectInput;
  readonly customerWaiting?: true;
  readonly pinned?: true;
  readonly locked?: Moment;
  readonly closed?: {
    readonly by: Who;
    readonly at: Moment;
    readonly reason: CloseReason;
    readonly note?: string;
    /** Key of a thread of the same community. */
    readonly duplicateOf?: string;
  };
  readonly replies?: readonly SampleReply[];
}

export interface SampleCommunity extends Omit<CommunityFields, 'sponsorId' | 'routing'> {
  readonly key: string;
  readonly name: string;
  readonly purpose: string;
  /** Its first facilitator. */
  readonly founder: Who;
  readonly founded: Moment;
  readonly sponsor?: Who;
  /** When each joined. Where the community does not let everybody in, the founder approves or invites. */
  readonly members: { readonly [who: Who]: Moment };
  readonly roles?: { readonly [who: Who]: readonly Role[] };
  /** Guests, and those whose invitation is not answered yet. */
  readonly invited?: {
    readonly [who: Who]: {
      readonly at: Moment;
      readonly as: 'member' | 'guest' | 'expert';
      readonly accepted?: Moment;
    };
  };
  readonly requests?: readonly { readonly by: Who; readonly at: Moment; readonly message: string }[];
  readonly left?: { readonly [who: Who]: Moment };
  readonly dormant?: { readonly [who: Who]: Moment };
  /** Up to when members have read; what came later is unread for those named. */
  readonly read?: { readonly [who: Who]: Moment };
  readonly drafts?: readonly {
    readonly by: Who;
    readonly at: Moment;
    /** Key of the thread that is replied to; a new thread where absent. */
    readonly thread?: string;
    readonly title?: string;
    readonly body: string;
    readonly topics?: readonly string[];
  }[];
  readonly archived?: Moment;
  /** Since when questions are put to people, and how. */
  readonly routed?: { readonly at: Moment } & Omit<RoutingSettings, 'enabled'>;
  readonly threads: readonly SampleThread[];
  readonly practices?: readonly SamplePractice[];
  readonly evaluation?: SampleEvaluation;
  /** Said in the discussion that belongs to the page of a procedure. */
  readonly pageTalk?: readonly {
    readonly by: Who;
    readonly at: Moment;
    readonly subject: SubjectInput;
    readonly body: string;
  }[];
}
