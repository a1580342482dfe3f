import type { Kit } from '../kit.js';
import { memberships } from '../membership/records.js';
import type { Effect } from '../operations/effects.js';
import type { Hook } from '../operations/hooks.js';
import type { Transaction } from '../operations/overlay.js';
import { isParticipant } from '../operations/policy.js';
import { under } from '../store/keys.js';
import { communityPartition } from '../store/partitions.js';
import { reader, scanAll } from '../store/reader.js';
import { communitiesOf, declaredBy, ownOf } from './knowing.js';
import { declaredSkills, disputes, endorsements } from './records.js';

/** Brings what somebody declared into the communities that they belong to. */
export const DECLARED = 'expertise.declared';

/** Removes what somebody declared and was endorsed for in a community, and what they endorsed others for. */
async function forget(home: Pick<Transaction, 'get' | 'getMany' | 'scan' | 'partition' | 'remove'>, personId: string) {
  if (await home.get(declaredSkills, personId)) home.remove(declaredSkills, personId);
  for (const whose of ['of', 'by']) {
    const range = { index: 'endorsements', ...under(`${whose}:${personId}/`) };
    for (const { id } of await scanAll(home, endorsements, range)) home.remove(endorsements, id);
  }
}

/** Makes what a community keeps of somebody's claims agree with what they declare and whether they belong to it. */
async function agree(kit: Kit, personId: string, partition: string): Promise<void> {
  const home = reader(kit.storage, partition);
  const membership = await home.get(memberships, personId);
  const known = await home.get(declaredSkills, personId);
  const belongs = membership !== null && isParticipant(membership);
  // Most members declare nothing, and nothing is written for them.
  if (belongs && !known && (await declaredBy(kit, personId)).length === 0) return;
  await kit.writers.mutate(partition, async (transaction: Transaction) => {
    // What stands there is read before what is to: who read that later, writes later.
    await transaction.get(declaredSkills, personId);
    const now = await transaction.get(memberships, personId);
    if (!now || !isParticipant(now)) {
      await forget(transaction, personId);
      return;
    }
    const own = await declaredBy(kit, personId);
    const skills = own.map(({ topicId, at, expiresAt }) => ({ topicId, at, expiresAt }));
    transaction.put(declaredSkills, personId, { personId, skills });
  });
}

export const declaredEffect: Effect = {
  type: DECLARED,
  async deliver(kit, _partition, payload) {
    const personId = String(payload.personId);
    for (const id of await communitiesOf(ownOf(kit, personId))) await agree(kit, personId, communityPartition(id));
  },
};

/** Along with copkit's own: who joins brings what they declared, who goes takes all of it along. */
export const membershipEffect: Effect = {
  type: 'membership',
  deliver: (kit, partition, payload) => agree(kit, String(payload.personId), partition),
};

/** Who is erased leaves nothing, not even what they objected to. */
export const endHook: Hook = {
  operation: 'membership.end',
  async after(context, input) {
    if (!('remove' in context)) return;
    const { personId } = input as { personId: string };
    await forget(context, personId);
    const theirs = await scanAll(context, disputes, { index: 'disputes', ...under(`${personId}/`) });
    for (const { id } of theirs) context.remove(disputes, id);
  },
};
