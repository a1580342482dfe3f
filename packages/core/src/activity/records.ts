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
] as const;
/** Those of an extension say whose, as `polls.vote`. */
export type Verb = (typeof verbs)[number] | `${string}.${string}`;

/** How it happened: the medium, not the tool. */
export type Channel = 'text' | 'audio' | 'video' | 'face-to-face';
export type Origin = 'live' | 'imported' | 'generated';

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
  review: { outcome: string };
  pin: { on: boolean };
  lock: { on: boolean };
  charter: { fields: readonly string[] };
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
