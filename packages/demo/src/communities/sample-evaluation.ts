import type { LifeStage, MentoringEnd, RealistVerdict, StoryCycle } from '@copkit/core/evaluation';
import type { Moment, Who } from './sample.js';

/** Somebody who is willing to mentor. */
export interface SampleMentor {
  readonly who: Who;
  readonly at: Moment;
  readonly topics: readonly string[];
  readonly note?: string;
}

/** What a community expects people to come to master. */
export interface SampleMilestone {
  readonly title: string;
  readonly description: string;
  readonly topic: string;
}

/** Who asked for a mentor, and how it went. When they met, and what was mastered when, is left to chance. */
export interface SampleMentoring {
  readonly mentee: Who;
  readonly asked: Moment;
  readonly topic: string;
  readonly goals: string;
  /** Nobody has been found where absent. */
  readonly mentor?: Who;
  /** They asked for this mentor and nobody else, who said no where it was declined. */
  readonly wished?: 'accepted' | 'declined';
  /** Ended before it was through; completed, or still running, where absent. */
  readonly endedEarly?: Exclude<MentoringEnd, 'left-community'>;
}

export interface SampleIdea {
  readonly key: string;
  readonly by: Who;
  readonly at: Moment;
  readonly title: string;
  readonly body: string;
  readonly topics: readonly string[];
  readonly problems: readonly string[];
  /** Key of the thread where it came up. */
  readonly thread?: string;
  readonly approvedBy: readonly Who[];
  readonly decided?: {
    readonly by: Who;
    readonly at: Moment;
    readonly outcome: 'graduated' | 'declined';
    readonly reason?: string;
  };
  readonly implemented?: { readonly by: Who; readonly at: Moment; readonly what: string; readonly where: string };
}

export interface SampleStory {
  readonly key: string;
  readonly by: Who;
  readonly at: Moment;
  readonly title: string;
  readonly topics: readonly string[];
  /** `evidence`: keys of threads, `practice/…`, `practice/…/adoption/…`, or `series`. */
  readonly steps: readonly {
    readonly cycle: StoryCycle;
    readonly text: string;
    readonly evidence?: readonly string[];
  }[];
  readonly confirmedBy: readonly { readonly who: Who; readonly at: Moment; readonly note?: string }[];
  /** Its author agrees then; waits for those who were asked, or for its author, where absent. */
  readonly published?: Moment;
}

export interface SampleRecord {
  readonly by: Who;
  readonly at: Moment;
  readonly context: readonly string[];
  readonly resource: string;
  readonly reasoning: string;
  readonly outcome: string;
  readonly evidence: readonly string[];
  readonly verdict: RealistVerdict;
  readonly theoryVersion: string;
}

export interface SampleDecision {
  readonly by: Who;
  readonly at: Moment;
  readonly stage: LifeStage;
  readonly reason: string;
}

export interface SampleTarget {
  readonly by: Who;
  readonly at: Moment;
  readonly stage: LifeStage;
  readonly metric: string;
  readonly target: number;
  readonly direction: 'at-least' | 'at-most';
  readonly owner: Who;
  /** Days from `at` on. */
  readonly dueIn: number;
}

/** What people say of a community that its log cannot say. */
export interface SampleEvaluation {
  readonly mentors: readonly SampleMentor[];
  readonly milestones: readonly SampleMilestone[];
  readonly mentorings: readonly SampleMentoring[];
  readonly ideas: readonly SampleIdea[];
  readonly stories: readonly SampleStory[];
  readonly records: readonly SampleRecord[];
  readonly decisions: readonly SampleDecision[];
  readonly targets: readonly SampleTarget[];
  /** First days of the surveys that it asked its members, each of every questionnaire. */
  readonly surveys: readonly Moment[];
}
