import { CopkitError } from '../errors.js';
import { jobId, jobs } from '../jobs/records.js';
import type { WriteContext } from '../operations/context.js';
import type { PartitionReader } from '../store/reader.js';
import type { ThreadRecord } from '../threads/records.js';
import { invitations, invitationsOf } from './records.js';
import { routingOf } from './settings.js';

export const INVITE = 'invite';
export const HOUR_MS = 3_600_000;

/** The first round for a new question, where its asker or the community wants that. */
export function routeQuestion(context: WriteContext, thread: ThreadRecord, invite: boolean | undefined): void {
  if (invite && thread.kind !== 'question') {
    throw new CopkitError('invalid', 'Only a question can be put to people.', 'invite');
  }
  const { enabled, delayHours = 0 } = routingOf(context.community);
  if (thread.kind === 'question' && (invite ?? enabled)) {
    // Who asks for it does not wait.
    const due = Date.parse(context.now) + (invite ? 0 : delayHours * HOUR_MS);
    context.schedule(INVITE, thread.id, new Date(due).toISOString(), { round: 1 });
  }
}

/** An answer ends the rounds: who gave it has answered, the others need not. */
export async function endRounds(context: WriteContext, threadId: string, answererId: string | null): Promise<void> {
  if (await context.get(jobs, jobId(INVITE, threadId))) context.unschedule(INVITE, threadId);
  for (const { id, invitation } of await current(context, threadId)) {
    const state = invitation.personId === answererId ? 'answered' : 'expired';
    const isOpen = invitation.state === 'invited' || invitation.state === 'accepted';
    if (isOpen || state === 'answered') context.put(invitations, id, { ...invitation, state });
  }
}

/** Reads what {@link endRounds} will read. */
export function lookForRounds(home: PartitionReader, threadId: string): Promise<unknown> {
  return Promise.all([home.get(jobs, jobId(INVITE, threadId)), invitationsOf(home, threadId)]);
}

/** Read again one by one, because a scan is not expected to hold when the mutation commits. */
export async function current(context: PartitionReader, threadId: string) {
  const ids = (await invitationsOf(context, threadId)).map(({ id }) => id);
  const found = await context.getMany(invitations, ids);
  return ids.flatMap((id, at) => {
    const invitation = found[at];
    return invitation ? [{ id, invitation }] : [];
  });
}
