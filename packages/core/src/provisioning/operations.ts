import * as z from 'zod';
import { COMMUNITY_ID, PERSON_ID } from '../identity/ids.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { direct, type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { idText, languageTag, moment, shortText } from '../operations/text.js';
import { EVERY_KEY } from '../store/keys.js';
import { peoplePartition, UNITS } from '../store/partitions.js';
import { findUser, removeUser, savedUser, saveUser } from './accounts.js';
import {
  type GroupMapping,
  givenRoles,
  type ProvisionedGroup,
  type ProvisionedUser,
  type ProvisioningApi,
  profileFields,
} from './api.js';
import { grant } from './granting.js';
import { dropMember, findGroup, listGroups, removeGroup, savedGroup, saveGroup } from './groups.js';
import { listPeople, previewImport, setActive } from './persons.js';
import { groupRecord, groups, PROVISIONING, userRecord, users } from './records.js';

type In<K extends keyof ProvisioningApi> = InputOf<ProvisioningApi[K]>;
type Out<K extends keyof ProvisioningApi> = OutputOf<ProvisioningApi[K]>;

const MOST_MEMBERS = 20_000;

const allow = ['system'] as const;
const home = () => PROVISIONING;
const personId = idText(PERSON_ID, 'person');
const groupId = z.string().regex(/^[0-9a-zA-Z-]{1,64}$/, 'is not the id of a group');
const version = z.int().min(1);
const place = z.string().max(200);
const one = z.strictObject({ id: z.string() });
const done = async (_context: ReadContext, id: string) => ({ id });

/** An account as it may be given. */
export const accountSchema: z.ZodType<ProvisionedUser> = z.strictObject({
  id: personId,
  hostId: shortText(200),
  userName: shortText(200),
  externalId: shortText(200).nullable(),
  active: z.boolean(),
  profile: z.partialRecord(z.enum(profileFields), shortText(200)) as z.ZodType<ProvisionedUser['profile']>,
});
/** A group as it may be given. */
export const groupSchema: z.ZodType<ProvisionedGroup> = z.strictObject({
  id: groupId,
  displayName: shortText(200),
  externalId: shortText(200).nullable(),
  members: z.array(personId).max(MOST_MEMBERS, `has at most ${MOST_MEMBERS} members`),
});
const foundUser = z.strictObject({ user: userRecord.nullable() });
const foundGroup = z.strictObject({ group: groupRecord.nullable() });

const importedPerson = z.strictObject({
  hostId: shortText(200),
  name: shortText(200).nullable(),
  unit: shortText(100).optional(),
  jobTitle: shortText(200).optional(),
  locale: languageTag().optional(),
  since: moment().optional(),
});

const accountOperations: readonly Operation[] = [
  read<In<'getUser'>, Out<'getUser'>>({
    name: 'provisioning.getUser',
    summary: 'An account of the directory.',
    input: z.strictObject({ id: z.string().max(100) }),
    output: foundUser,
    allow,
    home,
    run: async (context, { id }) => ({ user: PERSON_ID.test(id) ? await context.get(users, id) : null }),
  }),

  read<In<'findUser'>, Out<'findUser'>>({
    name: 'provisioning.findUser',
    summary: 'The account with a name.',
    input: z.union([
      z.strictObject({ userName: z.string().max(1_000) }),
      z.strictObject({ externalId: z.string().max(1_000) }),
    ]),
    output: foundUser,
    allow,
    home,
    run: findUser,
  }),

  read<In<'listUsers'>, Out<'listUsers'>>({
    name: 'provisioning.listUsers',
    summary: 'All accounts of the directory.',
    input: z.strictObject({ after: place.optional(), limit: z.int().min(1).max(500).optional() }),
    output: z.strictObject({ items: z.array(userRecord), next: z.string().nullable() }),
    allow,
    home,
    async run(context, { after, limit = 500 }) {
      const page = await context.scan(users, { index: 'users', ...EVERY_KEY, limit, ...(after ? { after } : {}) });
      return { items: page.items.map(({ body }) => body), next: page.after };
    },
  }),

  write<In<'saveUser'>, Out<'saveUser'>, string>({
    name: 'provisioning.saveUser',
    summary: 'Keeps an account as the directory has it.',
    input: z.strictObject({ user: accountSchema, version: version.nullable() }),
    output: userRecord,
    allow,
    home,
    run: saveUser,
    answer: savedUser,
  }),

  write<In<'removeUser'>, Out<'removeUser'>, string>({
    name: 'provisioning.removeUser',
    summary: 'Forgets an account, and suspends whose it was.',
    input: z.strictObject({ id: personId, version: version.optional() }),
    output: one,
    allow,
    home,
    run: removeUser,
    answer: done,
  }),

  direct<In<'setActive'>, Out<'setActive'>>({
    name: 'provisioning.setActive',
    summary: 'Keeps out who is not active in the directory, and lets them in again.',
    input: z.strictObject({ personId, active: z.boolean() }),
    output: z.strictObject({ outcome: z.enum(['changed', 'unchanged']) }),
    allow,
    home: (input) => peoplePartition(input.personId),
    run: setActive,
  }),

  read<In<'listPeople'>, Out<'listPeople'>>({
    name: 'provisioning.listPeople',
    summary: 'Everybody the sign-on or the directory told of.',
    input: z.strictObject({ after: place.optional() }),
    output: z.strictObject({
      items: z.array(z.strictObject({ id: z.string(), hostId: z.string(), active: z.boolean() })),
      next: z.string().nullable(),
    }),
    allow,
    home: () => UNITS,
    run: listPeople,
  }),

  read<In<'previewImport'>, Out<'previewImport'>>({
    name: 'provisioning.previewImport',
    summary: 'What an import of people would do.',
    input: z.strictObject({ people: z.array(importedPerson).max(500) }),
    output: z.strictObject({
      items: z.array(
        z.strictObject({ id: z.string().nullable(), outcome: z.enum(['created', 'updated', 'unchanged', 'erased']) }),
      ),
    }),
    allow,
    home: () => UNITS,
    run: previewImport,
  }),
];

const groupOperations = (mappings: readonly GroupMapping[]): readonly Operation[] => [
  read<In<'getGroup'>, Out<'getGroup'>>({
    name: 'provisioning.getGroup',
    summary: 'A group of the directory.',
    input: z.strictObject({ id: z.string().max(100) }),
    output: foundGroup,
    allow,
    home,
    run: async (context, { id }) => ({ group: groupId.safeParse(id).success ? await context.get(groups, id) : null }),
  }),

  read<In<'findGroup'>, Out<'findGroup'>>({
    name: 'provisioning.findGroup',
    summary: 'The group with an id of the directory.',
    input: z.strictObject({ externalId: z.string().max(1_000) }),
    output: foundGroup,
    allow,
    home,
    run: findGroup,
  }),

  read<In<'listGroups'>, Out<'listGroups'>>({
    name: 'provisioning.listGroups',
    summary: 'All groups of the directory, or those of a name.',
    input: z.strictObject({
      displayName: z.string().max(1_000).optional(),
      after: place.optional(),
      limit: z.int().min(1).max(100).optional(),
    }),
    output: z.strictObject({ items: z.array(groupRecord), next: z.string().nullable() }),
    allow,
    home,
    run: listGroups,
  }),

  write<In<'saveGroup'>, Out<'saveGroup'>, string>({
    name: 'provisioning.saveGroup',
    summary: 'Keeps a group as the directory has it.',
    input: z.strictObject({ group: groupSchema, version: version.nullable() }),
    output: groupRecord,
    allow,
    home,
    run: (context, input) => saveGroup(context, mappings, input),
    answer: savedGroup,
  }),

  write<In<'removeGroup'>, Out<'removeGroup'>, string>({
    name: 'provisioning.removeGroup',
    summary: 'Forgets a group, and takes away what it gave.',
    input: z.strictObject({ id: groupId, version: version.optional() }),
    output: one,
    allow,
    home,
    run: (context, input) => removeGroup(context, mappings, input),
    answer: done,
  }),

  write<In<'dropMember'>, Out<'dropMember'>, string>({
    name: 'provisioning.dropMember',
    summary: 'Takes somebody out of a group.',
    input: z.strictObject({ id: groupId, personId }),
    output: one,
    allow,
    home,
    repeatable: true,
    run: (context, input) => dropMember(context, mappings, input),
    answer: done,
  }),

  write<In<'grant'>, Out<'grant'>, string>({
    name: 'provisioning.grant',
    summary: 'Gives somebody in a community what the directory says, and takes away what it does not say any more.',
    input: z.strictObject({
      communityId: idText(COMMUNITY_ID, 'community'),
      personId,
      roles: z.array(z.enum(givenRoles)).max(givenRoles.length),
    }),
    output: z.strictObject({ personId: z.string() }),
    allow,
    community: (input) => input.communityId,
    whenArchived: true,
    repeatable: true,
    run: (context: WriteContext, input) => grant(context, input),
    answer: async (_context, id) => ({ personId: id }),
  }),
];

export const provisioningOperations = (mappings: readonly GroupMapping[]): readonly Operation[] => [
  ...accountOperations,
  ...groupOperations(mappings),
];
