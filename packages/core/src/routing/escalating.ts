import { THE_ONE } from '../communities/records.js';
import { escalations, unitLeads } from '../expertise/records.js';
import { memberships } from '../membership/records.js';
import { theCommunity, type WriteContext } from '../operations/context.js';
import { mayRead } from '../operations/policy.js';
import { currentUnit, unitKey, units } from '../people/records.js';
import { UNITS } from '../store/partitions.js';
import type { ThreadRecord } from '../threads/records.js';

/** More levels than any organisation has; units that lie in a circle end here. */
const MOST_LEVELS = 30;

/** A question that the rounds brought no answer to: the lead of the asker's unit hears of it where the organisation wants that, otherwise the facilitators. */
export async function escalate(context: WriteContext, thread: ThreadRecord, round: number): Promise<void> {
  const lead = await leadFor(context, thread);
  for (const personId of lead === null ? theCommunity(context).facilitatorIds : [lead]) {
    context.notify(personId, `unanswered ${thread.id}`, {
      type: 'unanswered',
      object: thread.id,
      actor: null,
      detail: { threadId: thread.id, since: thread.createdAt },
    });
  }
  context.log({
    verb: 'escalate',
    object: thread.id,
    target: lead,
    topics: thread.topics,
    detail: { to: lead === null ? 'facilitators' : 'lead', round },
  });
}

/** The lead of the asker's unit, or of the next one above that has one who may read the question. */
async function leadFor(context: WriteContext, { authorId }: ThreadRecord): Promise<string | null> {
  const { kit } = context;
  const home = context.in(UNITS);
  if ((await home.get(escalations, THE_ONE))?.to !== 'leads') return null;
  const asker = await kit.people.record(authorId);
  let unitId = asker && currentUnit(asker);
  for (let level = 0; unitId && level < MOST_LEVELS; level++) {
    const personId = (await home.get(unitLeads, unitKey(unitId)))?.personId;
    if (personId && personId !== authorId && (await mayHear(context, personId))) return personId;
    unitId = (await home.get(units, unitKey(unitId)))?.parentId ?? null;
  }
  return null;
}

async function mayHear(context: WriteContext, personId: string): Promise<boolean> {
  if ((await context.kit.people.record(personId))?.name == null) return false;
  const membership = await context.get(memberships, personId);
  const actor = { kind: 'person', id: personId, admin: false } as const;
  return mayRead({ actor, community: context.community, membership, owner: false });
}
