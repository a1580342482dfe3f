import type { CallOptions, Page, PageRequest } from '../operations/call.js';

/** `considering` → `trial` → `adopted` → `sustained` (not before 90 days); `abandoned` from any. */
export type AdoptionState = 'considering' | 'trial' | 'adopted' | 'sustained' | 'abandoned';
export type AdoptionMode = 'asIs' | 'adapted';

/** Hours that a unit saves in a year: an estimate, and between what it surely lies. */
export interface BenefitHours {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

export interface Benefit {
  readonly hours: BenefitHours;
  readonly note: string | null;
  readonly at: string;
  /** When somebody else confirmed it. */
  readonly corroboratedAt: string | null;
}

/** What a unit does with a practice. Speaks of units, never of persons. */
export interface Adoption {
  readonly id: string;
  readonly practiceId: string;
  readonly practiceTitle: string;
  readonly unit: { readonly id: string; readonly name: string };
  /** The version that the unit works by, and whether there is a newer one. */
  readonly version: number;
  readonly outdated: boolean;
  readonly state: AdoptionState;
  /** `null` before it is adopted. */
  readonly mode: AdoptionMode | null;
  /** The unit's own adaptation, where it wrote one. */
  readonly forkId: string | null;
  readonly consideredAt: string;
  readonly triedAt: string | null;
  readonly adoptedAt: string | null;
  readonly sustainedAt: string | null;
  /** The day from which on it counts as sustained, `YYYY-MM-DD`. */
  readonly sustainableFrom: string | null;
  readonly abandonedAt: string | null;
  readonly abandonReason: string | null;
  readonly benefit: Benefit | null;
  /** Names of the operations on it that the actor may call now, such as `adoptions.advance`. */
  readonly may: readonly string[];
}

type OnAdoption = { adoptionId: string };
/** `mode`: `asIs` where neither it nor a fork is named. `forkId`: the unit's own fork of the practice. */
type Adopted = { mode?: AdoptionMode; forkId?: string };

export interface AdoptionsApi {
  /**
   * For the actor's unit, which has one adoption of a practice. `state` is `adopted` where absent; `version` the one
   * that was read. `conflict`, naming what to adopt, for an old version or what was superseded.
   */
  adopt(
    input: { practiceId: string; version?: number; state?: 'considering' | 'trial' | 'adopted' } & Adopted,
    options?: CallOptions,
  ): Promise<Adoption>;
  advance(
    input: OnAdoption & { to: 'trial' | 'adopted' | 'sustained' } & Adopted,
    options?: CallOptions,
  ): Promise<Adoption>;
  abandon(input: OnAdoption & { reason?: string }, options?: CallOptions): Promise<Adoption>;
  /** To the current version, or to another way of working by it. */
  upgrade(input: OnAdoption & Adopted, options?: CallOptions): Promise<Adoption>;
  /** Replaces an earlier claim of the unit. */
  claimBenefit(input: OnAdoption & { hours: BenefitHours; note?: string }, options?: CallOptions): Promise<Adoption>;
  /** By somebody else than who claimed it. */
  corroborate(input: OnAdoption, options?: CallOptions): Promise<Adoption>;
  get(input: OnAdoption, options?: CallOptions): Promise<Adoption>;
  /** Of a practice the oldest first; of a community the last changed first. */
  list(
    input: ({ practiceId: string } | { communityId: string }) & { state?: AdoptionState; unit?: string } & PageRequest,
    options?: CallOptions,
  ): Promise<Page<Adoption>>;
}
