import * as z from 'zod';
import { longText } from './text.js';

/** Of an operation that has to be told nothing. */
export const nothing = z.strictObject({}) as unknown as z.ZodType<Record<string, never>>;

/** Why something is done to somebody: what an audit keeps. */
export const reason: z.ZodType<string> = longText(1_000).refine((text) => text.trim().length > 0, 'must say why');
