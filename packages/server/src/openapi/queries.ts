import { isText } from '../query.js';
import type { JsonSchema } from './schemas.js';

/** A parameter of a path, as OpenAPI has it. */
export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: JsonSchema;
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

/** An input as query parameters, as `inputFromQuery` reads them: text as it stands, everything else as JSON. */
export function queryOf(input: JsonSchema): Parameter[] {
  return Object.entries(input.properties ?? {}).map(([name, given]) => {
    const schema = given as JsonSchema;
    const parameter = { name, in: 'query', ...(input.required?.includes(name) && { required: true }) } as const;
    if (isText(schema)) return { ...parameter, schema: textOf(schema) };
    return isPlain(schema) ? { ...parameter, schema } : { ...parameter, content: { 'application/json': { schema } } };
  });
}

/** Whether the value written into an address is the same as its JSON. */
const isPlain = ({ type }: JsonSchema): boolean => type === 'integer' || type === 'number' || type === 'boolean';

/** What is text in a body may be `null` there; in an address `null` is a text of four letters. */
function textOf(schema: JsonSchema): JsonSchema {
  const { type, anyOf, ...rest } = schema;
  if (Array.isArray(type)) return { ...rest, type: 'string' };
  const texts = anyOf?.filter(isText);
  if (texts?.length === 1) return { ...rest, ...(texts[0] as JsonSchema) };
  return texts ? { ...rest, anyOf: texts } : schema;
}
