import { invalidValue, ScimError } from './problems.js';

export type Json = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown, what: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new ScimError(400, 'invalidSyntax', `${what} must be an object.`);
}

/** A member of an object, whatever the case of its name. */
export function memberOf(object: Json, name: string): unknown {
  const lower = name.toLowerCase();
  const key = Object.keys(object).find((each) => each.toLowerCase() === lower);
  return key === undefined ? undefined : object[key];
}

/**
 * Refuses what says that it is something else.
 * @throws ScimError `invalidSyntax`
 */
export function requireSchemas(body: Json, own: string, also: readonly string[] = []): void {
  const schemas = memberOf(body, 'schemas');
  const texts = Array.isArray(schemas) ? schemas.map((each) => String(each).toLowerCase()) : [];
  const taken = [own, ...also].map((each) => each.toLowerCase());
  const strange = texts.find((each) => !taken.includes(each));
  if (strange !== undefined)
    throw new ScimError(400, 'invalidSyntax', `The schema "${strange.slice(0, 100)}" is not known here.`);
  if (!texts.includes(own.toLowerCase())) throw new ScimError(400, 'invalidSyntax', `schemas must name ${own}.`);
}

/** A text; `null` for what says that there is none. */
export function textOf(value: unknown, name: string): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return value;
  throw invalidValue(`${name} must be a text.`);
}

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const MOST_CHANGES = 1_000;

/** One of the changes of a PATCH. */
export interface Change {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string | null;
  readonly value: unknown;
}

/** @throws ScimError */
export function changesOf(given: unknown): readonly Change[] {
  const body = objectOf(given, 'The body');
  requireSchemas(body, PATCH);
  const operations = memberOf(body, 'Operations');
  if (!Array.isArray(operations) || operations.length === 0)
    throw new ScimError(400, 'invalidSyntax', 'Operations must be a list with at least one of them.');
  if (operations.length > MOST_CHANGES)
    throw new ScimError(400, 'tooMany', `At most ${MOST_CHANGES} operations are taken at once.`);
  return operations.map(changeOf);
}

function changeOf(given: unknown): Change {
  const operation = objectOf(given, 'An operation');
  const [name, path, value] = ['op', 'path', 'value'].map((each) => memberOf(operation, each));
  const op = typeof name === 'string' ? name.toLowerCase() : '';
  if (op !== 'add' && op !== 'replace' && op !== 'remove')
    throw new ScimError(400, 'invalidSyntax', 'op must be add, replace or remove.');
  if (path !== undefined && path !== null && typeof path !== 'string')
    throw new ScimError(400, 'invalidPath', 'path must be a text.');
  const target = typeof path === 'string' && path.trim() !== '' ? path.trim() : null;
  if (op === 'remove' && target === null) throw new ScimError(400, 'noTarget', 'remove needs a path.');
  if (op !== 'remove' && value === undefined) throw invalidValue(`${op} needs a value.`);
  return { op, path: target, value };
}

/** What a path points to: an attribute, of a list those that a filter names, and a part of it. */
export interface Target {
  readonly name: string;
  readonly filter: string | null;
  readonly part: string | null;
}

/** @throws ScimError `invalidPath` */
export function targetOf(path: string): Target {
  const open = path.indexOf('[');
  if (open < 0) return { name: path, filter: null, part: null };
  const close = path.lastIndexOf(']');
  const rest = path.slice(close + 1);
  if (close < open || !/^(\.[\w$-]+)?$/.test(rest))
    throw new ScimError(400, 'invalidPath', `"${path.slice(0, 100)}" is no path.`);
  return { name: path.slice(0, open), filter: path.slice(open + 1, close), part: rest.slice(1) || null };
}
