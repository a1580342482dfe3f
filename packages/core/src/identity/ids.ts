import { sha256 } from '@noble/hashes/sha2.js';
import { customRandom, random as systemRandom } from 'nanoid';
import { CopkitError } from '../errors.js';

/** Bytes nobody can foresee; a test gives its own. */
export type RandomBytes = (count: number) => Uint8Array;

/** Crockford's base 32 in lower case: no letters that are read as digits, and safe in URLs. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const COMMUNITY_LENGTH = 16;
const LOCAL_LENGTH = 12;

/** People are spread over this many partitions. Part of every person id, so it never changes. */
export const PEOPLE_SHARDS = '0123456789abcdef';

/** Ids of things inside a community name it: `t_COMMUNITY_LOCAL`. Those of an extension say whose, as `polls-poll`. */
export type LocalKind = keyof typeof PREFIX | `${string}-${string}`;
const PREFIX = {
  thread: 't',
  reply: 'r',
  flag: 'f',
  practice: 'h',
  adoption: 'a',
  series: 's',
  intervention: 'i',
} as const;
const PREFIXES: Readonly<Partial<Record<LocalKind, string>>> = PREFIX;
const OF_EXTENSION = '[a-z][a-z0-9]{0,29}-[a-z][a-z0-9]{0,29}';
const LOCAL_ID = new RegExp(`^(?:${[...Object.values(PREFIX), OF_EXTENSION].join('|')})_([0-9a-z]{16})_[0-9a-z]{12}$`);

export const PERSON_ID = /^p_[0-9a-f][0-9a-z]{16}$/;
export const COMMUNITY_ID = /^c_[0-9a-z]{16}$/;
export const THREAD_ID = /^t_[0-9a-z]{16}_[0-9a-z]{12}$/;
export const REPLY_ID = /^r_[0-9a-z]{16}_[0-9a-z]{12}$/;
export const POST_ID = /^[tr]_[0-9a-z]{16}_[0-9a-z]{12}$/;
export const FLAG_ID = /^f_[0-9a-z]{16}_[0-9a-z]{12}$/;
export const PRACTICE_ID = /^h_[0-9a-z]{16}_[0-9a-z]{12}$/;
export const ADOPTION_ID = /^a_[0-9a-z]{16}_[0-9a-z]{12}$/;
export const SERIES_ID = /^s_[0-9a-z]{16}_[0-9a-z]{12}$/;
export const INTERVENTION_ID = /^i_[0-9a-z]{16}_[0-9a-z]{12}$/;

/** The same letters for the same seed, spread like random ones. */
export function derive(seed: string, length: number): string {
  const digest = sha256(new TextEncoder().encode(seed));
  let letters = '';
  for (let i = 0; i < length; i++) letters += ALPHABET[(digest[i] ?? 0) & 31];
  return letters;
}

export function mint(length: number, random: RandomBytes = systemRandom): string {
  return customRandom(ALPHABET, length, random)();
}

/** A random person id in the shard that the host id leads to. */
export function mintPersonId(shard: string, random?: RandomBytes): string {
  return `p_${shard}${mint(16, random)}`;
}

/** Where the person with this host id is looked for. */
export function shardOf(hostId: string): string {
  return PEOPLE_SHARDS[(sha256(new TextEncoder().encode(`shard ${hostId}`))[0] ?? 0) & 15] as string;
}

export function deriveCommunityId(seed: string): string {
  return `c_${derive(`community ${seed}`, COMMUNITY_LENGTH)}`;
}

export function deriveLocalId(kind: LocalKind, communityId: string, seed: string): string {
  const local = derive(`${kind} ${communityId} ${seed}`, LOCAL_LENGTH);
  const id = `${PREFIXES[kind] ?? kind}_${communityId.slice(2)}_${local}`;
  if (!LOCAL_ID.test(id)) throw new Error(`"${kind}" is no kind of thing: name it like polls-poll.`);
  return id;
}

/** The community that the id of something in it names, or the community id itself. */
export function communityIdOf(id: string): string {
  const communityId = communityOf(id);
  if (!communityId) throw new CopkitError('invalid', `"${id.slice(0, 60)}" is not the id of something in a community.`);
  return communityId;
}

/** As `communityIdOf`; `null` for the id of anything else. */
export function communityOf(id: string): string | null {
  if (COMMUNITY_ID.test(id)) return id;
  const local = LOCAL_ID.exec(id);
  return local ? `c_${local[1]}` : null;
}

export const isThreadId = (id: string): boolean => THREAD_ID.test(id);
export const isPracticeId = (id: string): boolean => PRACTICE_ID.test(id);
