import { THE_ONE } from '../communities/records.js';
import { DAY_MS } from '../experts/formulas.js';
import { expertSettings, WEEKLY_CAP } from '../experts/records.js';
import { storedSettings } from '../experts/willing.js';
import { type Told, tell } from '../inbox/effect.js';
import type { Kit } from '../kit.js';
import type { Transaction } from '../operations/overlay.js';
import { aboutPost } from '../threads/records.js';
import { invitations } from './records.js';

/**
 * Brings an invitation to who is asked. Rounds of several communities that close together may each find them free: what
 * would be more in seven days than they let themselves be asked is not brought, and has expired.
 */
export async function deliver(kit: Kit, partition: string, told: Told): Promise<void> {
  const outcome = await tell(kit, told, (transaction) => isWithinCap(transaction, told.at));
  if (outcome === 'told') return;
  const id = aboutPost(told.notice.object, told.personId);
  await kit.writers.mutate(partition, async (transaction) => {
    const invitation = await transaction.get(invitations, id);
    if (invitation?.state === 'invited') transaction.put(invitations, id, { ...invitation, state: 'expired' });
  });
}

async function isWithinCap(transaction: Transaction, at: string): Promise<boolean> {
  const settings = await storedSettings(transaction);
  const since = new Date(Date.parse(at) - 7 * DAY_MS).toISOString();
  const lately = (settings.invitedLately ?? []).filter((each) => each > since);
  if (lately.length >= (settings.weeklyCap ?? WEEKLY_CAP)) return false;
  transaction.put(expertSettings, THE_ONE, { ...settings, invitedLately: [...lately, at] });
  return true;
}
