import type { SampleCommunity } from '../communities/sample.js';
import { type Chronicle, idOf, type World } from './event.js';

/** How a community came to be: its charter and everybody who came and went. */
export function founding(community: SampleCommunity, chronicle: Chronicle): void {
  const { founder, founded, sponsor, members, roles = {}, invited = {}, requests = [], left = {} } = community;
  const {
    dormant = {},
    routed,
    name,
    purpose,
    domain = null,
    audience = null,
    mandate = null,
    topics = [],
  } = community;
  const { type = 'practice', visibility = 'open', joinPolicy = 'open' } = community;
  const charter = { name, purpose, domain, audience, mandate, topics, type, visibility, joinPolicy };
  const person = (world: World, who: string) => ({ ...chronicle.here(world), personId: idOf(world.people, who) });

  chronicle.add(founded, '', async (world, once) => {
    const sponsorId = sponsor ? { sponsorId: idOf(world.people, sponsor) } : {};
    const { id } = await world.as(founder).communities.create({ ...charter, ...sponsorId }, once);
    world.ids.set(chronicle.community, id);
  });
  for (const [who, moment] of Object.entries(members)) {
    chronicle.add(moment, `join/${who}`, async (world, once) => {
      const { membership } = world.as(founder);
      const key = (what: string) => world.once(chronicle.key(`${what}/${who}`));
      if (joinPolicy === 'invitation') await membership.invite(person(world, who), key('invite'));
      await world.as(who).membership.join(chronicle.here(world), once);
      if (joinPolicy === 'request') await membership.approve(person(world, who), key('approve'));
    });
  }
  for (const [who, { at, as: role, accepted }] of Object.entries(invited)) {
    chronicle.add(at, `invite/${who}`, (world, once) =>
      world.as(founder).membership.invite({ ...person(world, who), role }, once),
    );
    if (!accepted) continue;
    chronicle.add(accepted, `accept/${who}`, (world, once) =>
      world.as(who).membership.accept(chronicle.here(world), once),
    );
  }
  for (const [who, given] of Object.entries(roles)) {
    const since = members[who] ?? invited[who]?.accepted ?? founded;
    const setRoles = (world: World, once: object) =>
      world.as(founder).membership.setRoles({ ...person(world, who), roles: [...given] }, once);
    chronicle.add(since, `roles/${who}`, setRoles, 5);
  }
  for (const { by, at, message } of requests) {
    chronicle.add(at, `request/${by}`, (world, once) =>
      world.as(by).membership.join({ ...chronicle.here(world), message }, once),
    );
  }
  for (const [who, moment] of Object.entries(left)) {
    chronicle.add(moment, `leave/${who}`, (world, once) => world.as(who).membership.leave(chronicle.here(world), once));
  }
  for (const [who, moment] of Object.entries(dormant)) {
    chronicle.add(moment, `rest/${who}`, (world, once) =>
      world.as(who).membership.setDormant({ ...chronicle.here(world), dormant: true }, once),
    );
  }
  if (routed) {
    const { at, ...routing } = routed;
    chronicle.add(at, 'routing', (world, once) =>
      world.as(founder).communities.update({ ...chronicle.here(world), routing: { enabled: true, ...routing } }, once),
    );
  }
}
