import * as z from 'zod';
import { collection } from '../store/collection.js';

export const verbs = [
  'join',
  'request',
  'approve',
  'decline',
  'invite',
  'refuse',
  'leave',
  'remove',
  'changeRoles',
  'rest',
  'wake',
  'charter',
  'archive',
  'unarchive',
  'ask',
  'start',
  'answer',
  'reply',
  'accept',
  'unaccept',
  'rate',
  'unrate',
  'thank',
  'revise',
  'withdraw',
  'hide',
  'restore',
  'pin',
  'lock',
  'close',
  'reopen',
  'flag',
  'review',
  'follow',
  'route',
  'escalate',
  'draft',
  'submit',
  'publish',
  'discard',
  'entrust',
  'supersede',
  'retire',
  'fork',
  'offer',
  'merge',
  'prove',
  'consider',
  'try',
  'adopt',
  'adapt',
  'sustain',
  'abandon',
  'upgrade',
  'claim',
  'corroborate',
  'changeChannel',
  'intervene',
  'rescind',
  'defineSeries',
  'importSeries',
] as const;
/** Those of an extension say whose, as `polls.vote`. */
export type Verb = (typeof verbs)[number] | `${string}.${string}`;

/** How it happened: the medium, not the tool. */
export type Channel = 'text' | 'audio' | 'video' | 'face-to-face';
export type Origin = 'live' | 'imported' | 'generated';

/** Which unit works by which version, whoever spoke for it. The object is the practice. */
interface OfAdoption {
  adoption: string;
  unit: string;
  version: number;
  mode: 'asIs' | 'adapted' | null;
}

/** The place of an invitation. */
interface OfRoute {
  round: number;
  slot: string;
}

/** Hours a year. */
interface OfBenefit extends OfAdoption {
  low: number;
  mid: number;
  high: number;
}

/** What a verb says beyond who, what and when. An extension declares what its own say. */
export interface DetailOf {
  ask: { customerWaiting: boolean };
  start: { kind: string };
  close: { reason: string; duplicateOf: string | null };
  /** `count` stands for votes that came as a total of one day, without voters. */
  rate: { kind: string; count: number };
  unrate: { kind: string };
  changeRoles: { roles: readonly string[] };
  invite: { role: string };
  flag: { reason: string };
  /** An invitation: in which round, for which of its places, and how many contributions spoke for it. */
  route: OfRoute & { reasons: number };
  /** Of an invitation; of one into a community, nothing. */
  refuse: OfRoute;
  /** A question that nobody answered goes to those who answer for the community, or to the lead of the asker's unit. */
  escalate: { to: 'facilitators' | 'lead'; round: number };
  /** Of a flag what was decided; of a practice that its review is `due`, or it is `confirmed`. */
  review: { outcome: string };
  pin: { on: boolean };
  lock: { on: boolean };
  charter: { fields: readonly string[] };
  draft: { kind: string };
  submit: { kind: string; version: number };
  /** For the first time there for everybody: `source` is the answer it was made of, `forkOf` what a unit adapted. */
  publish: { kind: string; version: number; source: string | null; forkOf: string | null; unit: string | null };
  /** Of a practice only. */
  approve: { version: number };
  revise: { version: number };
  supersede: { by: string };
  retire: { from: string };
  fork: { version: number; unit: string };
  offer: { version: number; unit: string | null };
  merge: { version: number; unit: string | null };
  /** `units`: how many sustain it now. */
  prove: { proven: boolean; version: number; units: number };
  consider: OfAdoption;
  try: OfAdoption;
  adopt: OfAdoption;
  adapt: OfAdoption;
  sustain: OfAdoption;
  abandon: OfAdoption & { from: string };
  upgrade: OfAdoption;
  claim: OfBenefit;
  corroborate: OfBenefit;
  /** The day of the change, `YYYY-MM-DD`, which may be long before it is noted. */
  changeChannel: { day: string };
  intervene: { day: string };
  /** A change that was noted is taken back. */
  rescind: { day: string };
  defineSeries: { measure: string; every: string };
  /** Rows that are new, and that say something else than before. */
  importSeries: { created: number; updated: number };
}
export type Detail<V extends Verb> = V extends keyof DetailOf
  ? DetailOf[V]
  : V extends `${string}.${string}`
    ? Readonly<Record<string, unknown>>
    : undefined;

/** One act, written in the same commit as the change it describes. */
export interface Activity<V extends Verb = Verb> {
  readonly id: string;
  /** A person id, `system`, or `null` where nobody knows who it was. */
  readonly actor: string | null;
  readonly verb: V;
  readonly object: string;
  readonly inReplyTo: string | null;
  /** Whom it is addressed to or concerns. */
  readonly target: string | null;
  readonly community: string;
  /** The actor's unit at that moment. */
  readonly unitAtEvent: string | null;
  readonly channel: Channel;
  readonly topics: readonly string[];
  readonly at: string;
  readonly recordedAt: string;
  readonly origin: Origin;
  readonly detail: Detail<V> | null;
}

export const activities = collection<Activity>({
  name: 'activity',
  home: 'community',
  audience: 'system',
  schema: z.strictObject({
    id: z.string(),
    actor: z.string().nullable(),
    verb: z.union([z.enum(verbs), z.string().regex(/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/)]),
    object: z.string(),
    inReplyTo: z.string().nullable(),
    target: z.string().nullable(),
    community: z.string(),
    unitAtEvent: z.string().nullable(),
    channel: z.enum(['text', 'audio', 'video', 'face-to-face']),
    topics: z.array(z.string()),
    at: z.string(),
    recordedAt: z.string(),
    origin: z.enum(['live', 'imported', 'generated']),
    detail: z.record(z.string(), z.unknown()).nullable(),
  }) as unknown as z.ZodType<Activity>,
  keys: (body) => [['activity', `at/${body.at}/${body.id}`]],
});
