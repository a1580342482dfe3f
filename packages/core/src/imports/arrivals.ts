import { communities, communityCounts, THE_ONE } from '../communities/records.js';
import { CopkitError } from '../errors.js';
import { mintPersonId, shardOf } from '../identity/ids.js';
import { changeMembership } from '../membership/change.js';
import { memberships } from '../membership/records.js';
import type { WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { isParticipant } from '../operations/policy.js';
import { utc } from '../operations/text.js';
import { hostKey, hosts, people, placeholderKey } from '../people/records.js';
import { peopleShard } from '../store/partitions.js';
import type { ImportsApi } from './api.js';
import { communityIdFrom, historic, placeholderSeed } from './sourced.js';

type In<K extends keyof ImportsApi> = InputOf<ImportsApi[K]>;
type Out<K extends keyof ImportsApi> = OutputOf<ImportsApi[K]>;

function found(context: WriteContext, input: In<'community'>): void {
  context.put(communities, THE_ONE, {
    id: communityIdFrom(input.source),
    name: input.name,
    purpose: input.purpose,
    domain: null,
    audience: null,
    mandate: null,
    type: 'practice',
    visibility: 'open',
    joinPolicy: 'open',
    topics: [],
    sponsorId: null,
    facilitatorIds: [],
    archivedAt: null,
    createdAt: input.createdAt === undefined ? context.now : utc(input.createdAt),
    origin: 'imported',
    ext: {},
  });
  context.put(communityCounts, THE_ONE, { members: 0, threads: 0 });
  context.effect('card', THE_ONE);
}

async function peopleByHostId(context: WriteContext, hostIds: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const [at, hostId] of hostIds.entries()) {
    const host = await context.in(peopleShard(shardOf(hostId))).get(hosts, hostKey(hostId));
    if (!host?.personId)
      throw new CopkitError('not-found', `Nobody here has the host id "${hostId}".`, `facilitators.${at}`);
    found.add(host.personId);
  }
  return found;
}

/** A member beforehand or not, with the roles that they have. */
async function makeFacilitator(context: WriteContext, communityId: string, personId: string): Promise<void> {
  const theirs = await context.get(memberships, personId);
  const held = theirs && isParticipant(theirs) ? theirs.roles : ['member' as const];
  const roles = [...held, 'facilitator' as const];
  await changeMembership(context, { personId, state: 'active', roles });
  context.log({ verb: 'changeRoles', object: communityId, target: personId, detail: { roles } });
}

export async function importCommunity(context: WriteContext, input: In<'community'>): Promise<Out<'community'>> {
  const communityId = communityIdFrom(input.source);
  const known = await context.get(communities, THE_ONE);
  const wanted = await peopleByHostId(context, input.facilitators ?? []);
  const missing = [...wanted].filter((personId) => !known?.facilitatorIds.includes(personId));
  if (known && missing.length === 0) return { communityId, outcome: 'unchanged' };
  if (!known) found(context, input);
  for (const personId of missing) await makeFacilitator(context, communityId, personId);
  return { communityId, outcome: known ? 'updated' : 'created' };
}

export async function importMember(
  context: WriteContext,
  { communityId, personId, at: told }: In<'member'>,
): Promise<Out<'member'>> {
  const at = utc(told);
  if (await context.get(memberships, personId)) return { outcome: 'unchanged' };
  await changeMembership(context, { personId, state: 'active', roles: ['member'], at });
  const past = await historic(context, `${communityId} join ${personId}`, { actor: personId, at });
  context.log({ verb: 'join', object: communityId, target: personId, ...past });
  return { outcome: 'created' };
}

export async function importPlaceholder(context: WriteContext, input: In<'placeholder'>): Promise<Out<'placeholder'>> {
  const key = placeholderKey(placeholderSeed(input));
  const known = await context.get(hosts, key);
  if (known?.personId) return { personId: known.personId, outcome: 'unchanged' };
  // Minted: an id that followed from the label would tell whoever guesses a name whose posts these are.
  const personId = mintPersonId(shardOf(placeholderSeed(input)), context.kit.random);
  context.put(hosts, key, { personId });
  context.put(people, personId, {
    id: personId,
    hostId: null,
    name: null,
    jobTitle: null,
    locale: null,
    changedHere: [],
    units: [],
    toldAt: null,
    createdAt: context.now,
    erasedAt: null,
    origin: 'imported',
    ext: {},
  });
  return { personId, outcome: 'created' };
}
