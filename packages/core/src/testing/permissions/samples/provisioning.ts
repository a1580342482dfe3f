import type { Samples } from './sample.js';

const account = (id: string) => ({
  id,
  hostId: `host of ${id}`,
  userName: `${id}@corp.example`,
  externalId: null,
  active: true,
  profile: {},
});

export const provisioningSamples: Samples = {
  'provisioning.getUser': ({ accountId }) => ({ id: accountId }),
  'provisioning.findUser': () => ({ userName: 'ann@corp.example' }),
  'provisioning.listUsers': () => ({}),
  'provisioning.saveUser': ({ memberId }) => ({ user: account(memberId), version: null }),
  'provisioning.removeUser': ({ accountId }) => ({ id: accountId }),
  'provisioning.setActive': ({ memberId }) => ({ personId: memberId, active: false }),
  'provisioning.listPeople': () => ({}),
  'provisioning.previewImport': () => ({ people: [{ hostId: 'new', name: 'New Person' }] }),
  'provisioning.getGroup': ({ groupId }) => ({ id: groupId }),
  'provisioning.findGroup': () => ({ externalId: 'g-1' }),
  'provisioning.listGroups': () => ({}),
  'provisioning.saveGroup': ({ accountId }) => ({
    group: { id: 'welders', displayName: 'Welders', externalId: null, members: [accountId] },
    version: null,
  }),
  'provisioning.removeGroup': ({ groupId }) => ({ id: groupId }),
  'provisioning.dropMember': ({ groupId, accountId }) => ({ id: groupId, personId: accountId }),
  'provisioning.grant': ({ communityId, strangerId }) => ({ communityId, personId: strangerId, roles: ['member'] }),
};
