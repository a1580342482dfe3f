import * as z from 'zod';
import type { RoutingSettings } from './api.js';

/** Questions are put to people only where the community, or the asker, says so. */
export const USUAL: RoutingSettings = { enabled: false, waitHours: 48, perRound: 3, rounds: 2 };

const fields = {
  enabled: z.boolean(),
  delayHours: z.int().min(0).max(720).optional(),
  waitHours: z.int().min(1).max(720),
  perRound: z.int().min(1).max(10),
  rounds: z.int().min(1).max(5),
};

export const routingSettings: z.ZodType<RoutingSettings> = z.strictObject(fields);
export const routingFields = z.strictObject(fields).partial();

export const routingOf = (community: { readonly routing?: RoutingSettings | undefined } | null): RoutingSettings =>
  community?.routing ?? USUAL;
