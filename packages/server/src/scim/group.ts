import type { Kept, ProvisionedGroup } from '@copkit/core/provisioning';
import { GROUP, placeOf } from './attributes.js';
import { parseFilter } from './filter.js';
import { matcher } from './matching.js';
import { type Change, type Json, memberOf, objectOf, requireSchemas, targetOf, textOf } from './message.js';
import { invalidValue, ScimError } from './problems.js';
import { tagOf } from './user.js';

/** What a directory says of a group. */
export interface GroupDraft {
  displayName: string | null;
  externalId: string | null;
  members: Set<string>;
}

/** Entra ID names it with every group that it makes, and sends nothing of it. */
const OF_ENTRA = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';

/** @throws ScimError */
export function readGroup(given: unknown): GroupDraft {
  const body = objectOf(given, 'The body');
  requireSchemas(body, GROUP, [OF_ENTRA]);
  const draft: GroupDraft = { displayName: null, externalId: null, members: new Set() };
  for (const [name, value] of Object.entries(body)) if (placeOf('Group', name)) assign(draft, 'replace', name, value);
  return draft;
}

export const groupDraftOf = ({ displayName, externalId, members }: ProvisionedGroup): GroupDraft => ({
  displayName,
  externalId,
  members: new Set(members),
});

/** Changes a draft as a PATCH says. @throws ScimError */
export function patchGroup(draft: GroupDraft, changes: readonly Change[]): void {
  for (const { op, path, value } of changes) {
    if (path === null) {
      for (const [name, inner] of Object.entries(objectOf(value, 'value'))) {
        requireKnown(name);
        assign(draft, op, name, inner);
      }
      continue;
    }
    const { name, filter, part } = targetOf(path);
    requireKnown(name);
    const [first] = placeOf('Group', name)?.segments ?? [];
    if (first === 'id' || first === 'meta' || first === 'schemas')
      throw new ScimError(400, 'mutability', `${name} is not for others to change.`);
    if (filter === null) assign(draft, op, name, op === 'remove' && first !== 'members' ? null : value);
    else chosen(draft, op, { filter, part });
  }
}

function requireKnown(name: string): void {
  const segments = placeOf('Group', name)?.segments;
  if (!segments || (segments[0] === 'members' && segments.length > 1))
    throw new ScimError(400, 'invalidPath', `"${name.slice(0, 100)}" is nothing that can be changed here.`);
}

/** Members that a filter names can be taken out; nothing about one of them can be changed. */
function chosen(draft: GroupDraft, op: Change['op'], { filter, part }: { filter: string; part: string | null }): void {
  const parsed = parseFilter(filter);
  const test = matcher('Group', parsed, 'members.');
  if (op !== 'remove' || part !== null)
    throw new ScimError(400, 'mutability', 'A member cannot be changed, only added or removed.');
  // The usual one, which has not to be looked for.
  if (parsed.is === 'compare' && parsed.by === 'eq' && parsed.path.toLowerCase() === 'value') {
    draft.members.delete(String(parsed.value));
    return;
  }
  for (const value of [...draft.members]) if (test({ value, type: 'User' })) draft.members.delete(value);
}

function assign(draft: GroupDraft, op: Change['op'], name: string, value: unknown): void {
  const [first] = placeOf('Group', name)?.segments ?? [];
  if (first === 'displayName' || first === 'externalId') draft[first] = textOf(value, name);
  if (first !== 'members') return;
  const given = value === undefined || value === null ? null : [value].flat().map(memberIdOf);
  if (op === 'remove') {
    if (given === null) draft.members.clear();
    for (const member of given ?? []) draft.members.delete(member);
    return;
  }
  if (op === 'replace') draft.members.clear();
  for (const member of given ?? []) draft.members.add(member);
}

function memberIdOf(given: unknown): string {
  const member = objectOf(given, 'A member');
  const [value, type, ref] = ['value', 'type', '$ref'].map((each) => memberOf(member, each));
  if (typeof value !== 'string' || value === '') throw invalidValue('A member must have a value, the id of a user.');
  if (type === 'Group' || (typeof ref === 'string' && /(?:^|\/)Groups\//.test(ref)))
    throw invalidValue('Groups cannot be members of groups here: let the directory send the people in them.');
  return value;
}

/** As SCIM shows a group. `base`: the address of the service. */
export function groupResource(group: ProvisionedGroup & Kept, base: string): Json {
  const { id, externalId, displayName, members, version, createdAt, changedAt } = group;
  return {
    schemas: [GROUP],
    id,
    ...(externalId !== null && { externalId }),
    displayName,
    members: members.map((value) => ({ value, $ref: `${base}/Users/${value}`, type: 'User' })),
    meta: {
      resourceType: 'Group',
      created: createdAt,
      lastModified: changedAt,
      location: `${base}/Groups/${id}`,
      version: tagOf(version),
    },
  };
}
