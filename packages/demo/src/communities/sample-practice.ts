import type { BenefitHours, PracticeKind, SubjectInput } from '@copkit/core';
import type { Moment, Who } from './sample.js';

interface SampleText {
  readonly title: string;
  readonly context: string;
  readonly problem: string;
  readonly steps: readonly string[];
}

/** What a unit does with a practice; the unit is that of who says so. */
export interface SampleAdoption {
  readonly by: Who;
  readonly considered?: Moment;
  readonly tried?: Moment;
  readonly adopted?: Moment;
  /** Key of the unit's own adaptation, or that it adapted without writing one. */
  readonly adapted?: string | true;
  readonly sustained?: Moment;
  /** Each time to the version that is current then. */
  readonly upgraded?: readonly Moment[];
  readonly abandoned?: { readonly at: Moment; readonly reason: string };
  readonly benefit?: {
    readonly at: Moment;
    readonly hours: BenefitHours;
    readonly note: string;
    readonly corroborated?: { readonly by: Who; readonly at: Moment };
  };
}

/** A unit's adaptation. What is not said is as in the practice. */
export interface SampleFork extends Partial<SampleText> {
  readonly key: string;
  readonly by: Who;
  readonly at: Moment;
  readonly note: string;
  /** Where whoever wrote it may not publish. */
  readonly approved?: { readonly by: Who; readonly at: Moment };
  readonly offered?: { readonly at: Moment; readonly note: string };
  readonly merged?: { readonly by: Who; readonly at: Moment };
}

export interface SamplePractice extends SampleText {
  readonly key: string;
  readonly kind?: PracticeKind;
  readonly by: Who;
  readonly at: Moment;
  /** Path of the accepted answer it is made of, such as `third-seal-knock/1`. */
  readonly answer?: string;
  readonly topics: readonly string[];
  readonly subjects?: readonly SubjectInput[];
  readonly steward: Who;
  /** Days from its publication until it is looked at again. */
  readonly reviewIn?: number;
  /** Where whoever wrote it may not publish. */
  readonly approved?: { readonly by: Who; readonly at: Moment };
  readonly revised?: readonly ({
    readonly by: Who;
    readonly at: Moment;
    readonly note: string;
  } & Partial<SampleText>)[];
  readonly confirmed?: readonly {
    readonly by: Who;
    readonly at: Moment;
    readonly note: string;
    readonly reviewIn?: number;
  }[];
  /** Key of the practice that takes its place. */
  readonly superseded?: { readonly by: Who; readonly at: Moment; readonly practice: string };
  readonly forks?: readonly SampleFork[];
  readonly adoptions?: readonly SampleAdoption[];
}
