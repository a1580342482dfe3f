import { CopkitError } from '@copkit/core';
import * as z from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const textProperties = new WeakMap<z.ZodType, ReadonlySet<string>>();

/**
 * Query parameters as an operation's input: properties that are text as they stand, others as JSON.
 * What cannot be read as JSON stays text, so that the operation's schema says what is wrong with it.
 */
export function inputFromQuery(parameters: URLSearchParams, schema: z.ZodType): Record<string, unknown> {
  const text = textPropertiesOf(schema);
  const input: Record<string, unknown> = {};
  for (const [name, value] of parameters) {
    if (name === '__proto__') throw new CopkitError('invalid', '__proto__: is not a field of this operation', name);
    if (Object.hasOwn(input, name))
      throw new CopkitError('invalid', `${name.slice(0, 100)}: is given twice`, name.slice(0, 100));
    input[name] = text.has(name) ? value : jsonOrText(value);
  }
  return input;
}

function jsonOrText(value: string): unknown {
  try {
    return parseJson(value);
  } catch (error) {
    if (error instanceof CopkitError) throw error;
    return value;
  }
}

function textPropertiesOf(schema: z.ZodType): ReadonlySet<string> {
  let names = textProperties.get(schema);
  if (!names) {
    const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    names = new Set(Object.keys(properties).filter((name) => isText(properties[name])));
    textProperties.set(schema, names);
  }
  return names;
}

/** Whether a property is given as text, so that a query parameter of its name is taken as it stands. */
export function isText(schema: boolean | JsonSchema | undefined): boolean {
  if (schema === undefined || typeof schema === 'boolean') return false;
  if ([schema.type].flat().includes('string') || typeof schema.const === 'string') return true;
  if (schema.enum?.some((value) => typeof value === 'string')) return true;
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].some(isText);
}

/**
 * JSON without keys that reach an object's prototype when somebody copies it property by property.
 * @throws SyntaxError, or CopkitError `invalid` for such a key.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (/__proto__|\\u005f/i.test(text)) refusePrototype(value);
  return value;
}

function refusePrototype(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, '__proto__')) {
    throw new CopkitError('invalid', '__proto__: is not a field of this operation', '__proto__');
  }
  for (const inner of Object.values(value)) refusePrototype(inner);
}
