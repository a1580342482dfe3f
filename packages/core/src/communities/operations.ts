import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { COMMUNITY_ID, derive, PERSON_ID } from '../identity/ids.js';
import { changeMembership, dismissSponsor, knownPerson } from '../membership/change.js';
import { memberships, references } from '../membership/records.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { cursorAt, placeOf } from '../operations/paging.js';
import { isParticipant, maySee, type Standing, unknownCommunity } from '../operations/policy.js';
import { standingIn } from '../operations/standing.js';
import { idText, longText, shortText } from '../operations/text.js';
import { ext } from '../people/schemas.js';
import { routingFields, routingOf } from '../routing/settings.js';
import { EVERY_KEY, textKey } from '../store/keys.js';
import { CATALOG, communityPartition, personPartition } from '../store/partitions.js';
import { scanAll } from '../store/reader.js';
import type { CommunitiesApi, Community } from './api.js';
import { cardFrom } from './card.js';
import {
  type CardRecord,
  type CommunityRecord,
  cards,
  communities,
  communityCounts,
  communityTypes,
  joinPolicies,
  THE_ONE,
  visibilities,
} from './records.js';
import * as schema from './schemas.js';
import { cardViews, communityView } from './view.js';

type In<K extends keyof CommunitiesApi> = InputOf<CommunitiesApi[K]>;
type Out<K extends keyof CommunitiesApi> = OutputOf<CommunitiesApi[K]>;

const communityId = idText(COMMUNITY_ID, 'community');
const ofCommunity = (input: { communityId: string }) => input.communityId;

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

async function appointSponsor(context: WriteContext, personId: string): Promise<void> {
  await knownPerson(context, personId, 'sponsorId');
  const theirs = await context.get(memberships, personId);
  const roles = theirs && isParticipant(theirs) ? theirs.roles : [];
  await changeMembership(context, { personId, state: 'active', roles: [...roles, 'sponsor'] });
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
    async run(context, input) {
      const id = context.partition.slice('community/'.length);
      if (await context.get(communities, THE_ONE))
        throw new CopkitError('conflict', 'This community was created before.');
      const { sponsorId, topics, routing, ext: given, ...charter } = input;
      const record: CommunityRecord = {
        domain: null,
        audience: null,
        mandate: null,
        type: 'practice',
        visibility: 'open',
        joinPolicy: 'open',
        ...charter,
        ...(routing ? { routing: { ...routingOf(null), ...defined(routing) } } : {}),
        id,
        topics: await context.kit.topics.take(context, topics ?? [], charter.visibility !== 'private'),
        sponsorId: null,
        facilitatorIds: [],
        archivedAt: null,
        createdAt: context.now,
        origin: 'live',
        ext: context.kit.fields.merge('communities', {}, given),
      };
      context.put(communities, THE_ONE, record);
      context.put(communityCounts, THE_ONE, { members: 0, threads: 0 });
      // What a job founds is led by whoever is appointed afterwards.
      if (context.actor.kind === 'person') {
        const founder = { personId: context.actor.id, state: 'active', roles: ['facilitator', 'member'] } as const;
        await changeMembership(context, founder);
      }
      context.effect('card', THE_ONE);
      if (sponsorId) await appointSponsor(context, sponsorId);
      context.log({ verb: 'charter', object: id, topics: record.topics, detail: { fields: Object.keys(input) } });
      return id;
    },
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
    async run(context, input) {
      const known = await visibleCards(context);
      const topic = input.topic === undefined ? null : await context.kit.topics.idOf(input.topic);
      const words = fold(input.text ?? '')
        .split(/\s+/u)
        .filter(Boolean);
      const list = `communities:${derive(JSON.stringify({ ...input, after: undefined, limit: undefined }), 16)}`;
      const place = input.after === undefined ? '' : placeOf(list, input.after, 'after');
      const matching = known
        .filter(({ card, membership }) => {
          const text = [card.name, card.purpose, ...card.topics].map(fold).join(' ');
          return (
            (!input.mine || (membership !== null && isParticipant(membership))) &&
            card.archived === (input.archived ?? false) &&
            (topic === null || card.topics.includes(topic)) &&
            words.every((word) => text.includes(word))
          );
        })
        .map((entry) => ({ ...entry, key: `${textKey(entry.card.name)}/${entry.card.id}` }))
        .filter(({ key }) => key > place)
        .sort((a, b) => (a.key < b.key ? -1 : 1));
      const limit = input.limit ?? 50;
      const shown: (typeof matching)[number][] = [];
      for (let at = 0; at < matching.length && shown.length <= limit; ) {
        const some = matching.slice(at, at + limit + 1 - shown.length);
        at += some.length;
        const standings = await Promise.all(some.map(({ card }) => standingIn(context, card.id)));
        some.forEach((entry, index) => {
          const { membership } = standings[index] ?? { membership: null };
          const stays = standings[index] && maySee(standings[index]) && (!input.mine || isParticipant(membership));
          if (stays) shown.push({ ...entry, membership });
        });
      }
      const items = shown.slice(0, limit);
      const last = items.at(-1);
      return {
        items: await cardViews(context, items),
        next: shown.length > limit && last ? cursorAt(list, last.key) : null,
      };
    },
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
    async run(context, input) {
      const { communityId: id, sponsorId, topics, routing, ext: given, ...charter } = input;
      const earlier = theCommunity(context);
      const visibility = charter.visibility ?? earlier.visibility;
      context.put(communities, THE_ONE, {
        ...earlier,
        ...defined(charter),
        ...(routing ? { routing: { ...routingOf(earlier), ...defined(routing) } } : {}),
        ...(topics ? { topics: await context.kit.topics.take(context, topics, visibility !== 'private') } : {}),
        ext: context.kit.fields.merge('communities', earlier.ext, given),
      });
      if (sponsorId !== undefined && sponsorId !== earlier.sponsorId) {
        if (sponsorId) await appointSponsor(context, sponsorId);
        else if (earlier.sponsorId) await dismissSponsor(context, earlier.sponsorId);
      }
      const changed = Object.keys(input).filter((field) => field !== 'communityId');
      context.log({ verb: 'charter', object: id, detail: { fields: changed } });
      context.effect('card', THE_ONE);
      return id;
    },
    answer,
  }),

  archiving('archive', 'Makes a community read-only.'),
  archiving('unarchive', 'Lets an archived community be changed again.'),
];

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

/**
 * Cards of listed communities and of those the actor belongs or is invited to, each with the actor's standing. Copies
 * say what is there: whether the actor may see it, the community must say.
 */
async function visibleCards(context: ReadContext) {
  const [listed, own] = await Promise.all([
    scanAll(context.in(CATALOG), cards, { index: 'cards', ...EVERY_KEY }),
    scanAll(context, references, { index: 'references', ...EVERY_KEY }),
  ]);
  const standing = new Map(own.map(({ id, body }) => [id, body]));
  const known = new Map<string, CardRecord>(listed.map(({ id, body }) => [id, body]));
  for (const [id, membership] of standing) {
    if (known.has(id) || !(isParticipant(membership) || membership.state === 'invited')) continue;
    const card = await cardFrom(context.in(communityPartition(id)));
    if (card) known.set(id, card);
  }
  return [...known.values()].map((card) => ({
    card,
    membership: (standing.get(card.id) ?? null) as Standing['membership'],
  }));
}
