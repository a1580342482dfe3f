import * as z from 'zod';
import { COMMUNITY_ID, PERSON_ID } from '../identity/ids.js';
import { memberships } from '../membership/records.js';
import { type ReadContext, theCommunity } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { unknownCommunity } from '../operations/policy.js';
import { idText, longText, shortText } from '../operations/text.js';
import { ext } from '../people/schemas.js';
import { routingFields } from '../routing/settings.js';
import { communityPartition, personPartition } from '../store/partitions.js';
import type { CommunitiesApi, Community } from './api.js';
import { cardFrom } from './card.js';
import { communities, communityTypes, joinPolicies, THE_ONE, visibilities } from './records.js';
import * as schema from './schemas.js';
import { communityView } from './view.js';

type In<K extends keyof CommunitiesApi> = InputOf<CommunitiesApi[K]>;
type Out<K extends keyof CommunitiesApi> = OutputOf<CommunitiesApi[K]>;

const communityId = idText(COMMUNITY_ID, 'community');
const ofCommunity = (input: { communityId: string }) => input.communityId;

const handlers = async () => (await import('../late/oversight.js')).communities;

const fields = {
  domain: longText(2_000).nullable().optional(),
  audience: longText(2_000).nullable().optional(),
  mandate: longText(2_000).nullable().optional(),
  type: z.enum(communityTypes).optional(),
  visibility: z.enum(visibilities).optional(),
  joinPolicy: z.enum(joinPolicies).optional(),
  topics: z.array(shortText(60)).max(10).optional(),
  sponsorId: idText(PERSON_ID, 'person').nullable().optional(),
  routing: routingFields.optional(),
  ext: ext.optional(),
};

async function answer(context: ReadContext, id: string): Promise<Community> {
  const home = context.in(communityPartition(id));
  const [record, card, membership] = await Promise.all([
    home.get(communities, THE_ONE),
    cardFrom(home),
    home.get(memberships, context.actor.id),
  ]);
  if (!record || !card) throw unknownCommunity();
  return communityView({ ...context, community: record, membership }, record, card);
}

function archiving(name: 'archive' | 'unarchive', summary: string): Operation {
  return write<In<'archive'>, Community, string>({
    name: `communities.${name}`,
    summary,
    input: z.strictObject({ communityId }),
    output: schema.community,
    allow: ['facilitator', 'sponsor'],
    community: ofCommunity,
    whenArchived: true,
    async run(context) {
      const community = theCommunity(context);
      const archivedAt = name === 'archive' ? (community.archivedAt ?? context.now) : null;
      context.put(communities, THE_ONE, { ...community, archivedAt });
      context.log({ verb: name, object: community.id });
      context.effect('card', THE_ONE);
      return community.id;
    },
    answer,
  });
}

export const communityOperations: readonly Operation[] = [
  write<In<'create'>, Out<'create'>, string>({
    name: 'communities.create',
    summary: 'Founds a community; the actor becomes its first facilitator.',
    input: z.strictObject({ ...fields, name: shortText(120), purpose: longText(2_000).min(1, 'must not be empty') }),
    output: schema.community,
    allow: ['person'],
    home: (_input, _actor, newCommunityId) => communityPartition(newCommunityId()),
    run: async (context, input) => (await handlers()).create(context, input),
    answer,
  }),

  read<In<'get'>, Out<'get'>>({
    name: 'communities.get',
    summary: 'One community: its charter, who leads it and what the actor may do there.',
    input: z.strictObject({ communityId }),
    output: schema.community,
    allow: ['viewer'],
    community: ofCommunity,
    steady: true,
    async run(context) {
      const card = await cardFrom(context);
      if (!card) throw unknownCommunity();
      return communityView(context, theCommunity(context), card);
    },
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'communities.list',
    summary: "Listed communities and the actor's own, by name.",
    input: z.strictObject({
      mine: z.boolean().optional(),
      text: shortText(100).optional(),
      topic: shortText(80).optional(),
      archived: z.boolean().optional(),
      limit: z.int().min(1).max(100).optional(),
      after: z.string().max(2_000).optional(),
    }),
    output: z.strictObject({ items: z.array(schema.communityCard), next: z.string().nullable() }),
    allow: ['person'],
    home: (_input, actorId) => personPartition(actorId),
    run: async (context, input) => (await handlers()).list(context, input),
  }),

  write<In<'update'>, Out<'update'>, string>({
    name: 'communities.update',
    summary: 'Changes the charter and the rules of a community.',
    input: z.strictObject({
      ...fields,
      communityId,
      name: shortText(120).optional(),
      purpose: longText(2_000).min(1, 'must not be empty').optional(),
    }),
    output: schema.community,
    allow: ['facilitator'],
    community: ofCommunity,
    run: async (context, input) => (await handlers()).update(context, input),
    answer,
  }),

  archiving('archive', 'Makes a community read-only.'),
  archiving('unarchive', 'Lets an archived community be changed again.'),
];
