import type { MetricResult } from '../metrics/api.js';
import type { CallOptions } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';

/** Of Wenger, McDermott & Snyder 2002. */
export type LifeStage = 'potential' | 'coalescing' | 'maturing' | 'stewardship' | 'transformation';

export interface StageLabels {
  readonly stage: LifeStage;
  /** As in Wenger, McDermott & Snyder 2002. */
  readonly label2002: string;
  /** As in Wenger 1998. */
  readonly label1998: string;
}

/** Something that speaks for a stage. */
export interface StageSign {
  readonly name: string;
  /** `unknown`: not measured, or too few people stand behind it. */
  readonly holds: 'yes' | 'no' | 'unknown';
}

/** What the log suggests; the decision is somebody's, and is kept apart. */
export interface StageSuggestion {
  /** `null`: no stage held in two quarters in a row. */
  readonly stage: StageLabels | null;
  /** The quarter whose end it speaks of, such as `2025-Q3`; `null` before there are two. */
  readonly quarter: string | null;
  /** For each stage, of that quarter. */
  readonly evidence: readonly { readonly stage: LifeStage; readonly signs: readonly StageSign[] }[];
}

export interface StageDecision {
  readonly id: string;
  readonly stage: StageLabels;
  readonly reason: string;
  readonly by: PersonCard;
  readonly at: string;
  /** What was suggested when it was decided. */
  readonly suggested: StageSuggestion;
}

/** What a community sets itself for a stage, beside what it has. */
export interface StageTarget {
  readonly id: string;
  readonly stage: LifeStage;
  /** A name of the catalogue of metrics. */
  readonly metric: string;
  readonly label: string;
  readonly target: number;
  readonly direction: 'at-least' | 'at-most';
  readonly owner: PersonCard;
  /** A day, `YYYY-MM-DD`. */
  readonly due: string;
  /** Of the last quarter that is out. */
  readonly actual: MetricResult<unknown>;
  /** The headline of the actual value; `null` unless `ok`. */
  readonly value: number | null;
  /** Target less value, or value less target where less is better; 0 where it is met; `null` where nothing is told. */
  readonly gap: number | null;
  readonly status: 'met' | 'missing' | 'overdue' | 'not-told';
}

/** Where one community stands in its life. */
export interface LifeCyclePanel {
  readonly communityId: string;
  readonly suggestion: StageSuggestion;
  /** The last one; `null` before anybody decided. */
  readonly decision: StageDecision | null;
  /** Earlier ones, the newest first. */
  readonly history: readonly StageDecision[];
  /** Of the stage that was decided, then of the others. */
  readonly targets: readonly StageTarget[];
  /** Topics that are asked about more than they are known, the widest gap first, at most ten; `null` where not told. */
  readonly gaps: readonly { readonly topicId: string; readonly label: string; readonly gap: number }[] | null;
  /** Topics that hang on one person, of all with evidence; counts only. `null` where not told. */
  readonly keyPersons: { readonly topics: number; readonly onOnePerson: number | null } | null;
}

export interface LifeCycleApi {
  /** To those who answer for the community, the same for all. */
  get(input: { communityId: string }, options?: CallOptions): Promise<LifeCyclePanel>;
  /** In which stage its people say it is, and since when; for lists of communities. `null` before anybody decided. */
  getStage(
    input: { communityId: string },
    options?: CallOptions,
  ): Promise<{ readonly stage: StageLabels | null; readonly since: string | null }>;
  /** Says in which stage the community is and why; also another than is suggested, also an earlier one. */
  decide(
    input: { communityId: string; stage: LifeStage; reason: string },
    options?: CallOptions,
  ): Promise<LifeCyclePanel>;
  /** One target of a metric for a stage; another one takes its place. `owner`: a member, who is told. */
  setTarget(
    input: {
      communityId: string;
      stage: LifeStage;
      metric: string;
      target: number;
      direction?: 'at-least' | 'at-most';
      ownerId: string;
      due: string;
    },
    options?: CallOptions,
  ): Promise<StageTarget>;
  removeTarget(input: { targetId: string }, options?: CallOptions): Promise<{ readonly targetId: string }>;
}
