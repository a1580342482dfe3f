import type { Kept, ProfileField, ProvisionedUser } from '@copkit/core/provisioning';
import { ENTERPRISE, PROFILE, placeOf, USER } from './attributes.js';
import { parseFilter } from './filter.js';
import { matcher } from './matching.js';
import { type Change, type Json, objectOf, requireSchemas, targetOf, textOf } from './message.js';
import { invalidValue, ScimError } from './problems.js';

/** What a directory says of an account. */
export interface UserDraft {
  userName: string | null;
  externalId: string | null;
  /** `null` where it does not say. */
  active: boolean | null;
  profile: Partial<Record<ProfileField, string>>;
}

const fieldAt = new Map<string, ProfileField>(
  Object.entries(PROFILE).map(([field, { path }]) => [path.join(' '), field as ProfileField]),
);

/** @throws ScimError */
export function readUser(given: unknown): UserDraft {
  const body = objectOf(given, 'The body');
  requireSchemas(body, USER, [ENTERPRISE]);
  const draft: UserDraft = { userName: null, externalId: null, active: null, profile: {} };
  // What is in no schema is not for copkit, and no reason to refuse the rest.
  for (const [name, value] of Object.entries(body)) if (placeOf('User', name)) assign(draft, name, value);
  return draft;
}

export const draftOf = ({ userName, externalId, active, profile }: ProvisionedUser): UserDraft => ({
  userName,
  externalId,
  active,
  profile: { ...profile },
});

/** Changes a draft as a PATCH says. @throws ScimError */
export function patchUser(draft: UserDraft, changes: readonly Change[]): void {
  for (const { op, path, value } of changes) {
    if (path === null) {
      for (const [name, inner] of Object.entries(objectOf(value, 'value'))) {
        requireKnown(name);
        assign(draft, name, inner);
      }
      continue;
    }
    const { name, filter, part } = targetOf(path);
    const whole = part === null ? name : `${name}.${part}`;
    requireKnown(whole);
    // Whatever has values to choose from is not kept; a filter that makes no sense is told of all the same.
    if (filter !== null) matcher('User', parseFilter(filter), `${name}.`);
    if (placeOf('User', whole)?.segments[0]?.match(/^(?:id|meta|schemas)$/))
      throw new ScimError(400, 'mutability', `${name} is not for others to change.`);
    assign(draft, whole, op === 'remove' ? null : value);
  }
}

function requireKnown(name: string): void {
  if (!placeOf('User', targetOf(name).name))
    throw new ScimError(400, 'invalidPath', `"${name.slice(0, 100)}" is no attribute here.`);
}

function assign(draft: UserDraft, name: string, value: unknown): void {
  const { segments = [] } = placeOf('User', name) ?? {};
  const [first] = segments;
  const field = fieldAt.get(segments.join(' '));
  if (field !== undefined) {
    const text = textOf(value, name);
    if (text === null) delete draft.profile[field];
    else draft.profile[field] = text;
  } else if (first === 'userName' || first === 'externalId') {
    draft[first] = textOf(value, name);
  } else if (first === 'active') {
    draft.active = yesOrNo(value);
  } else if (first === 'name' || first === ENTERPRISE) {
    assignParts(draft, first, value);
  }
}

/** Parts that are not named stay, as RFC 7644, 3.5.2.3 has it; `null` is for all of them. */
function assignParts(draft: UserDraft, whole: string, value: unknown): void {
  if (value === null) {
    for (const [path, field] of fieldAt) if (path.startsWith(`${whole} `)) delete draft.profile[field];
    return;
  }
  for (const [name, inner] of Object.entries(objectOf(value, whole))) {
    const full = `${whole}${whole === ENTERPRISE ? ':' : '.'}${name}`;
    if (placeOf('User', full)) assign(draft, full, inner);
  }
}

/** Some send it as a text. */
function yesOrNo(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  if (text === 'true' || text === 'false') return text === 'true';
  throw invalidValue('active must be true or false.');
}

/** As SCIM shows an account. `base`: the address of the service. */
export function userResource(user: ProvisionedUser & Kept, base: string): Json {
  const { id, externalId, userName, active, profile, version, createdAt, changedAt } = user;
  const parts: Record<string, Record<string, unknown>> = { '': {} };
  for (const [field, { path }] of Object.entries(PROFILE)) {
    const value = profile[field as ProfileField];
    const [whole, name] = path.length > 1 ? [path[0] ?? '', path[1] ?? ''] : ['', path[0] ?? ''];
    if (value === undefined) continue;
    parts[whole] = { ...parts[whole], [name]: value };
  }
  const { '': plain, ...complex } = parts;
  return {
    schemas: complex[ENTERPRISE] ? [USER, ENTERPRISE] : [USER],
    id,
    ...(externalId !== null && { externalId }),
    userName,
    ...plain,
    ...complex,
    active,
    meta: {
      resourceType: 'User',
      created: createdAt,
      lastModified: changedAt,
      location: `${base}/Users/${id}`,
      version: tagOf(version),
    },
  };
}

export const tagOf = (version: number): string => `W/"${version}"`;
