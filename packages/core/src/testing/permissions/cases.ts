import type { Caller } from '../../index.js';
import type {} from '../../privacy/index.js';
import { fullNameOf, hostIdOf, type Organisation, startThread } from '../organisation.js';
import type { Posts } from './posts.js';
import type { World } from './world.js';

// What there is to meet where an extension is there; ids alone where it is not.

export async function instrumentOf(org: Organisation): Promise<string> {
  if (!org.cop.operations.some(({ name }) => name === 'surveys.plan')) return '';
  const items = [{ text: 'We say what we think.', dimension: 'openness' }];
  const told = { kind: 'own', title: 'Openness', scale: 5, items, licence: 'Our own' } as const;
  return (await org.admin.surveys.defineInstrument(told)).id ?? '';
}

/** Somebody is held, and somebody else was erased whom a text names. */
export async function privacyCases(org: Organisation, communityId: string): Promise<Pick<World, 'heldId' | 'hitId'>> {
  const heldId = await org.idOf('Hal');
  if (!org.cop.operations.some(({ name }) => name === 'privacy.hold')) return { heldId, hitId: '0'.repeat(20) };
  await org.admin.privacy.hold({ subjectId: heldId, reason: 'Dispute' });
  const goneId = await org.idOf('Zed');
  await startThread(org.as('Fay'), communityId, { title: 'Who knew?', body: `${fullNameOf('Zed')} did.` });
  await org.admin.people.erase({ personId: goneId });
  const [hit] = (await org.as('Fay').privacy.listNameHits({ communityId })).items;
  return { heldId, hitId: hit?.id ?? '' };
}

/** One of each that a moderator may find. */
export async function moderationCases(
  org: Organisation,
  communityId: string,
): Promise<Pick<World, 'mutedId' | 'bannedId' | 'suspendedId' | 'heldPostId'>> {
  const [mutedId, bannedId, suspendedId] = [await org.idOf('Mel'), await org.idOf('Ben'), await org.idOf('Sue')];
  const cases = { mutedId, bannedId, suspendedId, heldPostId: '' };
  if (!org.cop.operations.some(({ name }) => name === 'moderation.mute')) return cases;
  const { membership, moderation } = org.as('Fay');
  await membership.invite({ communityId, personId: mutedId });
  await org.as('Mel').membership.accept({ communityId });
  const links = [1, 2, 3, 4, 5].map((site) => `https://site${site}.example/`).join(' ');
  const { id: heldPostId } = await startThread(org.as('Mel'), communityId, { body: links });
  const until = new Date(org.clock.now().getTime() + 86_400_000).toISOString();
  await moderation.mute({ communityId, personId: mutedId, reason: 'Links.', until });
  await moderation.ban({ communityId, personId: bannedId, reason: 'Links elsewhere.' });
  await org.admin.moderation.suspend({ personId: suspendedId, reason: 'Left.' });
  return { ...cases, heldPostId };
}

/** What people declare, endorse and dispute. `member`: the caller, where they are one. */
export async function expertiseCases(
  org: Organisation,
  at: { readonly communityId: string; readonly memberId: string; readonly me: string; readonly mine: Posts },
  member: Pick<Caller, 'call'> | null,
): Promise<Pick<World, 'colleagueId'>> {
  const { communityId, memberId, me, mine } = at;
  const colleagueId = await org.idOf('Col');
  if (!org.cop.operations.some(({ name }) => name === 'expertise.endorse')) return { colleagueId };
  await org.as('Fay').membership.invite({ communityId, personId: colleagueId });
  await org.as('Col').membership.accept({ communityId });
  await org.system.call('topics.define', { prefLabel: 'bolts' });
  await org.system.call('units.define', { id: 'hall', name: 'Hall' });
  const mia = org.as('Mia');
  if (member) {
    await member.call('expertise.declare', { topic: 'bolts' });
    await member.call('expertise.endorse', { communityId, personId: memberId, topic: 'bolts' });
    await member.call('expertise.dispute', { itemId: mine.acceptedId });
    await mia.call('expertise.endorse', { communityId, personId: me, topic: 'bolts' });
  }
  return { colleagueId };
}

/** Somebody whom the directory knows, in a group of it. */
export async function directoryCases(org: Organisation): Promise<Pick<World, 'accountId' | 'groupId'>> {
  const cases = { accountId: await org.idOf('Ann'), groupId: 'turners' };
  if (!org.cop.operations.some(({ name }) => name === 'provisioning.saveUser')) return cases;
  const account = {
    hostId: hostIdOf('Ann'),
    userName: 'ann@corp.example',
    externalId: null,
    active: true,
    profile: {},
  };
  await org.system.call('provisioning.saveUser', { user: { id: cases.accountId, ...account }, version: null });
  const group = { id: cases.groupId, displayName: 'Turners', externalId: 'g-1', members: [cases.accountId] };
  await org.system.call('provisioning.saveGroup', { group, version: null });
  return cases;
}
