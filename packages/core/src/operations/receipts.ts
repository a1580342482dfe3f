import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { derive } from '../identity/ids.js';
import { collection } from '../store/collection.js';

const receiptRecord = z.strictObject({
  operation: z.string(),
  /** Tells a retry from another call that was given the same mutation id. */
  input: z.string(),
  result: z.unknown(),
  expiresAt: z.string(),
});
export type Receipt = z.infer<typeof receiptRecord>;

/** What was done under a mutation id. Written with the change itself, so that a retry finds either both or neither. */
export const receipts = collection<Receipt>({
  name: 'receipts',
  home: 'any',
  audience: 'system',
  schema: receiptRecord,
  keys: (body, id) => [['receipts', `${body.expiresAt}/${id}`]],
});

/** Longer than anybody retries, offline over a long weekend included. */
const KEPT_DAYS = 14;

export const receiptId = (actorId: string, mutationId: string): string => `${actorId}:${mutationId}`;

export function receipt(operation: string, input: unknown, result: unknown, now: string): Receipt {
  const expiresAt = new Date(Date.parse(now) + KEPT_DAYS * 86_400_000).toISOString();
  return { operation, input: fingerprint(input), result: result ?? null, expiresAt };
}

export function checkReceipt(found: Receipt, operation: string, input: unknown): void {
  if (found.operation !== operation || found.input !== fingerprint(input)) {
    throw new CopkitError('conflict', 'This mutation id was already used for another call.', 'mutationId');
  }
}

const fingerprint = (input: unknown): string => derive(JSON.stringify(input), 26);
