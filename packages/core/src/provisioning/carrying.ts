import pMap from 'p-map';
import { communities, THE_ONE } from '../communities/records.js';
import type { Kit } from '../kit.js';
import type { Effect } from '../operations/effects.js';
import { EVERY_KEY, under } from '../store/keys.js';
import { communityPartition } from '../store/partitions.js';
import { reader, scanAll } from '../store/reader.js';
import { DEPARTED, STANDING } from './accounts.js';
import type { GivenRole, GroupMapping } from './api.js';
import { COMMUNITY } from './groups.js';
import { grants, groupNameKey, groups, nameKey, names, PROVISIONING, users } from './records.js';

const AT_ONCE = 50;

/** Whose account is gone, is kept out as who is not active. */
export const standingEffect: Effect = {
  type: STANDING,
  async deliver(kit, _partition, { personId }) {
    const user = await reader(kit.storage, PROVISIONING).get(users, String(personId));
    await kit.callAsSystem('provisioning.setActive', { personId, active: user?.active ?? false });
  },
};

export const departedEffect: Effect = {
  type: DEPARTED,
  async deliver(kit, _partition, { personId }) {
    const home = reader(kit.storage, PROVISIONING);
    // Came back in the meantime: then the directory says anew where they belong.
    if (await home.get(users, String(personId))) return;
    for (let after: string | null | undefined; after !== null; ) {
      const page = await home.scan(groups, {
        index: 'groups',
        ...EVERY_KEY,
        limit: 20,
        ...(after === undefined ? {} : { after }),
      });
      for (const { id, body } of page.items) {
        if (body.members.includes(String(personId)))
          await kit.callAsSystem('provisioning.dropMember', { id, personId });
      }
      after = page.after;
    }
  },
};

/** Of who was erased no account is kept. */
export const erasedEffect: Effect = {
  type: 'erasure',
  async deliver(kit, _partition, { personId }) {
    const known = await reader(kit.storage, PROVISIONING).get(users, String(personId));
    if (known) await kit.callAsSystem('provisioning.removeUser', { id: personId });
  },
};

export const communityEffect = (mappings: readonly GroupMapping[]): Effect => ({
  type: COMMUNITY,
  async deliver(kit, _partition, { communityId }) {
    await settleCommunity(kit, mappings, String(communityId));
  },
});

/** What a community is not mapped to here is left as it is: a process without the mapping takes nothing from anybody. */
export async function settleCommunity(kit: Kit, mappings: readonly GroupMapping[], communityId: string): Promise<void> {
  const mapped = mappings.filter((mapping) => mapping.communityId === communityId);
  const home = reader(kit.storage, communityPartition(communityId));
  if (mapped.length === 0 || !(await home.get(communities, THE_ONE))) return;
  const wanted = new Map<string, Set<GivenRole>>();
  for (const { group, role } of mapped) {
    for (const personId of await membersOf(kit, group)) {
      wanted.set(personId, (wanted.get(personId) ?? new Set()).add(role));
    }
  }
  const now = await scanAll(home, grants, { index: 'grants', ...EVERY_KEY });
  const told = new Map(now.map(({ id, body }) => [id, new Set(body.told)]));
  const differing = [...new Set([...wanted.keys(), ...told.keys()])].filter(
    (id) => !same(wanted.get(id) ?? new Set(), told.get(id) ?? new Set()),
  );
  await pMap(
    differing,
    (personId) =>
      kit.callAsSystem('provisioning.grant', { communityId, personId, roles: [...(wanted.get(personId) ?? [])] }),
    { concurrency: AT_ONCE },
  );
}

const same = (left: ReadonlySet<string>, right: ReadonlySet<string>) =>
  left.size === right.size && [...left].every((each) => right.has(each));

async function membersOf(kit: Kit, group: string): Promise<ReadonlySet<string>> {
  const home = reader(kit.storage, PROVISIONING);
  const held = await home.get(names, nameKey('groupExternalId', group));
  const named = await scanAll(home, groups, { index: 'groupNames', ...under(groupNameKey(group)) });
  const known = held ? await home.get(groups, held.id) : null;
  return new Set([...named.map(({ body }) => body), ...(known ? [known] : [])].flatMap(({ members }) => members));
}
