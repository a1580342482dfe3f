import { CopkitError } from '../errors.js';
import type { Job } from '../jobs/job.js';
import { jobId, jobs } from '../jobs/records.js';
import { isMuted, memberships } from '../membership/records.js';
import { theCommunity, type WriteContext } from '../operations/context.js';
import { isParticipant } from '../operations/policy.js';
import type { PartitionReader } from '../store/reader.js';
import { aboutPost, type ThreadRecord, threads } from '../threads/records.js';
import { type InvitationRecord, invitations, invitationsOf } from './records.js';
import type { Candidate } from './router.js';
import { routingOf } from './settings.js';

const INVITE = 'invite';
const HOUR_MS = 3_600_000;

/** The first round for a new question, where its asker or the community wants that. */
export function routeQuestion(context: WriteContext, thread: ThreadRecord, invite: boolean | undefined): void {
  if (invite && thread.kind !== 'question') {
    throw new CopkitError('invalid', 'Only a question can be put to people.', 'invite');
  }
  if (thread.kind === 'question' && (invite ?? routingOf(context.community).enabled)) {
    context.schedule(INVITE, thread.id, context.now, { round: 1 });
  }
}

/** An answer ends the rounds: who gave it has answered, the others need not. */
export async function endRounds(context: WriteContext, threadId: string, answererId: string | null): Promise<void> {
  if (await context.get(jobs, jobId(INVITE, threadId))) context.unschedule(INVITE, threadId);
  for (const { id, invitation } of await current(context, threadId)) {
    const state = invitation.personId === answererId ? 'answered' : 'expired';
    if (invitation.state === 'invited' || state === 'answered') context.put(invitations, id, { ...invitation, state });
  }
}

/** Reads what {@link endRounds} will read. */
export function lookForRounds(home: PartitionReader, threadId: string): Promise<unknown> {
  return Promise.all([home.get(jobs, jobId(INVITE, threadId)), invitationsOf(home, threadId)]);
}

/** Brings the next round forward when nobody of those asked is left who might answer. */
export async function nextRoundUnlessAwaited(context: WriteContext, threadId: string): Promise<void> {
  const next = await context.get(jobs, jobId(INVITE, threadId));
  const asked = await current(context, threadId);
  if (next && !asked.some(({ invitation }) => invitation.state === 'invited')) {
    context.schedule(INVITE, threadId, context.now, next.payload);
  }
}

/** When the next are asked, or the facilitators hear of it. */
export async function nextRoundAt(context: Pick<WriteContext, 'get'>, threadId: string): Promise<string | null> {
  return (await context.get(jobs, jobId(INVITE, threadId)))?.due ?? null;
}

/** Read again one by one, because a scan is not expected to hold when the mutation commits. */
async function current(context: WriteContext, threadId: string) {
  const ids = (await invitationsOf(context, threadId)).map(({ id }) => id);
  const found = await context.getMany(invitations, ids);
  return ids.flatMap((id, at) => {
    const invitation = found[at];
    return invitation ? [{ id, invitation }] : [];
  });
}

const isWaiting = (thread: ThreadRecord | null): thread is ThreadRecord =>
  thread !== null && thread.state === 'open' && thread.visibility === 'visible' && !thread.locked;

/**
 * One round: asks the next people, who each find it in their inbox, and sets the time of the round after it. After the
 * last one the facilitators hear that the question stays unanswered.
 */
export const inviteJob: Job = {
  type: INVITE,
  async run(context, threadId, payload) {
    const round = Number(payload.round);
    const community = theCommunity(context);
    const { perRound, rounds, waitHours } = routingOf(community);
    const thread = await context.get(threads, threadId);
    if (!isWaiting(thread) || community.archivedAt) return endRounds(context, threadId, null);
    if (round > rounds) {
      for (const personId of community.facilitatorIds) {
        const detail = { threadId, since: thread.createdAt };
        context.notify(personId, `unanswered ${threadId}`, {
          type: 'unanswered',
          object: threadId,
          actor: null,
          detail,
        });
      }
      return;
    }
    const asked = new Set((await current(context, threadId)).map(({ invitation }) => invitation.personId));
    const { title, body, topics, authorId: askerId } = thread;
    const candidates = await context.kit.experts.route(
      { communityId: community.id, title, body, topics, askerId, now: context.now, exclude: asked },
      perRound,
    );
    for (const candidate of candidates) await invite(context, thread, round, candidate);
    // Nobody is left to ask: what remains is to wait, and to tell the facilitators.
    const next = candidates.length > 0 ? round + 1 : rounds + 1;
    const due = new Date(Date.parse(context.now) + waitHours * HOUR_MS).toISOString();
    context.schedule(INVITE, threadId, due, { round: next });
  },
};

async function invite(context: WriteContext, thread: ThreadRecord, round: number, candidate: Candidate): Promise<void> {
  const { personId, reasons, slot } = candidate;
  const membership = await context.get(memberships, personId);
  if (!membership || !isParticipant(membership) || isMuted(membership, context.now)) return;
  const id = aboutPost(thread.id, personId);
  const record: InvitationRecord = {
    threadId: thread.id,
    personId,
    round,
    slot,
    reasons: [...reasons],
    state: 'invited',
    at: context.now,
  };
  context.put(invitations, id, record);
  context.notify(personId, `invitation ${id}`, {
    type: 'invitation',
    object: thread.id,
    actor: thread.authorId,
    detail: { threadId: thread.id },
  });
  context.log({ verb: 'route', object: thread.id, target: personId, topics: thread.topics, detail: { round, slot } });
}
