import { dequal } from 'dequal/lite';
import { CopkitError } from '../errors.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { EVERY_KEY, under } from '../store/keys.js';
import { changedMeanwhile, claimNames } from './accounts.js';
import type { GroupMapping, Kept, ProvisionedGroup, ProvisioningApi } from './api.js';
import { groupNameKey, groups, nameKey, names, PROVISIONING, users, withoutCase } from './records.js';

const MOST_LISTED = 100;

type In<K extends keyof ProvisioningApi> = InputOf<ProvisioningApi[K]>;
type Out<K extends keyof ProvisioningApi> = OutputOf<ProvisioningApi[K]>;

/** Makes what a community's members have from the directory agree with its groups. Key: the community. */
export const COMMUNITY = 'provisioning.community';

/** Whether a mapping speaks of a group. */
export function isMapped({ group }: GroupMapping, { displayName, externalId }: ProvisionedGroup): boolean {
  return group === externalId || withoutCase(group) === withoutCase(displayName);
}

function settle(
  context: WriteContext,
  mappings: readonly GroupMapping[],
  concerned: readonly (ProvisionedGroup | null)[],
): void {
  for (const mapping of mappings) {
    const { communityId } = mapping;
    if (concerned.some((group) => group && isMapped(mapping, group))) {
      context.effect(COMMUNITY, communityId, { communityId });
    }
  }
}

async function refuseStrangers(context: WriteContext, members: readonly string[]): Promise<void> {
  // Not checked again at the commit: who goes at the same moment is taken out right after it.
  const found = await context.in(PROVISIONING).getMany(users, members);
  const missing = members.find((_member, at) => found[at] === null);
  if (missing !== undefined) {
    throw new CopkitError(
      'invalid',
      `${missing.slice(0, 60)} is no account here, so it cannot be a member.`,
      'members',
    );
  }
}

export async function saveGroup(
  context: WriteContext,
  mappings: readonly GroupMapping[],
  { group: given, version }: In<'saveGroup'>,
): Promise<string> {
  const group = { ...given, members: [...new Set(given.members)] };
  const known = await context.get(groups, group.id);
  if ((known?.version ?? null) !== version) throw changedMeanwhile();
  await claimNames(context, group.id, known ? [['groupExternalId', known.externalId]] : [], [
    ['groupExternalId', group.externalId, 'externalId'],
  ]);
  if (known && dequal({ ...known, ...group }, known)) return group.id;
  const before = new Set(known?.members);
  await refuseStrangers(
    context,
    group.members.filter((member) => !before.has(member)),
  );
  context.put(groups, group.id, changed(context, known, group));
  settle(context, mappings, [known, group]);
  return group.id;
}

function changed(
  { now }: WriteContext,
  known: (ProvisionedGroup & Kept) | null,
  group: ProvisionedGroup,
): ProvisionedGroup & Kept {
  return { ...group, version: (known?.version ?? 0) + 1, createdAt: known?.createdAt ?? now, changedAt: now };
}

export async function savedGroup(context: ReadContext, id: string): Promise<Out<'saveGroup'>> {
  const group = await context.get(groups, id);
  if (!group) throw new CopkitError('not-found', 'There is no such group.', 'id');
  return group;
}

export async function removeGroup(
  context: WriteContext,
  mappings: readonly GroupMapping[],
  { id, version }: In<'removeGroup'>,
): Promise<string> {
  const known = await context.get(groups, id);
  if (!known) throw new CopkitError('not-found', 'There is no such group.', 'id');
  if (version !== undefined && known.version !== version) throw changedMeanwhile();
  context.remove(groups, id);
  if (known.externalId !== null) context.remove(names, nameKey('groupExternalId', known.externalId));
  settle(context, mappings, [known]);
  return id;
}

export async function dropMember(
  context: WriteContext,
  mappings: readonly GroupMapping[],
  { id, personId }: In<'dropMember'>,
): Promise<string> {
  const known = await context.get(groups, id);
  if (!known?.members.includes(personId)) return id;
  const { version: _version, createdAt: _createdAt, changedAt: _changedAt, ...group } = known;
  const members = group.members.filter((member) => member !== personId);
  context.put(groups, id, changed(context, known, { ...group, members }));
  settle(context, mappings, [known]);
  return id;
}

export async function findGroup(context: ReadContext, input: In<'findGroup'>): Promise<Out<'findGroup'>> {
  const held = await context.get(names, nameKey('groupExternalId', input.externalId));
  return { group: held && (await context.get(groups, held.id)) };
}

export async function listGroups(
  context: Pick<ReadContext, 'scan'>,
  { displayName, after, limit = MOST_LISTED }: NonNullable<In<'listGroups'>> = {},
): Promise<Out<'listGroups'>> {
  const range =
    displayName === undefined
      ? { index: 'groups', ...EVERY_KEY }
      : { index: 'groupNames', ...under(groupNameKey(displayName)) };
  const page = await context.scan(groups, { ...range, limit, ...(after ? { after } : {}) });
  return { items: page.items.map(({ body }) => body), next: page.after };
}
