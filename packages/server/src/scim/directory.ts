import { type Copkit, CopkitError } from '@copkit/core';
import {
  accountSchema,
  groupSchema,
  type Kept,
  type ProvisionedGroup,
  type ProvisionedUser,
} from '@copkit/core/provisioning';
import type * as z from 'zod';
import { identityOf } from '../sign-on/claims.js';
import type { Filter } from './filter.js';
import { type GroupDraft, groupDraftOf } from './group.js';
import { invalidValue, nothingHere, ScimError } from './problems.js';
import type { ScimSettings } from './settings.js';
import { draftOf, type UserDraft } from './user.js';

export type User = ProvisionedUser & Kept;
export type Group = ProvisionedGroup & Kept;
type System = ReturnType<Copkit['system']>;

const ATTEMPTS = 8;
/** Of somebody who is not there yet; to check the rest of an account with. */
const NOBODY = 'p_00000000000000000';

/** What the directory of an organisation says, carried out by copkit's own operations. */
export class Directory {
  readonly #system: System;
  readonly #settings: ScimSettings;
  /** Says something else when an account or a group changed. */
  readonly #state: () => Promise<string>;
  /** Whoever goes through all accounts asks for page after page of them. */
  #all: { readonly state: string; readonly users: readonly User[] } | null = null;

  constructor(cop: Pick<Copkit, 'system' | 'stateOf'>, settings: ScimSettings) {
    this.#system = cop.system({ name: 'scim' });
    this.#settings = settings;
    this.#state = () => cop.stateOf(['provisioning']);
  }

  async user(id: string): Promise<User> {
    const { user } = await this.#system.provisioning.getUser({ id });
    if (!user) throw nothingHere();
    return user;
  }

  async group(id: string): Promise<Group> {
    const { group } = await this.#system.provisioning.getGroup({ id });
    if (!group) throw nothingHere();
    return group;
  }

  /** Those that may match: one that is looked up where the filter names it, and all of them otherwise. */
  async users(filter: Filter | null): Promise<readonly User[]> {
    const { provisioning } = this.#system;
    const [name, value] = namedBy(filter);
    if (name === 'id') return some((await provisioning.getUser({ id: value })).user);
    if (name === 'username') return some((await provisioning.findUser({ userName: value })).user);
    if (name === 'externalid') return some((await provisioning.findUser({ externalId: value })).user);
    const state = await this.#state();
    if (this.#all?.state !== state) {
      this.#all = { state, users: await everything((after) => provisioning.listUsers(after ? { after } : {})) };
    }
    return this.#all.users;
  }

  async groups(filter: Filter | null): Promise<readonly Group[]> {
    const { provisioning } = this.#system;
    const [name, value] = namedBy(filter);
    if (name === 'id') return some((await provisioning.getGroup({ id: value })).group);
    if (name === 'externalid') return some((await provisioning.findGroup({ externalId: value })).group);
    const called = name === 'displayname' ? { displayName: value } : {};
    return everything((after) => provisioning.listGroups({ ...called, ...(after ? { after } : {}) }));
  }

  /**
   * The person is brought in first and the account is kept then: where that breaks off, the same call completes it.
   * @throws ScimError
   */
  async createUser(draft: UserDraft): Promise<User> {
    const { provisioning } = this.#system;
    const account = this.#accountOf(NOBODY, draft, true);
    await this.#requireFree(account);
    const id = await this.#bringIn(account);
    return provisioning.saveUser({ user: { ...account, id }, version: null });
  }

  /** @throws ScimError 412 where another version is `expected`. */
  async changeUser(id: string, expected: Expected, change: (draft: UserDraft) => UserDraft): Promise<User> {
    return repeated(expected, async () => {
      const known = await this.user(id);
      requireVersion(known, expected);
      const account = this.#accountOf(id, change(draftOf(known)), known.active);
      if (account.hostId !== known.hostId) {
        const { hostId } = this.#settings;
        throw new ScimError(400, 'mutability', `${hostId} is what the person is known by here; it cannot change.`);
      }
      await this.#requireFree(account);
      if (told(this.#settings, account) !== told(this.#settings, known)) await this.#bringIn(account);
      return this.#system.provisioning.saveUser({ user: account, version: known.version });
    });
  }

  async removeUser(id: string, expected: Expected): Promise<void> {
    const known = await this.user(id);
    requireVersion(known, expected);
    await this.#system.provisioning.removeUser({ id, ...(expected && { version: known.version }) });
  }

  async createGroup(draft: GroupDraft): Promise<Group> {
    const group = checked(groupSchema, { ...plain(draft), id: crypto.randomUUID() });
    return this.#system.provisioning.saveGroup({ group, version: null });
  }

  /** @throws ScimError 412 where another version is `expected`. */
  async changeGroup(id: string, expected: Expected, change: (draft: GroupDraft) => GroupDraft): Promise<Group> {
    return repeated(expected, async () => {
      const known = await this.group(id);
      requireVersion(known, expected);
      const group = checked(groupSchema, { ...plain(change(groupDraftOf(known))), id });
      return this.#system.provisioning.saveGroup({ group, version: known.version });
    });
  }

  async removeGroup(id: string, expected: Expected): Promise<void> {
    const known = await this.group(id);
    requireVersion(known, expected);
    await this.#system.provisioning.removeGroup({ id, ...(expected && { version: known.version }) });
  }

  /** Looked at before anything is written; that it is so is made sure of when the account is kept. */
  async #requireFree({ id, userName, externalId }: ProvisionedUser): Promise<void> {
    const { provisioning } = this.#system;
    const byName = (await provisioning.findUser({ userName })).user;
    const byId = externalId === null ? null : (await provisioning.findUser({ externalId })).user;
    const taken = byName && byName.id !== id ? 'userName' : byId && byId.id !== id ? 'externalId' : null;
    if (taken) throw new ScimError(409, 'uniqueness', `There is a user with this ${taken} already.`);
  }

  async #bringIn(account: ProvisionedUser): Promise<string> {
    const { hostId, name, unit, jobTitle, locale } = identity(this.#settings, account);
    const person = { hostId, name, ...(unit && { unit }), ...(jobTitle && { jobTitle }), ...(locale && { locale }) };
    const { ids } = await this.#system.people.import({ people: [person] });
    const [id] = ids;
    if (id) return id;
    throw new ScimError(403, null, 'This person was erased here. They come back by signing in, as somebody new.');
  }

  #accountOf(id: string, { userName, externalId, active, profile }: UserDraft, otherwise: boolean): ProvisionedUser {
    if (userName === null) throw invalidValue('userName is missing.');
    if (this.#settings.hostId === 'externalId' && externalId === null)
      throw invalidValue('externalId is missing, which people are known by here.');
    const account = { id, hostId: '-', userName, externalId, active: active ?? otherwise, profile };
    const { hostId } = identity(this.#settings, checked(accountSchema, account));
    return { ...account, hostId };
  }
}

/** Which versions a change is meant for; `null` for any. */
export type Expected = ReadonlySet<number> | null;

function requireVersion({ version }: Kept, expected: Expected): void {
  if (expected && !expected.has(version))
    throw new ScimError(412, null, 'It was changed in the meantime. Read it again.');
}

/** Who does not name a version means the one that there is when it is done. */
async function repeated<T>(expected: Expected, attempt: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof CopkitError) || error.field !== 'version') throw error;
      if (expected) throw new ScimError(412, null, error.message);
      if (left <= 1) throw error;
    }
  }
}

function identity({ hostId, hostIdPrefix, attributes }: ScimSettings, account: ProvisionedUser) {
  const { formattedName, givenName, familyName, ...profile } = account.profile;
  const name = formattedName ?? [givenName, familyName].filter((part) => part !== undefined).join(' ');
  const claims = { userName: account.userName, externalId: account.externalId, ...profile, name };
  try {
    return identityOf(claims, {
      hostId,
      hostIdPrefix,
      name: attributes.name ?? ['displayName', 'name', 'userName'],
      unit: attributes.unit ?? ['department', 'division', 'organization'],
      jobTitle: attributes.jobTitle ?? 'title',
      locale: attributes.locale ?? ['preferredLanguage', 'locale'],
    });
  } catch (error) {
    if (error instanceof CopkitError) throw invalidValue(`${hostId} or the name cannot be used: ${error.message}`);
    throw error;
  }
}

const told = (settings: ScimSettings, account: ProvisionedUser): string => JSON.stringify(identity(settings, account));

function plain({ displayName, externalId, members }: GroupDraft) {
  if (displayName === null) throw invalidValue('displayName is missing.');
  return { displayName, externalId, members: [...members] };
}

function checked<T>(schema: z.ZodType<T>, value: T): T {
  const { success, error } = schema.safeParse(value);
  if (success) return value;
  const [issue] = error.issues;
  throw invalidValue(`${issue?.path.join('.')}: ${issue?.message}`);
}

const NAMES: ReadonlySet<string> = new Set(['id', 'username', 'displayname', 'externalid']);

/** An attribute in small letters that has to have one value for a filter to hold. */
function namedBy(filter: Filter | null): readonly [name: string | null, value: string] {
  if (filter?.is === 'and') return filter.of.map(namedBy).find(([name]) => NAMES.has(name ?? '')) ?? [null, ''];
  if (filter?.is === 'compare' && filter.by === 'eq' && typeof filter.value === 'string')
    return [
      filter.path.toLowerCase().replace(/^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/, ''),
      filter.value,
    ];
  return [null, ''];
}

const some = <T>(found: T | null): readonly T[] => (found === null ? [] : [found]);

async function everything<T>(
  list: (after: string | null) => Promise<{ readonly items: readonly T[]; readonly next: string | null }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(after);
    all.push(...page.items);
    after = page.next;
  } while (after !== null);
  return all;
}
