import type { Kit } from '../kit.js';
import type { Effect } from '../operations/effects.js';
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

/** Puts an entry into an inbox, unless it is there already or leads to what the person may not read. */
export async function tell(kit: Kit, { personId, key, notice, at }: Told): Promise<void> {
  const person = await kit.people.record(personId);
  if (!person || person.erasedAt !== null || !(await mayHear(kit, personId, notice))) return;
  const id = entryId(key);
  const { type, object, actor, detail = {}, forStaff = false } = notice;
  await kit.writers.mutate(personPartition(personId), async (transaction) => {
    const earlier = await transaction.get(inbox, id);
    if (earlier && !outweighs(type, earlier.type)) return;
    transaction.put(inbox, id, { id, type, object, actor, detail: { ...detail }, forStaff, at, readAt: null });
  });
}

export const notifyEffect: Effect = {
  type: 'notify',
  deliver: (kit, _source, payload) => tell(kit, payload as unknown as Told),
};
