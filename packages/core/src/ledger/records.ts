import * as z from 'zod';
import { derive } from '../identity/ids.js';
import { collection } from '../store/collection.js';
import type { LedgerEntry } from './api.js';

export const askingRoles = ['facilitator', 'steward', 'sponsor', 'admin', 'system'] as const;

/** Kept as it is told: there is nothing in it that somebody may not see. */
export const ledgerEntry: z.ZodType<LedgerEntry> = z.strictObject({
  day: z.string(),
  role: z.enum(askingRoles),
  question: z.string(),
  about: z.string().nullable(),
  window: z.string().nullable(),
  narrowed: z.string().nullable(),
  count: z.number(),
  given: z.number(),
  suppressed: z.number(),
  insufficient: z.number(),
});

/** What was asked of a community's data. Beside the community, so that asking wakes nobody who watches it. */
export const ledger = collection<LedgerEntry>({
  name: 'ledger',
  home: 'usage',
  audience: 'readers',
  schema: ledgerEntry,
  keys: (body, id) => [['ledger', `${body.day}/${id}`]],
});

export const ledgerPartition = (communityId: string): string => `usage/${communityId}/ledger`;

/** The same for the same question in the same role on the same day. */
export const entryId = ({ day, role, question, about, window, narrowed }: LedgerEntry): string =>
  derive(JSON.stringify([day, role, question, about, window, narrowed]), 20);
