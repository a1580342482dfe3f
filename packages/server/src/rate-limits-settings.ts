import * as z from 'zod';
import { addressRange } from './sign-on/addresses.js';

/** What requests are counted as. Each counts as one of them. */
export const rateClasses = [
  'reads',
  'search',
  'writes',
  'posting',
  'exports',
  'provisioning',
  'signOnFailures',
] as const;
export type RateClass = (typeof rateClasses)[number];

/** As many requests as this within so many seconds; 0 requests: as many as they like. */
export interface Rate {
  readonly requests: number;
  readonly seconds: number;
}

/** `perActor` for one person; `perAddress` for all whom an address stands for, which may be a whole site. */
export interface ClassLimits {
  readonly perActor: Rate;
  readonly perAddress: Rate;
}

const per = (requests: number, seconds: number): Rate => ({ requests, seconds });

/** Far above what people do by hand, and what the elements do for them; well below what keeps others from working. */
export const usualRates: Readonly<Record<RateClass, ClassLimits>> = {
  reads: { perActor: per(1_200, 60), perAddress: per(60_000, 60) },
  search: { perActor: per(120, 60), perAddress: per(6_000, 60) },
  writes: { perActor: per(240, 60), perAddress: per(12_000, 60) },
  posting: { perActor: per(30, 300), perAddress: per(1_500, 300) },
  exports: { perActor: per(30, 600), perAddress: per(300, 600) },
  // A directory sends tens of requests a second while it brings everybody in.
  provisioning: { perActor: per(3_000, 60), perAddress: per(6_000, 60) },
  signOnFailures: { perActor: per(0, 60), perAddress: per(300, 60) },
};

const rate = (usual: Rate) =>
  z
    .strictObject({
      requests: z.int().min(0).max(10_000_000).default(usual.requests),
      seconds: z.int().min(1).max(86_400).default(usual.seconds),
    })
    .prefault({});

const classLimits = ({ perActor, perAddress }: ClassLimits) =>
  z.strictObject({ perActor: rate(perActor), perAddress: rate(perAddress) }).prefault({});

/** What an operator may set. Everything has a default. */
export const rateLimitSettings = z.strictObject({
  enabled: z.boolean().default(true),
  /** Proxies whose `X-Forwarded-For` is believed. Without them all who come through a proxy count as one address. */
  trustedProxies: z.array(addressRange).default([]),
  reads: classLimits(usualRates.reads),
  search: classLimits(usualRates.search),
  writes: classLimits(usualRates.writes),
  posting: classLimits(usualRates.posting),
  exports: classLimits(usualRates.exports),
  provisioning: classLimits(usualRates.provisioning),
  signOnFailures: classLimits(usualRates.signOnFailures),
});
export type RateLimitSettings = z.infer<typeof rateLimitSettings>;

const POSTING: ReadonlySet<string> = new Set([
  'threads.start',
  'threads.reply',
  'subjects.discuss',
  'practices.create',
  'practices.fork',
  'practices.fromReply',
  'communities.create',
  'membership.invite',
]);
/** What goes through much of the store: searching, and a page of all that is kept about the caller. */
const SEARCH = /\.(?:search|find|suggest)|^privacy\.getMine$/;
const EXPORT = /export|audit/i;

/** By the name of an operation, so that operations of extensions are counted as well. */
export function rateClassOf({ name, kind }: { readonly name: string; readonly kind: 'read' | 'write' }): RateClass {
  if (name.startsWith('scim.')) return 'provisioning';
  if (EXPORT.test(name)) return 'exports';
  if (kind === 'read') return SEARCH.test(name) ? 'search' : 'reads';
  return POSTING.has(name) ? 'posting' : 'writes';
}
