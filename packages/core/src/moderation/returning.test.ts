import { expect, test } from 'vitest';
import { everyDocument } from '../testing/documents.js';
import { foundCommunity, hostIdOf, organisation, refusalOf } from '../testing/organisation.js';
import { moderation } from './moderation.js';

const HOUR_MS = 3_600_000;

async function world() {
  const org = await organisation({ extensions: [moderation()] });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy']);
  const [ada, bo] = [org.as('Ada'), org.as('Bo')];
  const boId = await org.idOf('Bo');
  const later = (hours: number) => new Date(org.clock.now().getTime() + hours * HOUR_MS).toISOString();
  /** Bo is erased and signs on again. */
  const returned = async () => {
    await bo.people.erase({ personId: boId });
    await org.cop.sweep();
    org.clock.forward(HOUR_MS);
    const anew = org.as('Bo');
    const id = (await anew.people.getMe()).id;
    expect(id).not.toBe(boId);
    return { anew, id };
  };
  const kept = async (name: string) =>
    (await everyDocument(org.storage)).filter(({ collection }) => collection === name);
  return { org, communityId, ada, bo, boId, later, returned, kept };
}

test('a ban holds for who erases themselves and comes back, in every way in, until it is lifted', async () => {
  const { communityId, ada, boId, returned, kept } = await world();
  await ada.moderation.ban({ communityId, personId: boId, reason: 'Sold things.' });
  const { anew, id } = await returned();
  const refusals = [
    anew.membership.join({ communityId }),
    ada.membership.invite({ communityId, personId: id }),
    ada.communities.update({ communityId, sponsorId: id }),
  ].map(refusalOf);
  for (const refusal of await Promise.all(refusals)) {
    expect(refusal).toMatchObject({ code: 'forbidden' });
    expect(refusal.message).toContain('banned from this community before an erasure');
  }
  expect((await anew.moderation.getMine({ communityId })).ban).toEqual({ reason: '', role: 'facilitator' });
  // Why is forgotten with the person; that it holds is there to be lifted.
  expect((await ada.moderation.listSanctions({ communityId })).items).toMatchObject([
    { kind: 'ban', person: { id: boId, name: null }, reason: '' },
  ]);
  await ada.moderation.liftBan({ communityId, personId: id, reason: 'Apologised.' });
  expect((await anew.membership.join({ communityId })).state).toBe('active');
  expect((await ada.moderation.listSanctions({ communityId })).items).toEqual([]);
  expect(await kept('sanctionPrints')).toEqual([]);
});

test('it may be lifted by the entry of the former member as well', async () => {
  const { communityId, ada, boId, returned, kept } = await world();
  await ada.moderation.ban({ communityId, personId: boId, reason: 'Sold things.' });
  const { anew } = await returned();
  await ada.moderation.liftBan({ communityId, personId: boId });
  expect((await anew.membership.join({ communityId })).state).toBe('active');
  expect(await kept('sanctionPrints')).toEqual([]);
});

test('a mute holds until it ends by itself, and nothing is kept of it then', async () => {
  const { org, communityId, ada, boId, later, returned, kept } = await world();
  await ada.moderation.mute({ communityId, personId: boId, reason: 'Too loud.', until: later(5) });
  const { anew } = await returned();
  expect((await refusalOf(anew.membership.join({ communityId }))).message).toContain('muted in this community');
  org.clock.forward(5 * HOUR_MS);
  await org.cop.jobs.run();
  expect((await anew.membership.join({ communityId })).state).toBe('active');
  expect([...(await kept('sanctionPrints')), ...(await kept('sanctions'))]).toEqual([]);
});

test('nobody else is taken for them, and they may do elsewhere what they may', async () => {
  const { org, communityId, ada, boId, returned } = await world();
  const { id: other } = await foundCommunity(org, 'Cy', { name: 'Seals' });
  await ada.moderation.ban({ communityId, personId: boId, reason: 'Sold things.' });
  const { anew } = await returned();
  expect((await org.as('Dee').membership.join({ communityId })).state).toBe('active');
  expect((await anew.membership.join({ communityId: other })).state).toBe('active');
});

test('what is kept is a hash with a key of the community: neither the id at the sign-on, nor the same elsewhere', async () => {
  const { org, communityId, ada, boId, kept } = await world();
  const { id: other } = await foundCommunity(org, 'Cy', { name: 'Seals' });
  await ada.moderation.ban({ communityId, personId: boId, reason: 'Sold things.' });
  await org.as('Cy').moderation.ban({ communityId: other, personId: boId, reason: 'Here too.' });
  const prints = await kept('sanctionPrints');
  expect(prints).toHaveLength(2);
  expect(new Set(prints.map(({ id }) => id)).size).toBe(2);
  for (const { id, body } of prints) {
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(body).toEqual({ personId: boId, kind: 'ban', until: null, at: expect.any(String) });
  }
  expect(JSON.stringify(prints)).not.toContain(hostIdOf('Bo'));
  await ada.moderation.liftBan({ communityId, personId: boId });
  expect(await kept('sanctionPrints')).toHaveLength(1);
});
