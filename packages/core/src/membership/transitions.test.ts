import { describe, expect, test } from 'vitest';
import type { Membership } from '../index.js';
import { headsOf } from '../testing/documents.js';
import { foundCommunity, type Organisation, organisation, refusalOf } from '../testing/organisation.js';

const states = ['none', 'requested', 'invited', 'active', 'dormant', 'left', 'removed', 'declined'] as const;
type State = (typeof states)[number];

/** Takes Sam into a state of a community that decides on requests. */
async function samIn(org: Organisation, communityId: string, state: State): Promise<string> {
  const { membership } = org.as('Fay');
  const sam = org.as('Sam').membership;
  const personId = await org.idOf('Sam');
  const enter = async () => {
    await sam.join({ communityId });
    await membership.approve({ communityId, personId });
  };
  if (state === 'requested') await sam.join({ communityId });
  if (state === 'invited') await membership.invite({ communityId, personId });
  if (['active', 'dormant', 'left', 'removed'].includes(state)) await enter();
  if (state === 'dormant') await sam.setDormant({ communityId, dormant: true });
  if (state === 'left') await sam.leave({ communityId });
  if (state === 'removed') await membership.remove({ communityId, personId });
  if (state === 'declined') {
    await sam.join({ communityId });
    await membership.decline({ communityId, personId, reason: 'Another time.' });
  }
  return personId;
}

/** What each transition makes of each state; a refusal where it is not a state. */
const transitions: Record<string, Partial<Record<State, string>> & { otherwise: string }> = {
  'own join': {
    none: 'requested',
    requested: 'requested',
    invited: 'active',
    active: 'active',
    dormant: 'dormant',
    left: 'requested',
    declined: 'requested',
    otherwise: 'forbidden',
  },
  'own cancelRequest': { requested: 'left', otherwise: 'conflict' },
  'own accept': { invited: 'active', otherwise: 'conflict' },
  'own refuse': { invited: 'declined', otherwise: 'conflict' },
  'own leave': { active: 'left', dormant: 'left', otherwise: 'forbidden' },
  'own rest': { active: 'dormant', dormant: 'dormant', otherwise: 'conflict' },
  'own wake': { active: 'active', dormant: 'active', otherwise: 'conflict' },
  approve: { requested: 'active', otherwise: 'conflict' },
  decline: { requested: 'declined', otherwise: 'conflict' },
  invite: {
    none: 'invited',
    requested: 'active',
    invited: 'invited',
    left: 'invited',
    removed: 'invited',
    declined: 'invited',
    otherwise: 'conflict',
  },
  remove: { invited: 'removed', active: 'removed', dormant: 'removed', otherwise: 'conflict' },
  setRoles: { active: 'active', dormant: 'dormant', otherwise: 'conflict' },
  'rest by a facilitator': { active: 'dormant', dormant: 'dormant', otherwise: 'conflict' },
};

function carryOut(org: Organisation, name: string, communityId: string, personId: string): Promise<Membership> {
  const sam = org.as('Sam').membership;
  const fay = org.as('Fay').membership;
  switch (name) {
    case 'own join':
      return sam.join({ communityId });
    case 'own cancelRequest':
      return sam.cancelRequest({ communityId });
    case 'own accept':
      return sam.accept({ communityId });
    case 'own refuse':
      return sam.refuse({ communityId });
    case 'own leave':
      return sam.leave({ communityId });
    case 'own rest':
      return sam.setDormant({ communityId, dormant: true });
    case 'own wake':
      return sam.setDormant({ communityId, dormant: false });
    case 'approve':
      return fay.approve({ communityId, personId });
    case 'decline':
      return fay.decline({ communityId, personId });
    case 'invite':
      return fay.invite({ communityId, personId });
    case 'remove':
      return fay.remove({ communityId, personId });
    case 'setRoles':
      return fay.setRoles({ communityId, personId, roles: ['expert'] });
    default:
      return fay.setDormant({ communityId, personId, dormant: true });
  }
}

describe.each(Object.entries(transitions))('%s', (name, table) => {
  test.each(states)('of somebody who is %s', async (state) => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Fay', { joinPolicy: 'request' });
    const personId = await samIn(org, communityId, state);
    const before = await headsOf(org.storage);
    const expected = table[state];
    if (expected === undefined) {
      const refusal = await refusalOf(carryOut(org, name, communityId, personId));
      expect(refusal.code).toBe(table.otherwise);
      expect(await headsOf(org.storage)).toEqual(before);
      return;
    }
    const after = await carryOut(org, name, communityId, personId);
    expect(after).toMatchObject({ state: expected, person: { id: personId } });
    // Open requests are those of people who asked, and of nobody else.
    const { items } = await org.as('Fay').membership.listRequests({ communityId });
    expect(items.map(({ person }) => person.id)).toEqual(expected === 'requested' ? [personId] : []);
    // The own list agrees with the community.
    const shown = await org.as('Sam').communities.get({ communityId });
    const listed = (await org.as('Sam').communities.list()).items[0];
    expect(shown.you.state).toBe(expected);
    expect(listed?.you.state).toBe(expected);
    expect(shown.memberCount).toBe(expected === 'active' || expected === 'dormant' ? 2 : 1);
  });
});
