import { CopkitError } from '../errors.js';
import { inbox } from '../inbox/records.js';
import { readable } from '../inbox/view.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { textKey, under } from '../store/keys.js';
import { findThread } from '../threads/post.js';
import { aboutPost } from '../threads/records.js';
import { stranger } from '../threads/view.js';
import type { Asked, InvitationState, RoutingApi } from './api.js';
import { nextRoundAt, nextRoundUnlessAwaited } from './inviting.js';
import { readableReasons } from './reasons.js';
import { type InvitationRecord, invitations, invitationsOf } from './records.js';
import type { Candidate, RouteReason } from './router.js';
import { routingOf } from './settings.js';

export { deliver } from './delivering.js';
export { nextRound } from './inviting.js';

type In<K extends keyof RoutingApi> = InputOf<RoutingApi[K]>;
type Out<K extends keyof RoutingApi> = OutputOf<RoutingApi[K]>;

const MOST_LISTED = 100;

export async function preview(
  context: ReadContext,
  { communityId: id, title: about, body = '', topics: labels = [] }: In<'preview'>,
): Promise<Out<'preview'>> {
  const known = await Promise.all(labels.map((label) => context.kit.topics.idOf(label)));
  const candidates = await context.kit.experts.route(
    {
      communityId: id,
      title: about,
      body,
      topics: known,
      askerId: context.actor.id,
      now: context.now,
      exclude: new Set(),
    },
    routingOf(context.community).perRound,
  );
  return { people: await shown(context, candidates) };
}

/** By name, so that the order says nothing. */
export async function shown(context: ReadContext, candidates: readonly Candidate[]): Promise<Asked[]> {
  const people = await context.kit.people.cards(candidates.map(({ personId }) => personId));
  const views = candidates.map(async ({ personId, reasons, slot }) => ({
    person: people.get(personId) ?? stranger(personId),
    reasons: await readableReasons(context, reasons),
    slot,
  }));
  return (await Promise.all(views)).sort(byName);
}

export async function listMine(context: ReadContext): Promise<Out<'listMine'>> {
  const range = { index: 'inbox', ...under('type:invitation/'), reverse: true, limit: MOST_LISTED };
  const told = (await context.scan(inbox, range)).items.map(({ body }) => body);
  const found = await readable(context, told);
  return {
    items: found.flatMap(({ entry, community, described }) => {
      const { state, reasons } = (described?.detail ?? {}) as { state?: InvitationState; reasons?: RouteReason[] };
      if ((state !== 'invited' && state !== 'accepted') || !community || !described) return [];
      const { title: about } = described;
      const { id: communityId } = community;
      return [{ threadId: entry.object, communityId, title: about, at: entry.at, state, reasons: reasons ?? [] }];
    }),
  };
}

export async function list(context: ReadContext, { threadId: id }: In<'list'>): Promise<Out<'list'>> {
  await findThread(context, id);
  const found = await invitationsOf(context, id);
  const people = await context.kit.people.cards(found.map(({ body }) => body.personId));
  const items = found.map(async ({ body: { personId, reasons, slot, round, at, state } }) => ({
    person: people.get(personId) ?? stranger(personId),
    reasons: await readableReasons(context, reasons),
    slot,
    round,
    at,
    state,
  }));
  return {
    items: (await Promise.all(items)).sort((a, b) => a.round - b.round || byName(a, b)),
    nextAt: await nextRoundAt(context, id),
  };
}

export async function decline(context: WriteContext, { threadId: id }: In<'decline'>): Promise<Out<'decline'>> {
  const invitation = await openInvitation(context, id);
  const { round, slot } = invitation;
  context.put(invitations, aboutPost(id, context.actor.id), { ...invitation, state: 'declined' });
  await nextRoundUnlessAwaited(context, id);
  context.log({ verb: 'refuse', object: id, target: theCommunity(context).id, detail: { round, slot } });
  return { threadId: id, state: 'declined' };
}

/** @throws CopkitError where the actor was not asked, or need not answer any more. */
export async function openInvitation(context: WriteContext, id: string): Promise<InvitationRecord> {
  const invitation = await context.get(invitations, aboutPost(id, context.actor.id));
  if (!invitation) throw new CopkitError('not-found', 'You were not asked about this question.', 'threadId');
  if (invitation.state !== 'invited' && invitation.state !== 'accepted') {
    throw new CopkitError('conflict', 'This invitation is no longer open.', 'threadId');
  }
  return invitation;
}

function byName(a: { person: { name: string | null; id: string } }, b: typeof a): number {
  const key = ({ person }: typeof a) => `${textKey(person.name ?? '~')}/${person.id}`;
  return key(a) < key(b) ? -1 : 1;
}
