import type { Identity } from '@copkit/core';
import { CopkitError } from '@copkit/core';
import * as z from 'zod';

/** What an identity provider, a proxy or a host says of a person, by name. */
export type Claims = Readonly<Record<string, unknown>>;

const segment = z.string().min(1).max(200);
const claimPath = z.union([segment, z.strictObject({ path: z.array(segment).min(1).max(8) })]);
const claimSource = z.union([claimPath, z.array(claimPath).min(1).max(8)], {
  error: 'must be the name of a claim such as department or realm_access.roles, { "path": ["…"] }, or a list of these',
});
const claimValue = z.union(
  [
    claimPath,
    z.array(claimPath).min(1).max(8),
    z.strictObject({
      from: claimSource,
      /** What the claim says, and what it means here. What is not named stays as it is. */
      values: z.record(z.string(), z.string()).optional(),
      /** Instead, for all that `values` does not name; `null` for nothing. */
      otherwise: z.string().min(1).nullable().optional(),
    }),
  ],
  { error: 'must be the name of a claim, a list of names, or { "from": …, "values": { "…": "…" } }' },
);
const condition = z.strictObject({
  from: claimSource,
  /** The claim must be one of these, or a list that has one of them. */
  contains: z.array(z.union([z.string().min(1), z.number(), z.boolean()])).min(1),
});

/**
 * Which claim says what of a person. A claim is named by its name, with dots where it is inside of another
 * (`realm_access.roles`), or by `{ "path": ["https://acme.example/unit"] }` where its own name has dots. Of several
 * the first that says something counts.
 */
export const claimsSchema = z.strictObject({
  /** The id of the person; `sub` where absent. It has to stay the same when the person marries or moves. */
  hostId: claimSource.optional(),
  /** Put before the id, to keep the people of two identity providers apart. */
  hostIdPrefix: z.string().max(60).optional(),
  name: claimValue.optional(),
  unit: claimValue.optional(),
  unitName: claimValue.optional(),
  jobTitle: claimValue.optional(),
  locale: claimValue.optional(),
  /** Who may manage people, units and topics of the organisation. */
  admin: condition.optional(),
  /** Who may come in at all; everybody who is signed in where absent. */
  admit: condition.optional(),
});
export type ClaimsMapping = z.infer<typeof claimsSchema>;
type Source = z.infer<typeof claimSource>;
type Value = z.infer<typeof claimValue>;

const STANDARD = {
  hostId: 'sub',
  name: ['name', 'preferred_username'],
  unit: 'unit',
  unitName: 'unit_name',
  jobTitle: 'job_title',
  locale: 'locale',
  admin: { from: 'copkit_admin', contains: [true] },
} satisfies ClaimsMapping;

/** Accounts that are no people; see `services`. */
export const SERVICE_PREFIX = 'service:';
const LONGEST = 200;

/**
 * The person that claims speak of. What cannot be kept as it is, such as a name of 300 letters, is shortened; what says
 * nothing is left out.
 * @throws CopkitError `unauthenticated` where there is no id or no name, `forbidden` for who may not come in.
 */
export function identityOf(claims: Claims, mapping: ClaimsMapping = {}): Identity {
  const { admit } = mapping;
  if (admit && !holds(claims, admit))
    throw new CopkitError('forbidden', 'Your account may not use this. Ask whoever runs it to admit you.');
  const hostId = idOf(claims, mapping);
  const text = (field: 'name' | 'unit' | 'unitName' | 'jobTitle', max = LONGEST) =>
    oneLine(said(claims, mapping[field] ?? STANDARD[field]), max);
  const name = text('name');
  if (name === undefined) throw missing('name', mapping.name ?? STANDARD.name);
  const [unit, unitName, jobTitle] = [text('unit', 100), text('unitName'), text('jobTitle')];
  const locale = languageTag(said(claims, mapping.locale ?? STANDARD.locale));
  const issuedAt = momentOf(claims.iat);
  return {
    hostId,
    name,
    ...(unit && { unit }),
    ...(unitName && { unitName }),
    ...(jobTitle && { jobTitle }),
    ...(locale && { locale }),
    ...(issuedAt && { issuedAt }),
    ...(holds(claims, mapping.admin ?? STANDARD.admin) && { admin: true }),
  };
}

function idOf(claims: Claims, mapping: ClaimsMapping): string {
  const source = mapping.hostId ?? STANDARD.hostId;
  const id = textsIn(claims, source)[0];
  if (id === undefined || id.trim() === '') throw missing('hostId', source);
  const hostId = `${mapping.hostIdPrefix ?? ''}${id}`;
  // Two ids that differ in what would be left out must not become one person.
  if (hostId.length > LONGEST || hostId !== oneLine(hostId, LONGEST) || hostId.startsWith(SERVICE_PREFIX))
    throw new CopkitError('unauthenticated', `What ${namesOf(source)} says cannot be the id of a person.`);
  return hostId;
}

function said(claims: Claims, value: Value): string | undefined {
  if (typeof value === 'string' || Array.isArray(value) || !('from' in value)) return textsIn(claims, value)[0];
  const { from, values = {}, otherwise } = value;
  const texts = textsIn(claims, from);
  const known = texts.find((text) => Object.hasOwn(values, text));
  if (known !== undefined) return values[known];
  return otherwise === undefined || texts.length === 0 ? texts[0] : (otherwise ?? undefined);
}

function holds(claims: Claims, { from, contains }: z.infer<typeof condition>): boolean {
  const wanted: ReadonlySet<unknown> = new Set(contains);
  return sourcesOf(from).some((path) => listed(claims, path).some((value) => wanted.has(value)));
}

/** The texts of the first claim that has any. Numbers are ids in some directories. */
function textsIn(claims: Claims, source: Source): readonly string[] {
  for (const path of sourcesOf(source)) {
    const texts = listed(claims, path)
      .filter((value) => typeof value === 'string' || typeof value === 'number')
      .map(String)
      .filter((text) => text.trim() !== '');
    if (texts.length > 0) return texts;
  }
  return [];
}

function sourcesOf(source: Source): readonly (readonly string[])[] {
  return [source].flat().map((path) => (typeof path === 'string' ? path.split('.') : path.path));
}

function listed(claims: Claims, path: readonly string[]): readonly unknown[] {
  let value: unknown = claims;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) return [];
    value = (value as Claims)[name];
  }
  // Scopes are one text with spaces between them (RFC 8693, 4.2); nothing else is divided.
  if (typeof value === 'string' && /^scp$|^scope$/.test(path.at(-1) ?? '')) return value.split(' ');
  return Array.isArray(value) ? value : [value];
}

function oneLine(text: string | undefined, max: number): string | undefined {
  const line = text
    ?.toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
  return line ? [...line].slice(0, max).join('').slice(0, max).toWellFormed() : undefined;
}

function languageTag(text: string | undefined): string | undefined {
  const tag = text?.replaceAll('_', '-');
  return tag && tag.length <= 35 && /^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$/.test(tag) ? tag : undefined;
}

function momentOf(seconds: unknown): string | undefined {
  if (typeof seconds !== 'number' || !(Math.abs(seconds) < 1e11)) return undefined;
  return new Date(seconds * 1_000).toISOString();
}

function missing(field: string, source: Value): CopkitError {
  return new CopkitError(
    'unauthenticated',
    `The sign-on does not say who this is: ${namesOf(source)} holds no ${field}. Whoever runs this can name another claim for it.`,
  );
}

function namesOf(source: Value): string {
  const from = typeof source === 'object' && 'from' in source ? source.from : source;
  return sourcesOf(from)
    .map((path) => path.join('.'))
    .join(' or ');
}
