import type { StorageAdapter } from '@copkit/storage';
import type { Caller, CopkitApi, Extension, Identity, Role, Visibility } from '../../index.js';
import { CopkitError } from '../../index.js';
import type { MembershipRecord } from '../../membership/records.js';
import type { Standing } from '../../operations/policy.js';
import { kindOf } from '../../store/partitions.js';
import { fullNameOf, hostIdOf, type Organisation, organisation } from '../organisation.js';
import { intercepted } from '../storage.js';
import { directoryCases, expertiseCases, instrumentOf, moderationCases, privacyCases } from './cases.js';
import { type Posts, postsOf } from './posts.js';
import { fixtures } from './practices.js';

export const standings = [
  'none',
  'requested',
  'invited',
  'declined',
  'guest',
  'member',
  'expert',
  'steward',
  'facilitator',
  'sponsor',
  'dormant',
  'left',
  'removed',
  'admin',
  'system',
] as const;
export type StandingName = (typeof standings)[number];
export const visibilities = ['open', 'closed', 'private'] as const;

/** A community as one person or job meets it. */
export interface World {
  readonly api: Pick<Caller, 'call'>;
  /** As the sign-on says it; `null` for a job. */
  readonly identity: Identity | null;
  readonly org: Organisation;
  /** For looking into it. */
  readonly storage: StorageAdapter;
  /** What was read from the store, each read in a few words without ids. */
  readonly reads: string[];
  /** From now on writes are committed. */
  keep(): void;
  readonly communityId: string;
  /** A question that was put to those who might know. */
  readonly routedId: string;
  readonly seriesId: string;
  readonly interventionId: string;
  readonly mine: Posts;
  readonly theirs: Posts;
  readonly memberId: string;
  readonly facilitatorId: string;
  /** Who asked to join. */
  readonly askingId: string;
  /** Who is known to the organisation and nothing to the community. */
  readonly strangerId: string;
  /** A person who is held, and a text with the name of somebody who was erased; where there are privacy operations. */
  readonly heldId: string;
  readonly hitId: string;
  /** Who is muted, banned or suspended, and a post that the spam check held back; where there is moderation. */
  readonly mutedId: string;
  readonly bannedId: string;
  readonly suspendedId: string;
  readonly heldPostId: string;
  /** Who was not asked about anything yet; where there is expertise. */
  readonly colleagueId: string;
  /** Whom the host's directory knows, and a group of it that they are in; where there is provisioning. */
  readonly accountId: string;
  readonly groupId: string;
  /** Of the organisation; where there are surveys. */
  readonly instrumentId: string;
  /** What the policy is told about whoever calls. */
  readonly standing: Omit<Standing, 'owner'>;
}

const LEADING: readonly StandingName[] = ['guest', 'member', 'expert', 'steward', 'facilitator', 'sponsor'];

/** The membership that a standing means, said once more and not read from the store. */
export function membershipOf(name: StandingName): Pick<MembershipRecord, 'state' | 'roles'> | null {
  if (name === 'none' || name === 'admin' || name === 'system') return null;
  if (LEADING.includes(name)) return { state: 'active', roles: [name as Role] };
  return { state: name as MembershipRecord['state'], roles: name === 'dormant' ? ['member'] : [] };
}

/** Ends a write where it would be committed, so that one world serves all calls. */
export const NOT_COMMITTED = new CopkitError('internal', 'It would have been committed.');

/** How a call ended: allowed, with a word on how far it came, or the refusal. */
export interface Attempt {
  readonly allowed: boolean;
  /** Nothing but the missing commit stood in the way. */
  readonly worked: boolean;
  readonly code: string | null;
  readonly message: string | null;
}

export const UNKNOWN = 'There is no such community, or it is not open to you.';

export async function attempt({ api }: Pick<World, 'api'>, operation: string, input: unknown): Promise<Attempt> {
  try {
    await api.call(operation, input);
    return { allowed: true, worked: true, code: null, message: null };
  } catch (error) {
    if (!(error instanceof CopkitError)) throw error;
    const { code, message } = error;
    if (error === NOT_COMMITTED) return { allowed: true, worked: true, code: null, message: null };
    return { allowed: !(code === 'forbidden' || message === UNKNOWN), worked: false, code, message };
  }
}

/** What happens in the community before it gets its visibility. */
type Before = (org: Organisation, communityId: string, threadId: string) => Promise<void>;

export async function worldOf(
  name: StandingName,
  visibility: Visibility,
  before?: Before,
  extensions: readonly Extension[] = [],
): Promise<World> {
  let dry = false;
  const reads: string[] = [];
  const org = await organisation({
    extensions: [fixtures, ...extensions],
    wrap: (storage) =>
      intercepted(storage, {
        get(partition, keys) {
          const collections = keys.map(({ collection }) => collection).sort();
          reads.push(`get ${kindOf(partition)} ${collections}`);
          return storage.get(partition, keys);
        },
        scan(partition, scan) {
          reads.push(`scan ${kindOf(partition)} ${scan.index} ${scan.limit}`);
          return storage.scan(partition, scan);
        },
        heads(partitions) {
          reads.push(`heads ${partitions.length}`);
          return storage.heads(partitions);
        },
        changes(partition, since, limit) {
          reads.push(`changes ${kindOf(partition)}`);
          return storage.changes(partition, since, limit);
        },
        async commit(partition, commit) {
          // The catalogue is brought up, and usage counted, at their own pace.
          if (dry && partition !== 'catalog' && !partition.startsWith('usage/')) throw NOT_COMMITTED;
          return storage.commit(partition, commit);
        },
      }),
  });
  const fay = org.as('Fay');
  const { id: communityId } = await fay.communities.create({ name: 'Pumps', purpose: 'Flow', joinPolicy: 'request' });
  const person = name === 'system' ? 'Nobody' : name === 'admin' ? 'Root' : 'Sam';
  const [me, memberId, askingId, strangerId] = await Promise.all([person, 'Mia', 'Rey', 'Cal'].map(org.idOf));
  if (!me || !memberId || !askingId || !strangerId) throw new Error('Nobody is without an id.');
  await fay.membership.invite({ communityId, personId: memberId });
  await org.as('Mia').membership.accept({ communityId });
  await org.as('Rey').membership.join({ communityId });
  await bring(org, communityId, me, name);
  const mine = await postsOf(org, 'Fay', communityId, me);
  const theirs = await postsOf(org, 'Fay', communityId, memberId);
  await org.system.call('topics.define', { prefLabel: 'pumps' });
  const routed = { communityId, kind: 'question', title: 'It hums', body: 'It hums.', invite: true } as const;
  const { id: routedId } = await fay.threads.start(routed);
  await org.cop.jobs.run();
  const counted = {
    communityId,
    name: 'Hums',
    measure: 'count',
    every: 'month',
    numerator: 'hums',
    source: 'ERP',
  } as const;
  const { id: seriesId } = await fay.outcomes.define(counted);
  const changed = { communityId, kind: 'other', title: 'New pumps', at: '2025-06-01' } as const;
  const { id: interventionId } = await fay.interventions.record(changed);
  await before?.(org, communityId, theirs.threadId);
  const held = await privacyCases(org, communityId);
  const moderated = await moderationCases(org, communityId);
  const instrumentId = await instrumentOf(org);
  const directory = await directoryCases(org);
  await fay.communities.update({ communityId, visibility, joinPolicy: 'open' });
  const identity: Identity = {
    hostId: hostIdOf(person),
    name: fullNameOf(person),
    ...(name === 'admin' ? { admin: true } : { unit: 'hall' }),
  };
  const api = name === 'system' ? org.system : org.as(person, identity);
  if (name !== 'system') await api.call('people.getMe', {});
  const known = await expertiseCases(org, { communityId, memberId, me, mine }, LEADING.includes(name) ? api : null);
  await org.cop.sweep();
  dry = true;
  const actor =
    name === 'system'
      ? ({ kind: 'system', id: 'system', name: 'tests' } as const)
      : ({ kind: 'person', id: me, admin: name === 'admin' } as const);
  return {
    api,
    identity: name === 'system' ? null : identity,
    org,
    storage: org.storage,
    reads,
    keep() {
      dry = false;
    },
    communityId,
    routedId,
    seriesId,
    interventionId,
    mine,
    theirs,
    memberId,
    facilitatorId: await org.idOf('Fay'),
    askingId,
    strangerId,
    ...held,
    ...moderated,
    ...known,
    ...directory,
    instrumentId,
    standing: { actor, community: { visibility }, membership: membershipOf(name) },
  };
}

/** Takes a person through the operations that lead to a standing. */
async function bring(org: Organisation, communityId: string, personId: string, name: StandingName): Promise<void> {
  const { membership } = org.as('Fay');
  const sam: CopkitApi = org.as('Sam');
  const enter = async (roles: readonly Role[] = ['member']) => {
    await membership.invite({ communityId, personId });
    await sam.membership.accept({ communityId });
    await membership.setRoles({ communityId, personId, roles });
  };
  if (LEADING.includes(name)) await enter([name as Role]);
  if (name === 'requested') await sam.membership.join({ communityId });
  if (name === 'invited' || name === 'declined') await membership.invite({ communityId, personId });
  if (name === 'declined') await sam.membership.refuse({ communityId });
  if (name === 'dormant' || name === 'left' || name === 'removed') await enter();
  if (name === 'dormant') await sam.membership.setDormant({ communityId, dormant: true });
  if (name === 'left') await sam.membership.leave({ communityId });
  if (name === 'removed') await membership.remove({ communityId, personId });
}
