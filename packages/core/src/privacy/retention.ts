import * as z from 'zod';

/** `90d`, `18m` or `2y` after it happened; `keep` for as long as what it belongs to. */
const rule = z
  .string()
  .regex(/^(keep|[1-9]\d{0,4}[dmy])$/, 'must be keep, or a number of days, months or years such as 90d, 18m or 2y');

const DAYS = { d: 1, m: 30.4375, y: 365.25 } as const;

/** Counts of days after which something is deleted; `null` for what is kept. */
export function daysOf(text: string): number | null {
  if (text === 'keep') return null;
  return Math.round(Number(text.slice(0, -1)) * DAYS[text.slice(-1) as keyof typeof DAYS]);
}

const atLeast = (days: number, why: string) =>
  rule.refine((text) => (daysOf(text) ?? Number.POSITIVE_INFINITY) >= days, why);

/**
 * How long what is kept. What metrics are computed from stays where nothing else is said: the activity log, without
 * which no figure could be traced to its records, and of reads and searches the thirteen months that let a month be
 * held against the same of the year before.
 */
export const retentionSchema = z.strictObject({
  drafts: rule.default('1y').describe('Drafts, after they were last saved.'),
  inbox: rule.default('1y').describe('Inbox entries, read or not.'),
  usage: rule
    .refine((text) => (daysOf(text) ?? Number.POSITIVE_INFINITY) <= 400, 'must be at most 400d')
    .default('400d')
    .describe('Counts of reads and searches by day; at most 400d.'),
  flags: rule.default('2y').describe('Flags that were decided on, after they were raised.'),
  activity: atLeast(730, 'must be at least 2y: figures look back on so much')
    .default('keep')
    .describe('Single acts, which figures are computed from; at least 2y.'),
  reviews: atLeast(365, 'must be at least 1y')
    .default('2y')
    .describe('Decisions about texts with the name of somebody who was erased; at least 1y.'),
  erasures: atLeast(365, 'must be at least 1y')
    .default('10y')
    .describe('The erasure list: never shorter than the oldest backup; at least 1y.'),
  audit: atLeast(365, 'must be at least 1y')
    .default('10y')
    .describe('What was exported, held and erased, and by whom; at least 1y.'),
});

export type RetentionRules = z.infer<typeof retentionSchema>;
/** Of the rules those that differ from the defaults. */
export type RetentionSettings = z.input<typeof retentionSchema>;
export type RetentionKind = keyof RetentionRules;

/** The moment before which something is deleted; `null` where nothing is. */
export function cutoff(rules: RetentionRules, kind: RetentionKind, now: string): string | null {
  const days = daysOf(rules[kind]);
  return days === null ? null : new Date(Date.parse(now) - days * 86_400_000).toISOString();
}
