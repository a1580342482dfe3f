import type { Declarations } from '../privacy/declaration.js';

const SYSTEM = 'To nobody here; to the directory that brought it';

/** How what is kept of the host's directory concerns people. For the option `declarations` of the privacy extension. */
export const provisioningDeclarations: Declarations = {
  provisionedUsers: {
    title: 'Account in the directory',
    purpose: 'Keeping names, units and access as the directory of the organisation has them',
    kept: 'Until the directory removes the account or the person is erased',
    shown: SYSTEM,
    fields: {
      author: ['id'],
      identity: ['hostId', 'userName', 'externalId', 'profile'],
      deed: ['active', 'createdAt', 'changedAt'],
      thing: ['version'],
    },
  },
  provisionedNames: {
    title: 'Names that accounts and groups of the directory have taken',
    purpose: 'Giving a name to one account only, by a hash of it',
    kept: 'As long as the account or the group',
    shown: SYSTEM,
    fields: { author: ['id'] },
  },
  provisionedGroups: {
    title: 'Groups of the directory',
    purpose: 'Giving memberships and roles as the directory says',
    kept: 'Until the directory removes the group; without who was erased',
    shown: SYSTEM,
    fields: {
      person: ['members'],
      thing: ['id', 'displayName', 'externalId', 'createdAt', 'changedAt', 'version'],
    },
  },
  provisionedGrants: {
    title: 'Memberships and roles from the directory',
    purpose: 'Taking away again what a group of the directory gave, and nothing else',
    kept: 'As long as the directory gives it',
    shown: 'To the facilitators of the community',
    fields: { author: ['personId'], deed: ['told', 'given', 'joined'] },
  },
};
