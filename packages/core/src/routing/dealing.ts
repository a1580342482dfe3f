import { CopkitError } from '../errors.js';
import { mayAsk } from '../experts/routing.js';
import { jobId, jobs } from '../jobs/records.js';
import { isMuted, memberships } from '../membership/records.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { allows } from '../operations/policy.js';
import { findThread } from '../threads/post.js';
import { aboutPost, type ThreadRecord } from '../threads/records.js';
import type { Asked, Dealt, RoutingMore } from './api.js';
import { openInvitation, shown } from './asking.js';
import { askNext, invite, isWaiting, nextOf, nextRoundAt, requestFor, waitForAnswer } from './inviting.js';
import { invitations } from './records.js';
import { current, INVITE } from './rounds.js';
import { routingOf } from './settings.js';

type In<K extends keyof RoutingMore> = InputOf<RoutingMore[K]>;
type Out<K extends keyof RoutingMore> = OutputOf<RoutingMore[K]>;

/** What a round that somebody asked for leaves in its receipt. */
export interface AskedNow {
  readonly threadId: string;
  readonly personIds: readonly string[];
}

async function waitingQuestion(context: ReadContext, threadId: string): Promise<ThreadRecord> {
  const thread = await findThread(context, threadId);
  if (thread.kind !== 'question') throw new CopkitError('invalid', 'Only a question can be put to people.', 'threadId');
  if (!isWaiting(thread)) throw new CopkitError('conflict', 'This question does not wait for an answer.', 'threadId');
  return thread;
}

export async function previewRound(
  context: ReadContext,
  { threadId }: In<'previewRound'>,
): Promise<Out<'previewRound'>> {
  const thread = await waitingQuestion(context, threadId);
  return { people: await shown(context, await nextOf(context, thread)) };
}

export async function route(context: WriteContext, { threadId }: In<'route'>): Promise<AskedNow> {
  const thread = await waitingQuestion(context, threadId);
  const next = await context.get(jobs, jobId(INVITE, threadId));
  const rounds = (await current(context, threadId)).map(({ invitation }) => invitation.round);
  const round = next ? Number(next.payload.round) : Math.max(0, ...rounds) + 1;
  const { actor, community, membership } = context;
  const leads = allows(['facilitator'], { actor, community, membership, owner: false });
  // Who asks is patient, or has a facilitator decide.
  if (round > routingOf(community).rounds && !leads)
    throw new CopkitError('conflict', 'Everybody who was to be asked has been. A facilitator can ask more people.');
  return { threadId, personIds: await askNext(context, thread, round) };
}

export async function askedNow(context: ReadContext, { threadId, personIds }: AskedNow): Promise<Out<'route'>> {
  const found = await context.getMany(
    invitations,
    personIds.map((personId) => aboutPost(threadId, personId)),
  );
  const asked = found.flatMap((invitation) => (invitation ? [invitation] : []));
  const people: readonly Asked[] = await shown(context, asked);
  return { people, nextAt: await nextRoundAt(context, threadId) };
}

export async function accept(context: WriteContext, { threadId }: In<'accept'>): Promise<Dealt> {
  const invitation = await openInvitation(context, threadId);
  if (invitation.state === 'accepted') return { threadId, state: 'accepted' };
  const { round, slot } = invitation;
  context.put(invitations, aboutPost(threadId, invitation.personId), { ...invitation, state: 'accepted' });
  await waitForAnswer(context, threadId);
  context.log({ verb: 'routing.accept', object: threadId, detail: { round, slot } });
  return { threadId, state: 'accepted' };
}

export async function handOn(context: WriteContext, { threadId, personId }: In<'handOn'>): Promise<Dealt> {
  const invitation = await openInvitation(context, threadId);
  const thread = await waitingQuestion(context, threadId);
  if (personId === invitation.personId)
    throw new CopkitError('invalid', 'Name a colleague to hand this on to.', 'personId');
  if (!(await canBeAsked(context, thread, personId)))
    throw new CopkitError('conflict', 'This colleague cannot be asked now. Name another one.', 'personId');
  const { round, slot } = invitation;
  const handedOn = { ...invitation, state: 'handedOn', handedOnTo: personId } as const;
  context.put(invitations, aboutPost(threadId, invitation.personId), handedOn);
  await invite(context, thread, round, { personId, reasons: [], slot: 'colleague' }, invitation.personId);
  await waitForAnswer(context, threadId);
  context.log({ verb: 'routing.handOn', object: threadId, target: personId, detail: { round, slot } });
  return { threadId, state: 'handedOn' };
}

/** One answer for all that may stand in the way, which is for nobody else to know. */
async function canBeAsked(context: WriteContext, thread: ThreadRecord, personId: string): Promise<boolean> {
  if (personId === thread.authorId) return false;
  const [membership, asked] = await Promise.all([
    context.get(memberships, personId),
    context.get(invitations, aboutPost(thread.id, personId)),
  ]);
  if (asked || membership?.state !== 'active' || isMuted(membership, context.now)) return false;
  return mayAsk(context.kit, requestFor(context, thread, new Set()), personId);
}
