import type { Notice } from '../inbox/notice.js';
import { jobId, jobs } from '../jobs/records.js';
import { isMuted, memberships } from '../membership/records.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import { isParticipant } from '../operations/policy.js';
import { aboutPost, type ThreadRecord, threads } from '../threads/records.js';
import { escalate } from './escalating.js';
import { type InvitationRecord, invitations } from './records.js';
import { current, endRounds, HOUR_MS, INVITE } from './rounds.js';
import type { Candidate, RouteRequest } from './router.js';
import { routingOf } from './settings.js';

const later = (context: Pick<WriteContext, 'now'>, hours: number) =>
  new Date(Date.parse(context.now) + hours * HOUR_MS).toISOString();

/** Brings the next round forward when nobody of those asked is left who might answer. */
export async function nextRoundUnlessAwaited(context: WriteContext, threadId: string): Promise<void> {
  const next = await context.get(jobs, jobId(INVITE, threadId));
  const asked = await current(context, threadId);
  if (next && !asked.some(({ invitation: { state } }) => state === 'invited' || state === 'accepted')) {
    context.schedule(INVITE, threadId, context.now, next.payload);
  }
}

/** Gives who will answer the time of a whole round. */
export async function waitForAnswer(context: WriteContext, threadId: string): Promise<void> {
  const next = await context.get(jobs, jobId(INVITE, threadId));
  const due = later(context, routingOf(context.community).waitHours);
  if (next && next.due < due) context.schedule(INVITE, threadId, due, next.payload);
}

/** When the next are asked, or the facilitators hear of it. */
export async function nextRoundAt(context: Pick<WriteContext, 'get'>, threadId: string): Promise<string | null> {
  return (await context.get(jobs, jobId(INVITE, threadId)))?.due ?? null;
}

export const isWaiting = (thread: ThreadRecord | null): thread is ThreadRecord =>
  thread !== null && thread.state === 'open' && thread.visibility === 'visible' && !thread.locked;

/** What is asked of the router for a question, beyond who was asked already. */
export function requestFor(
  context: Pick<ReadContext, 'community' | 'now'>,
  { title, body, topics, authorId: askerId }: ThreadRecord,
  exclude: ReadonlySet<string>,
): RouteRequest {
  return { communityId: theCommunity(context).id, title, body, topics, askerId, now: context.now, exclude };
}

/**
 * One round: asks the next people, who each find it in their inbox, and sets the time of the round after it. After the
 * last one the question goes to those who answer for the community, or for the asker's unit.
 */
export async function nextRound(context: WriteContext, threadId: string, round: number): Promise<void> {
  const thread = await context.get(threads, threadId);
  if (!isWaiting(thread) || theCommunity(context).archivedAt) return endRounds(context, threadId, null);
  if (round > routingOf(context.community).rounds) return escalate(context, thread, round);
  await askNext(context, thread, round);
}

/** Whom the next round would ask. */
export async function nextOf(context: ReadContext, thread: ThreadRecord): Promise<readonly Candidate[]> {
  const asked = new Set((await current(context, thread.id)).map(({ invitation }) => invitation.personId));
  return context.kit.experts.route(requestFor(context, thread, asked), routingOf(context.community).perRound);
}

/** Answers who was asked. */
export async function askNext(context: WriteContext, thread: ThreadRecord, round: number): Promise<readonly string[]> {
  const { rounds, waitHours } = routingOf(context.community);
  const candidates = await nextOf(context, thread);
  const asked: string[] = [];
  for (const candidate of candidates)
    if (await invite(context, thread, round, candidate)) asked.push(candidate.personId);
  // Nobody is left to ask: what remains is to wait, and to let others know.
  const next = candidates.length > 0 ? Math.min(round, rounds) + 1 : rounds + 1;
  context.schedule(INVITE, thread.id, later(context, waitHours), { round: next });
  return asked;
}

/** Answers whether they were: not who stopped being a member in the meantime. */
export async function invite(
  context: WriteContext,
  thread: ThreadRecord,
  round: number,
  { personId, reasons, slot }: Candidate,
  by: string = thread.authorId,
): Promise<boolean> {
  const membership = await context.get(memberships, personId);
  if (!membership || !isParticipant(membership) || isMuted(membership, context.now)) return false;
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
  const notice: Notice = { type: 'invitation', object: thread.id, actor: by, detail: { threadId: thread.id } };
  context.effect('invitation', id, { personId, key: `invitation ${id}`, notice, at: context.now });
  context.log({
    verb: 'route',
    object: thread.id,
    target: personId,
    topics: thread.topics,
    detail: { round, slot, reasons: reasons.length },
  });
  return true;
}
