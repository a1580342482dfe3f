import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { inbox } from '../inbox/records.js';
import { readable } from '../inbox/view.js';
import { theCommunity } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { longText } from '../operations/text.js';
import { personCard } from '../people/schemas.js';
import { textKey, under } from '../store/keys.js';
import { personPartition } from '../store/partitions.js';
import { authorOf, findThread } from '../threads/post.js';
import { aboutPost } from '../threads/records.js';
import { communityId, threadId, title, topics } from '../threads/schemas.js';
import { stranger } from '../threads/view.js';
import type { InvitationState, RoutingApi } from './api.js';
import { readableReasons } from './reasons.js';
import { invitationStates, invitations, invitationsOf, routeReason } from './records.js';
import { nextRoundAt, nextRoundUnlessAwaited } from './rounds.js';
import type { RouteReason } from './router.js';
import { routingOf } from './settings.js';

type In<K extends keyof RoutingApi> = InputOf<RoutingApi[K]>;
type Out<K extends keyof RoutingApi> = OutputOf<RoutingApi[K]>;

const MOST_LISTED = 100;

const asked = { person: personCard, reasons: z.array(routeReason), slot: z.enum(['evidence', 'newcomer']) };

export const routingOperations: readonly Operation[] = [
  read<In<'preview'>, Out<'preview'>>({
    name: 'routing.preview',
    summary: 'Who would be asked a question first, and why; by name, without scores.',
    input: z.strictObject({ communityId, title, body: longText(40_000).optional(), topics: topics.optional() }),
    output: z.strictObject({ people: z.array(z.strictObject(asked)) }),
    allow: ['participant'],
    community: (input) => input.communityId,
    async run(context, { communityId: id, title: about, body = '', topics: labels = [] }) {
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
      const people = await context.kit.people.cards(candidates.map(({ personId }) => personId));
      const shown = candidates.map(async ({ personId, reasons, slot }) => ({
        person: people.get(personId) ?? stranger(personId),
        reasons: await readableReasons(context, reasons),
        slot,
      }));
      return { people: (await Promise.all(shown)).sort(byName) };
    },
  }),

  read<In<'listMine'>, Out<'listMine'>>({
    name: 'routing.listMine',
    summary: 'The questions that wait for the actor.',
    input: z.strictObject({}) as unknown as z.ZodType<Record<string, never>>,
    output: z.strictObject({
      items: z.array(
        z.strictObject({
          threadId: z.string(),
          communityId: z.string(),
          title: z.string(),
          at: z.string(),
          reasons: z.array(routeReason),
        }),
      ),
    }),
    allow: ['person'],
    home: (_input, actorId) => personPartition(actorId),
    async run(context) {
      const range = { index: 'inbox', ...under('type:invitation/'), reverse: true, limit: MOST_LISTED };
      const told = (await context.scan(inbox, range)).items.map(({ body }) => body);
      const shown = await readable(context, told);
      return {
        items: shown.flatMap(({ entry, community, described }) => {
          const { state, reasons } = (described?.detail ?? {}) as { state?: InvitationState; reasons?: RouteReason[] };
          if (state !== 'invited' || !community || !described) return [];
          const { title: about } = described;
          return [
            { threadId: entry.object, communityId: community.id, title: about, at: entry.at, reasons: reasons ?? [] },
          ];
        }),
      };
    },
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'routing.list',
    summary: 'Who was asked about a question, and when the next are.',
    input: z.strictObject({ threadId }),
    output: z.strictObject({
      items: z.array(z.strictObject({ ...asked, round: z.number(), at: z.string(), state: z.enum(invitationStates) })),
      nextAt: z.string().nullable(),
    }),
    allow: ['owner', 'facilitator'],
    community: (input) => input.threadId,
    owner: (context, input) => authorOf(context, input.threadId),
    async run(context, { threadId: id }) {
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
    },
  }),

  write<In<'decline'>, Out<'decline'>, Out<'decline'>>({
    name: 'routing.decline',
    summary: 'Says that one cannot help with a question.',
    input: z.strictObject({ threadId }),
    output: z.strictObject({ threadId: z.string(), state: z.enum(invitationStates) }),
    allow: ['participant'],
    community: (input) => input.threadId,
    async run(context, { threadId: id }) {
      const invitation = await context.get(invitations, aboutPost(id, context.actor.id));
      if (!invitation) throw new CopkitError('not-found', 'You were not asked about this question.', 'threadId');
      if (invitation.state !== 'invited') {
        throw new CopkitError('conflict', 'This invitation is no longer open.', 'threadId');
      }
      context.put(invitations, aboutPost(id, context.actor.id), { ...invitation, state: 'declined' });
      await nextRoundUnlessAwaited(context, id);
      context.log({ verb: 'refuse', object: id, target: theCommunity(context).id });
      return { threadId: id, state: 'declined' };
    },
    async answer(_context, result) {
      return result;
    },
  }),
];

function byName(a: { person: { name: string | null; id: string } }, b: typeof a): number {
  const key = ({ person }: typeof a) => `${textKey(person.name ?? '~')}/${person.id}`;
  return key(a) < key(b) ? -1 : 1;
}
