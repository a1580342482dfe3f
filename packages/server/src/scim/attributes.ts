import type { ProfileField } from '@copkit/core/provisioning';

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export type ResourceKind = 'User' | 'Group';

/** Where the texts of a profile stand in a resource. The order is that of `/Schemas`. */
export const PROFILE: Readonly<Record<ProfileField, { readonly path: readonly string[]; readonly about: string }>> = {
  displayName: { path: ['displayName'], about: 'The name as colleagues see it.' },
  formattedName: { path: ['name', 'formatted'], about: 'The whole name.' },
  familyName: { path: ['name', 'familyName'], about: 'The family name.' },
  givenName: { path: ['name', 'givenName'], about: 'The given name.' },
  title: { path: ['title'], about: 'The job title.' },
  preferredLanguage: { path: ['preferredLanguage'], about: 'The language for the pages, such as de-AT.' },
  locale: { path: ['locale'], about: 'Used where there is no preferred language.' },
  department: { path: [ENTERPRISE, 'department'], about: 'The unit of the organisation.' },
  division: { path: [ENTERPRISE, 'division'], about: 'Used as the unit where there is no department.' },
  organization: { path: [ENTERPRISE, 'organization'], about: 'Used as the unit where there is no division.' },
};

/** Attributes that are answered, by kind. What stands below one of the last is known as well. */
const KEPT: Readonly<Record<ResourceKind, readonly (readonly string[])[]>> = {
  User: [
    ['id'],
    ['externalId'],
    ['userName'],
    ['active'],
    ...Object.values(PROFILE).map(({ path }) => path),
    ['name'],
    [ENTERPRISE],
  ],
  Group: [
    ['id'],
    ['externalId'],
    ['displayName'],
    ['members'],
    ...['value', '$ref', 'type'].map((each) => ['members', each]),
  ],
};
const META: readonly (readonly string[])[] = [
  ['schemas'],
  ['meta'],
  ...['resourceType', 'created', 'lastModified', 'location', 'version'].map((each) => ['meta', each]),
];

/** Of the schemas of RFC 7643, and of no use here: taken without an error, and not kept. */
const NOT_KEPT: Readonly<Record<ResourceKind, readonly string[]>> = {
  User: [
    'nickName',
    'profileUrl',
    'userType',
    'timezone',
    'password',
    'emails',
    'phoneNumbers',
    'ims',
    'photos',
    'addresses',
    'groups',
    'entitlements',
    'roles',
    'x509Certificates',
    'name.middleName',
    'name.honorificPrefix',
    'name.honorificSuffix',
    `${ENTERPRISE}:employeeNumber`,
    `${ENTERPRISE}:costCenter`,
    `${ENTERPRISE}:manager`,
  ],
  Group: ['members.display'],
};

/** The names compare without regard to case; so do the texts, but for ids. */
export interface Place {
  /** As a resource has them. */
  readonly segments: readonly string[];
  readonly kept: boolean;
  readonly caseExact: boolean;
}

const EXACT: ReadonlySet<string> = new Set([
  'id',
  'externalId',
  'members',
  'members.value',
  'meta.version',
  'meta.location',
]);

const places: Readonly<Record<ResourceKind, ReadonlyMap<string, Place>>> = {
  User: placesOf('User'),
  Group: placesOf('Group'),
};

function placesOf(kind: ResourceKind): ReadonlyMap<string, Place> {
  const kept = [...KEPT[kind], ...META].map((segments) => [named(segments), segments, true] as const);
  const others = NOT_KEPT[kind].map((name) => [name, [], false] as const);
  return new Map(
    [...kept, ...others].map(([name, segments, isKept]) => [
      name.toLowerCase(),
      { segments, kept: isKept, caseExact: EXACT.has(name) },
    ]),
  );
}

function named(segments: readonly string[]): string {
  return segments[0] === ENTERPRISE ? segments.join(':') : segments.join('.');
}

/** Where an attribute stands, by its name with or without the schema; `null` for one that there is not. */
export function placeOf(kind: ResourceKind, name: string): Place | null {
  const own = `${kind === 'User' ? USER : GROUP}:`.toLowerCase();
  let lower = name.toLowerCase();
  if (lower.startsWith(own)) lower = lower.slice(own.length);
  // Some write a dot between the schema and the attribute.
  const extension = ENTERPRISE.toLowerCase();
  if (lower.startsWith(`${extension}.`)) lower = `${extension}:${lower.slice(extension.length + 1)}`;
  const found = places[kind].get(lower);
  if (found) return found;
  // A part of something that is not kept, such as emails.value or manager.displayName.
  const at = lower.startsWith(extension) ? lower.indexOf('.', extension.length) : lower.indexOf('.');
  const whole = at > 0 ? places[kind].get(lower.slice(0, at)) : undefined;
  return whole && !whole.kept ? whole : null;
}
