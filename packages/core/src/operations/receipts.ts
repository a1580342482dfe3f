import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { derive } from '../identity/ids.js';
import type { Kit } from '../kit.js';
import { collection } from '../store/collection.js';
import { reader } from '../store/reader.js';

const receiptRecord = z.strictObject({
  operation: z.string(),
  /** Tells a retry from another call that was given the same mutation id. */
  input: z.string(),
  result: z.unknown(),
  /** The one run of the operation that did it. */
  call: z.string(),
  expiresAt: z.string(),
});
export type Receipt = z.infer<typeof receiptRecord>;

type Done = { readonly operation: string; readonly input: unknown; readonly result: unknown; readonly call: string };

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

export function receipt(of: Done, now: string): Receipt {
  const expiresAt = new Date(Date.parse(now) + KEPT_DAYS * 86_400_000).toISOString();
  return { ...of, input: fingerprint(of.input), result: of.result ?? null, expiresAt };
}

/** Forgets what nobody retries any more, and the traces of what was deleted as long ago. */
export async function expireReceipts({ storage, writers, now }: Kit, partition: string): Promise<void> {
  const home = reader(storage, partition);
  for (;;) {
    const { items } = await home.scan(receipts, { index: 'receipts', from: '', to: now(), limit: 500 });
    if (items.length === 0) break;
    await writers.mutate(partition, async (transaction) => {
      for (const { id } of items) transaction.remove(receipts, id);
    });
  }
  await storage.compact(partition, new Date(Date.parse(now()) - KEPT_DAYS * 86_400_000));
}

export function checkReceipt(found: Receipt, operation: string, input: unknown): void {
  if (found.operation !== operation || found.input !== fingerprint(input)) {
    throw new CopkitError('conflict', 'This mutation id was already used for another call.', 'mutationId');
  }
}

const fingerprint = (input: unknown): string => derive(JSON.stringify(input), 26);
