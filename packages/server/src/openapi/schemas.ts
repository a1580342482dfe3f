import * as z from 'zod';
import type { ServedOperation } from '../served.js';
import { SHARED, schemaAt } from './names.js';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What operations take and give, as JSON schemas (draft 2020-12, which is OpenAPI 3.1's). */
export interface Schemas {
  /** Named, for `components.schemas`. */
  readonly components: Readonly<Record<string, JsonSchema>>;
  input(operation: ServedOperation): JsonSchema;
  /** A reference where it has a name. */
  output(operation: ServedOperation): JsonSchema;
}

const refTo = (name: string): string => `#/components/schemas/${name}`;

/**
 * Schemas that an extension names itself, by zod's `.meta({ id: 'Poll' })`, have that name.
 */
export function schemasOf(operations: readonly ServedOperation[]): Schemas {
  const names = namesOf(operations);
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names) registry.add(schema, { id });
  // A read answers at two methods, so what it answers is a component. Other outputs come along under the operation's
  // name, which has a dot and so is no component's.
  for (const { name, kind, output } of operations) {
    if (!registry.has(output)) registry.add(output, { id: kind === 'read' ? pascalCase(name) : name });
  }
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    unrepresentable: 'any',
    uri: refTo,
    override: ({ jsonSchema }) => {
      tidy(jsonSchema);
      // Further fields may come at any time: a client must not be generated that refuses them.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  const bare = Object.fromEntries(
    Object.entries(withNamesForRecursive(schemas)).map(([name, { $schema, $id, ...schema }]) => [
      name,
      schema as JsonSchema,
    ]),
  );
  // What an operation answers may also be a part of what another does, as an item of a list.
  const said = JSON.stringify(bare);
  const isComponent = (name: string) => !name.includes('.') || said.includes(`"${refTo(name)}"`);
  return {
    components: Object.fromEntries(Object.entries(bare).filter(([name]) => isComponent(name))),
    input: ({ input }) => {
      const { $schema, ...schema } = z.toJSONSchema(input, {
        io: 'input',
        unrepresentable: 'any',
        override: ({ jsonSchema }) => tidy(jsonSchema),
      });
      return schema;
    },
    output: ({ output }) => {
      const id = registry.get(output)?.id ?? '';
      return isComponent(id) ? { $ref: refTo(id) } : (bare[id] ?? {});
    },
  };
}

/** What refers to itself, such as any JSON, zod keeps in a place that no description has: here it gets names of its own. */
function withNamesForRecursive(schemas: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
  const text = JSON.stringify(schemas).replaceAll(/__shared#\/\$defs\/schema(\d+)/g, 'Recursive$1');
  const { __shared: shared, ...named } = JSON.parse(text) as Record<string, JsonSchema>;
  for (const [name, schema] of Object.entries(shared?.$defs ?? {}))
    named[name.replace('schema', 'Recursive')] = schema as JsonSchema;
  return named;
}

function namesOf(operations: readonly ServedOperation[]): Map<z.ZodType, string> {
  const names = new Map<z.ZodType, string>();
  for (const [name, [operation, ...steps]] of Object.entries(SHARED)) {
    const schema = schemaAt(operations.find((each) => each.name === operation)?.output, steps);
    if (schema && !names.has(schema)) names.set(schema, name);
  }
  for (const { output } of operations) {
    const id = z.globalRegistry.get(output)?.id;
    if (id !== undefined && !names.has(output)) names.set(output, id);
  }
  return names;
}

/** `ThreadsList` of `threads.list`, `NotFound` of `not-found`. */
export const pascalCase = (name: string): string =>
  name.replaceAll(/(?:^|[.-])([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The pattern that zod adds to a format it knows says the format once more, in hundreds of characters. */
function tidy(schema: JsonSchema): void {
  if (schema.format === 'date-time' || schema.format === 'date') delete schema.pattern;
}
