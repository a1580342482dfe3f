import type { Operation } from '@copkit/core';
import fc from 'fast-check';

/** An operation as the server's own OpenAPI document describes it. */
export interface Described extends Pick<Operation, 'name' | 'kind'> {
  readonly input: Operation['input'];
  readonly path: string;
  readonly statuses: ReadonlySet<string>;
}

interface Document {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses?: Readonly<Record<string, unknown>> }>>>
  >;
}

/** Every operation of the document; one that is missing there, or that nobody made, is an error. */
export async function describedBy(url: string, operations: readonly Operation[]): Promise<readonly Described[]> {
  const response = await fetch(`${url}/openapi.json`);
  if (!response.ok) throw new Error(`The server gives no description of itself: ${response.status}.`);
  const { paths } = (await response.json()) as Document;
  const byName = new Map(operations.map((operation) => [operation.name, operation]));
  const found = Object.entries(paths).flatMap(([path, methods]) => {
    const [, part, verb] = /(?:^|\/v1)\/(\w+)\/(\w+)$/.exec(path) ?? [];
    const operation = byName.get(`${part}.${verb}`);
    if (!operation) return [];
    const statuses = new Set(Object.values(methods).flatMap(({ responses }) => Object.keys(responses ?? {})));
    return [{ ...operation, path: path.startsWith('/v1/') ? path : `/v1${path}`, statuses } as Described];
  });
  const missing = operations.filter(
    ({ name, allow }) => allow.some((grant) => grant !== 'system') && !found.some((each) => each.name === name),
  );
  if (missing.length > 0) throw new Error(`Not described: ${missing.map(({ name }) => name).join(', ')}.`);
  return found;
}

const NASTY = [
  '',
  ' ',
  '\0',
  '\r\n',
  '\u202e',
  '\ud800',
  '__proto__',
  'constructor',
  'null',
  '../../etc/passwd',
  "'; DROP TABLE docs; --",
  '" OR 1=1',
  '%',
  '_',
  '*',
  '(((((',
  '{{7*7}}',
  '<img src=x onerror=alert(1)>',
  '@[p_00000000000000000]',
  'a'.repeat(5_000),
  '😀'.repeat(500),
  '2026-02-30T25:61:61.000Z',
  '9'.repeat(400),
];

const leaf = fc.oneof(
  fc.constantFrom<unknown>(...NASTY),
  fc.constantFrom<unknown>(null, true, false, 0, -1, 0.5, 1e308, 2 ** 53, -0, [], {}, [[]], { a: 1 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A change of one place of a valid input, or a few: another value, an id of something else, one more field, or one less. */
export function mutated(ids: readonly string[]): fc.Arbitrary<(value: unknown) => unknown> {
  const one = fc
    .record({
      at: fc.nat(),
      what: fc.constantFrom('replace', 'replace', 'id', 'id', 'drop', 'add', 'deepen', 'double'),
      value: leaf,
      id: fc.constantFrom(...ids),
      name: fc.constantFrom('limit', 'after', 'before', 'text', 'ext', 'communityId', 'extra', 'toString'),
    })
    .map((change) => (value: unknown) => changed(value, change));
  return fc
    .array(one, { minLength: 1, maxLength: 3 })
    .map((changes) => (value: unknown) => changes.reduce((current, change) => change(current), value));
}

interface Change {
  readonly at: number;
  readonly what: string;
  readonly value: unknown;
  readonly id: string;
  readonly name: string;
}

function changed(input: unknown, change: Change): unknown {
  if (typeof input !== 'object' || input === null) return change.value;
  const entries = Object.entries(input);
  if (change.what === 'add' || entries.length === 0) {
    return Array.isArray(input) ? [...input, change.value] : { ...input, [change.name]: change.value };
  }
  const [key, old] = entries[change.at % entries.length] as [string, unknown];
  const next = ((): unknown => {
    if (typeof old === 'object' && old !== null && change.at % 3 !== 0) return changed(old, change);
    switch (change.what) {
      case 'id':
        return change.id;
      case 'deepen':
        return { [key]: old };
      case 'double':
        return [old, old];
      default:
        return change.value;
    }
  })();
  if (Array.isArray(input)) return input.map((item, at) => (String(at) === key ? next : item));
  const { [key]: _gone, ...rest } = input as Record<string, unknown>;
  return change.what === 'drop' ? rest : { ...rest, [key]: next };
}

/** What is no JSON, or not the JSON of anything. */
export const garbage: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.json({ maxDepth: 5 }),
  fc.constantFrom(
    '',
    '{',
    '[',
    '"',
    '{"a":',
    'nul',
    '{"a":1}{"a":1}',
    '\ufeff{}',
    '{"a":1,}',
    "{'a':1}",
    'NaN',
    '1e999',
  ),
);
