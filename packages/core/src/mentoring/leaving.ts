import type { WriteContext } from '../operations/context.js';
import type { Effect } from '../operations/effects.js';
import type { Hook } from '../operations/hooks.js';
import type { Operation } from '../operations/operation.js';
import { EVERY_KEY, under } from '../store/keys.js';
import { pairPartition } from '../store/partitions.js';
import { reader, scanAll } from '../store/reader.js';
import { withdrawn } from './matching.js';
import { isRunning, offers, pairNotes, type RelationRecord, reached, relations } from './records.js';
import { tellOf } from './telling.js';

const FORGET = 'mentoring.forgetNotes';
/** What takes somebody out of a community; some of it only where there is moderation. */
const ENDINGS = ['membership.leave', 'membership.remove', 'membership.end', 'moderation.ban'];

const alsoReads = [relations.name, reached.name];

/** What becomes of a mentoring when one of the two goes. */
function without(record: RelationRecord, personId: string, now: string): RelationRecord {
  if (isRunning(record)) return { ...record, state: 'endedEarly', endedAt: now, endReason: 'left-community' };
  if (record.state !== 'requested') return record;
  if (record.menteeId === personId) return withdrawn(record, now);
  return { ...record, proposal: null, ...(record.wished ? { state: 'declined', endedAt: now } : {}) };
}

async function depart(context: WriteContext, personId: string, erased: boolean): Promise<void> {
  if (await context.get(offers, personId)) context.remove(offers, personId);
  const theirs = await scanAll(context, relations, { index: 'relations', ...under(`of:${personId}/`) });
  for (const { id } of theirs) {
    const record = await context.get(relations, id);
    if (!record) continue;
    const changed = without(record, personId, context.now);
    // The words of who is erased go, and so do their notes; that there was a mentoring stays.
    const told = erased && record.menteeId === personId ? { ...changed, goals: '' } : changed;
    if (erased) context.effect(FORGET, id, { relationId: id, personId });
    if (told === record) continue;
    context.put(relations, id, told);
    if (changed.state === 'endedEarly' && record.state !== 'endedEarly') {
      const other = record.menteeId === personId ? record.mentorId : record.menteeId;
      const detail = { reason: 'left-community' };
      context.log({ verb: 'mentoring.endEarly', object: id, target: other, topics: [record.topicId], detail });
      if (other !== null) tellOf(context, record, other, 'ended');
    }
  }
  if (!erased) return;
  for (const { id } of await scanAll(context, reached, { index: 'reached', ...under(`of:${personId}/`) }))
    context.remove(reached, id);
}

export const leavingHooks = (operations: ReadonlyMap<string, Operation>): Hook[] =>
  ENDINGS.filter((name) => operations.has(name)).map((operation) => ({
    operation,
    alsoReads,
    async after(context, input) {
      if (!('put' in context)) return;
      const { personId = context.actor.id } = input as { personId?: string };
      await depart(context, personId, operation === 'membership.end');
    },
  }));

/** What somebody who was erased wrote down with another. */
export const forgetNotes: Effect = {
  type: FORGET,
  async deliver(kit, _partition, payload) {
    const partition = pairPartition(String(payload.relationId));
    const all = await scanAll(reader(kit.storage, partition), pairNotes, { index: 'notes', ...EVERY_KEY });
    const theirs = all.filter(({ body }) => body.authorId === payload.personId);
    if (theirs.length === 0) return;
    await kit.writers.mutate(partition, async (transaction) => {
      for (const { id } of theirs) if (await transaction.get(pairNotes, id)) transaction.remove(pairNotes, id);
    });
  },
};
