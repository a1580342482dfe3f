import { CopkitError } from '../errors.js';
import { derive } from '../identity/ids.js';
import { changeMembership, dismissSponsor, knownPerson } from '../membership/change.js';
import { memberships, references } from '../membership/records.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { cursorAt, placeOf } from '../operations/paging.js';
import { isParticipant, maySee, type Standing } from '../operations/policy.js';
import { standingIn } from '../operations/standing.js';
import { routingOf } from '../routing/settings.js';
import { EVERY_KEY, textKey } from '../store/keys.js';
import { CATALOG, communityPartition } from '../store/partitions.js';
import { scanAll } from '../store/reader.js';
import type { CommunitiesApi } from './api.js';
import { cardFrom } from './card.js';
import { type CardRecord, type CommunityRecord, cards, communities, communityCounts, THE_ONE } from './records.js';
import { cardViews } from './view.js';

type In<K extends keyof CommunitiesApi> = InputOf<CommunitiesApi[K]>;
type Out<K extends keyof CommunitiesApi> = OutputOf<CommunitiesApi[K]>;

async function appointSponsor(context: WriteContext, personId: string): Promise<void> {
  await knownPerson(context, personId, 'sponsorId');
  const theirs = await context.get(memberships, personId);
  const roles = theirs && isParticipant(theirs) ? theirs.roles : [];
  await changeMembership(context, { personId, state: 'active', roles: [...roles, 'sponsor'] });
}

export async function create(context: WriteContext, input: In<'create'>): Promise<string> {
  const id = context.partition.slice('community/'.length);
  if (await context.get(communities, THE_ONE)) throw new CopkitError('conflict', 'This community was created before.');
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
}

export async function update(context: WriteContext, input: In<'update'>): Promise<string> {
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
}

export async function list(context: ReadContext, input: In<'list'>): Promise<Out<'list'>> {
  const known = await visibleCards(context);
  const topic = input.topic === undefined ? null : await context.kit.topics.bornBy(input.topic);
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
        (topic === null || card.topics.some((id) => topic.includes(id))) &&
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
}

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
