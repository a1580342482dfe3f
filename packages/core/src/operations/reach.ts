import type { Actor } from '../identity/identity.js';
import type { Audience, Collection } from '../store/collection.js';
import { personPartition } from '../store/partitions.js';
import type { PartitionReader } from '../store/reader.js';
import { ANSWERABLE, type Grant } from './policy.js';

/** Whoever may call with these grants alone belongs to the audience. */
const OF_AUDIENCE: Readonly<Partial<Record<Audience, readonly Grant[]>>> = {
  staff: ['facilitator'],
  answerable: ANSWERABLE,
  owner: [],
  system: [],
};

/** What an operation's callers may see. */
export interface Reach {
  readonly operation: string;
  readonly actor: Actor;
  readonly allow: readonly Grant[];
  /** Names of collections above its callers that it declares to read. */
  readonly alsoReads: readonly string[];
}

/**
 * Reading on behalf of an operation's callers: a collection whose audience is above the least of them is out of reach,
 * but for what is their own, which bears their id, and for what the operation declares.
 * @throws Error for a read out of reach: a mistake in the operation, whoever calls it.
 */
export function withinReach(from: PartitionReader, { operation, actor, allow, alsoReads }: Reach): PartitionReader {
  if (actor.kind === 'system') return from;
  const own = from.partition === personPartition(actor.id);
  const check = ({ name, audience }: Pick<Collection<unknown>, 'name' | 'audience'>, ids: readonly string[]) => {
    const grants = OF_AUDIENCE[audience];
    if (!grants || own || alsoReads.includes(name)) return;
    if (audience !== 'system' && ids.every((id) => id.includes(actor.id))) return;
    if (!allow.every((grant) => grant === 'system' || grants.includes(grant)))
      throw new Error(
        `${operation} reads ${name}, which is for the ${audience}: allow fewer, or name it in alsoReads.`,
      );
  };
  return {
    partition: from.partition,
    get(collection, id) {
      check(collection, [id]);
      return from.get(collection, id);
    },
    getMany(collection, ids) {
      check(collection, ids);
      return from.getMany(collection, ids);
    },
    scan(collection, range) {
      check(collection, [range.from]);
      return from.scan(collection, range);
    },
  };
}
