import type { Role } from '../membership/api.js';
import type { CallOptions } from '../operations/call.js';
import type { PersonImport } from '../people/api.js';

/** What is kept of what a directory says of somebody, as it says it. */
export const profileFields = [
  'displayName',
  'formattedName',
  'givenName',
  'familyName',
  'title',
  'preferredLanguage',
  'locale',
  'department',
  'division',
  'organization',
] as const;
export type ProfileField = (typeof profileFields)[number];

/** An account of the host's directory. */
export interface ProvisionedUser {
  /** The person's. */
  readonly id: string;
  readonly hostId: string;
  /** Unique, without regard to case. */
  readonly userName: string;
  /** Unique. */
  readonly externalId: string | null;
  /** Who is not, is suspended. */
  readonly active: boolean;
  readonly profile: Readonly<Partial<Record<ProfileField, string>>>;
}

/** A group of the host's directory. */
export interface ProvisionedGroup {
  readonly id: string;
  /** Several groups may have the same. */
  readonly displayName: string;
  /** Unique. */
  readonly externalId: string | null;
  /** Ids of people, each once, at most 20,000. */
  readonly members: readonly string[];
}

/** How often it was changed, counted from 1, and when. */
export interface Kept {
  readonly version: number;
  readonly createdAt: string;
  readonly changedAt: string;
}

/** Who is in the group has the role in the community. */
export interface GroupMapping {
  /** The group's name without regard to case, for all groups of that name, or its id in the directory. */
  readonly group: string;
  readonly communityId: string;
  readonly role: GivenRole;
}
export const givenRoles = ['member', 'guest', 'expert', 'steward', 'facilitator'] as const satisfies readonly Role[];
export type GivenRole = (typeof givenRoles)[number];

/** `version`: the one that is changed, `null` for something new. */
type Save<T> = { readonly version: number | null } & T;
type One = { id: string };
type Some = { after?: string; limit?: number };
interface Listed<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/**
 * For whoever brings people in from the host's directory. Nobody else can call it.
 *
 * Writes are refused as `conflict`, with the field, where a name is taken or the version is another one by now.
 */
export interface ProvisioningApi {
  getUser(input: One, options?: CallOptions): Promise<{ readonly user: (ProvisionedUser & Kept) | null }>;
  findUser(
    input: { userName: string } | { externalId: string },
    options?: CallOptions,
  ): Promise<{ readonly user: (ProvisionedUser & Kept) | null }>;
  /** By id. 1 to 500; 500 where absent. */
  listUsers(input?: Some, options?: CallOptions): Promise<Listed<ProvisionedUser & Kept>>;
  /** The person has to be there. Suspends them or lets them in again as `active` says. */
  saveUser(input: Save<{ user: ProvisionedUser }>, options?: CallOptions): Promise<ProvisionedUser & Kept>;
  /** Forgets the account, suspends the person and takes them out of all groups. What they wrote stays, with their name. */
  removeUser(input: One & { version?: number }, options?: CallOptions): Promise<One>;
  getGroup(input: One, options?: CallOptions): Promise<{ readonly group: (ProvisionedGroup & Kept) | null }>;
  findGroup(
    input: { externalId: string },
    options?: CallOptions,
  ): Promise<{ readonly group: (ProvisionedGroup & Kept) | null }>;
  /** By id; with a name those of that name. 1 to 100; 100 where absent. */
  listGroups(input?: Some & { displayName?: string }, options?: CallOptions): Promise<Listed<ProvisionedGroup & Kept>>;
  /** Members have to be accounts. Gives and takes roles in communities as the mapping says. */
  saveGroup(input: Save<{ group: ProvisionedGroup }>, options?: CallOptions): Promise<ProvisionedGroup & Kept>;
  removeGroup(input: One & { version?: number }, options?: CallOptions): Promise<One>;
  /** Takes somebody out of a group, if they are in it. */
  dropMember(input: One & { personId: string }, options?: CallOptions): Promise<One>;
  /**
   * What the directory gives somebody in a community, all of it: what it gave before and is not said any more is taken
   * away. Roles that somebody has from elsewhere stay; who left of their own accord stays away; nobody who is banned
   * comes back, and the last facilitator stays.
   */
  grant(
    input: { communityId: string; personId: string; roles: readonly GivenRole[] },
    options?: CallOptions,
  ): Promise<{ readonly personId: string }>;
  /** Suspends somebody, or ends a suspension that came from here; one by an administrator stays. */
  setActive(
    input: { personId: string; active: boolean },
    options?: CallOptions,
  ): Promise<{ readonly outcome: 'changed' | 'unchanged' }>;
  /** Everybody the sign-on or the directory told of, erased people and programs left out. */
  listPeople(
    input?: { after?: string },
    options?: CallOptions,
  ): Promise<Listed<{ readonly id: string; readonly hostId: string; readonly active: boolean }>>;
  /** What `people.import` would do, in the order of the input. */
  previewImport(
    input: { people: readonly PersonImport[] },
    options?: CallOptions,
  ): Promise<{
    readonly items: readonly {
      readonly id: string | null;
      readonly outcome: 'created' | 'updated' | 'unchanged' | 'erased';
    }[];
  }>;
}
