import * as z from 'zod';
import type { Posts } from '../../packages/core/src/testing/permissions/posts.js';
import { samples } from '../../packages/core/src/testing/permissions/samples.js';
import type { World } from '../../packages/core/src/testing/permissions/world.js';

type Schema = z.core.JSONSchema.BaseSchema;
interface Operation {
  readonly name: string;
  readonly input: z.ZodType;
}

/** A place in an input that takes the id of something, and the kinds of id that fit. */
export interface IdField {
  readonly path: readonly string[];
  readonly kinds: readonly Kind[];
}

/** Whatever bears an id, one of each kind. */
export type Ids = Readonly<Record<Kind, string>>;
export const kinds = [
  'community',
  'thread',
  'reply',
  'flag',
  'practice',
  'adoption',
  'series',
  'intervention',
  'person',
] as const;
export type Kind = (typeof kinds)[number];

export const idsOf = (world: World, posts: Posts): Ids => ({
  community: world.communityId,
  thread: posts.threadId,
  reply: posts.replyId,
  flag: posts.flagId,
  practice: posts.practiceId,
  adoption: posts.adoptionId,
  series: world.seriesId,
  intervention: world.interventionId,
  person: world.memberId,
});

const LETTER: Readonly<Record<Kind, string>> = {
  community: 'c',
  thread: 't',
  reply: 'r',
  flag: 'f',
  practice: 'h',
  adoption: 'a',
  series: 's',
  intervention: 'i',
  person: 'p',
};
const shapes = kinds.map((kind) => {
  const local = kind === 'community' ? '' : '_000000000000';
  return [kind, kind === 'person' ? `p_${'0'.repeat(17)}` : `${LETTER[kind]}_${'0'.repeat(16)}${local}`] as const;
});

/** Texts that may hold an id although their schema does not say so, by their name. */
const BY_NAME: readonly (readonly [RegExp, readonly Kind[]])[] = [
  [/^communityId$/, ['community']],
  [/^(person|author|actor|subject|member|steward|sponsor|by)Ids?$/, ['person']],
  [/^(thread)Id$/, ['thread']],
  [/^hostId$/, []],
  [/^(key|text|subject|topic|topicId|topics)$/, ['community', 'thread']],
  [/Ids?$/i, kinds],
];

function kindsOf(name: string, schema: Schema): readonly Kind[] {
  if (schema.type !== 'string') return [];
  const { pattern } = schema;
  if (pattern !== undefined) return shapes.flatMap(([kind, shape]) => (new RegExp(pattern).test(shape) ? [kind] : []));
  return BY_NAME.find(([named]) => named.test(name))?.[1] ?? [];
}

const schemas = new WeakMap<z.ZodType, Schema>();

export function schemaOf({ input }: Operation): Schema {
  let schema = schemas.get(input);
  if (!schema) {
    schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
    schemas.set(input, schema);
  }
  return schema;
}

/** Every field of an operation's input that takes an id, required or not, in lists and inner objects as well. */
export function idFields(operation: Operation): IdField[] {
  const found = new Map<string, IdField>();
  const look = (schema: Schema | boolean | undefined, path: readonly string[]): void => {
    if (schema === undefined || typeof schema === 'boolean') return;
    const fits = kindsOf(path.findLast((part) => part !== '0') ?? '', schema);
    if (fits.length > 0) found.set(path.join('.'), { path, kinds: fits });
    for (const [name, inner] of Object.entries(schema.properties ?? {})) look(inner, [...path, name]);
    for (const inner of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) look(inner, path);
    if (schema.items && !Array.isArray(schema.items)) look(schema.items, [...path, '0']);
  };
  look(schemaOf(operation), []);
  return [...found.values()];
}

/** The input with another value at a place; lists and objects on the way are made. */
export function withValue(input: unknown, [part, ...rest]: readonly string[], value: unknown): unknown {
  if (part === undefined) return value;
  if (part === '0') return [withValue(Array.isArray(input) ? input[0] : undefined, rest, value)];
  const object = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  return { ...object, [part]: withValue(object[part], rest, value) };
}

/** The smallest input that a schema says is right, with ids of the world where ids belong. */
function smallest(schema: Schema | boolean | undefined, name: string, ids: Ids): unknown {
  if (schema === undefined || typeof schema === 'boolean') return null;
  const [kind] = kindsOf(name, schema);
  if (kind && name !== 'text') return ids[kind];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return smallest(first, name, ids);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, smallest(schema.properties?.[key], key, ids)]),
      );
    case 'array':
      return schema.minItems ? [smallest(schema.items as Schema, name, ids)] : [];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'string':
      if (schema.format === 'date-time') return '2025-06-01T00:00:00.000Z';
      if (schema.format === 'date' || /4\}.*2\}.*2\}/.test(schema.pattern ?? '')) return '2025-06-01';
      return 'hums';
    default:
      return null;
  }
}

/** A valid input: the sample that was written for the operation, or else one that follows from its schema. */
export function inputFor(operation: Operation, world: World, posts: Posts): unknown {
  const sample = samples[operation.name];
  return sample ? sample(world, posts) : smallest(schemaOf(operation), '', idsOf(world, posts));
}
