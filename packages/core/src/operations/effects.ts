import * as z from 'zod';
import type { Kit } from '../kit.js';
import { collection } from '../store/collection.js';
import type { PartitionReader } from '../store/reader.js';

const effectRecord = z.strictObject({
  type: z.string(),
  payload: z.record(z.string(), z.unknown()),
  at: z.string(),
  /** The call that owes it: whoever has delivered it for an earlier one leaves it standing. */
  call: z.string(),
});
export type EffectRecord = z.infer<typeof effectRecord>;

/** What a commit still owes to other partitions. Written with it, removed when it is done. */
export const outbox = collection<EffectRecord>({
  name: 'outbox',
  home: 'any',
  audience: 'system',
  schema: effectRecord,
  keys: (body, id) => [['outbox', `${body.at}/${id}`]],
});

/**
 * Carries something over to another partition. It makes the target agree with what the source says
 * *now*, so delivering it twice, late or out of order ends in the same place. Several of one type are delivered one
 * after the other: an extension's may go along with one of copkit's own.
 */
export interface Effect {
  readonly type: string;
  /** `source`: as the commit left it that owes this, when it is delivered right after it, and as it is now later. */
  deliver(
    kit: Kit,
    sourcePartition: string,
    payload: Readonly<Record<string, unknown>>,
    source: PartitionReader,
  ): Promise<void>;
}
