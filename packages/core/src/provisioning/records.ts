import * as z from 'zod';
import { derive } from '../identity/ids.js';
import { collection } from '../store/collection.js';
import { givenRoles, type Kept, type ProvisionedGroup, type ProvisionedUser, profileFields } from './api.js';

/** Where accounts and groups of the host's directory stand. */
export const PROVISIONING = 'provisioning';

const kept = { version: z.int().min(1), createdAt: z.string(), changedAt: z.string() };

export const userRecord: z.ZodType<ProvisionedUser & Kept> = z.strictObject({
  id: z.string(),
  hostId: z.string(),
  userName: z.string(),
  externalId: z.string().nullable(),
  active: z.boolean(),
  profile: z.partialRecord(z.enum(profileFields), z.string()) as z.ZodType<ProvisionedUser['profile']>,
  ...kept,
});

/** Id: the person. */
export const users = collection<ProvisionedUser & Kept>({
  name: 'provisionedUsers',
  home: 'provisioning',
  audience: 'system',
  schema: userRecord,
  keys: (_body, id) => [['users', id]],
});

export const groupRecord: z.ZodType<ProvisionedGroup & Kept> = z.strictObject({
  id: z.string(),
  displayName: z.string(),
  externalId: z.string().nullable(),
  members: z.array(z.string()),
  ...kept,
});

export const groups = collection<ProvisionedGroup & Kept>({
  name: 'provisionedGroups',
  home: 'provisioning',
  audience: 'system',
  schema: groupRecord,
  keys: ({ displayName }, id) => [
    ['groups', id],
    ['groupNames', groupNameKey(displayName, id)],
  ],
});

/** Whose a name is, so that of two who want it at the same moment one gets it. Id: `nameKey`. */
export const names = collection<{ readonly id: string }>({
  name: 'provisionedNames',
  home: 'provisioning',
  audience: 'system',
  schema: z.strictObject({ id: z.string() }),
});

export type NameKind = 'userName' | 'userExternalId' | 'groupExternalId';

export function nameKey(kind: NameKind, name: string): string {
  return derive(`${kind} ${kind === 'userName' ? withoutCase(name) : name.normalize('NFC')}`, 26);
}

/** Names of groups are compared without regard to case; several groups may have the same. */
export const withoutCase = (name: string): string => name.normalize('NFC').toLowerCase();
export const groupNameKey = (displayName: string, id = ''): string =>
  `${derive(`displayName ${withoutCase(displayName)}`, 26)}/${id}`;

const grantRecord = z.strictObject({
  personId: z.string(),
  /** The roles that the directory says they should have. */
  told: z.array(z.enum(givenRoles)),
  /** Those of them that they did not have from elsewhere. */
  given: z.array(z.enum(givenRoles)),
  /** They are a member because the directory says so. */
  joined: z.boolean(),
});
export type GrantRecord = z.infer<typeof grantRecord>;

/** What of a membership comes from the directory. Id: the person. */
export const grants = collection<GrantRecord>({
  name: 'provisionedGrants',
  home: 'community',
  audience: 'staff',
  schema: grantRecord,
  keys: (_body, id) => [['grants', id]],
});
