import type { Kit } from '../kit.js';
import type { Effect } from '../operations/effects.js';
import type { Transaction } from '../operations/overlay.js';
import { personPartition } from '../store/partitions.js';
import type { Notice } from './notice.js';
import { entryId, inbox, outweighs } from './records.js';
import { mayHear } from './trimming.js';

/** One person, one thing to tell, as a mutation said it at a moment. */
export interface Told {
  readonly personId: string;
  readonly key: string;
  readonly notice: Notice;
  readonly at: string;
}

/**
 * Puts an entry into an inbox, unless it is there already or leads to what the person may not read. `wanted` is asked in
 * the same mutation; gives whether it said no.
 */
export async function tell(
  kit: Kit,
  { personId, key, notice, at }: Told,
  wanted: (transaction: Transaction) => Promise<boolean> = async () => true,
): Promise<'refused' | 'told'> {
  const person = await kit.people.record(personId);
  if (!person || person.erasedAt !== null || !(await mayHear(kit, personId, notice))) return 'told';
  const id = entryId(key);
  const { type, object, actor, detail = {}, forStaff = false } = notice;
  return kit.writers.mutate(personPartition(personId), async (transaction) => {
    const earlier = await transaction.get(inbox, id);
    if (earlier && !outweighs(type, earlier.type)) return 'told';
    if (!(await wanted(transaction))) return 'refused';
    transaction.put(inbox, id, { id, type, object, actor, detail: { ...detail }, forStaff, at, readAt: null });
    return 'told';
  });
}

export const notifyEffect: Effect = {
  type: 'notify',
  async deliver(kit, _source, payload) {
    await tell(kit, payload as unknown as Told);
  },
};
