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

/** What many operations take, by the names under which the description keeps them. */
export const parameters: Readonly<Record<string, Parameter>> = {
  IdempotencyKey: {
    name: 'idempotency-key',
    in: 'header',
    description:
      'Names this write. The same person sending it again with the same key, within 14 days, is given the first answer and nothing is done twice; with another input under the same key the answer is `conflict`.',
    schema: { type: 'string', pattern: '^[A-Za-z0-9_.:-]{1,64}$' },
  },
  IfNoneMatch: {
    name: 'if-none-match',
    in: 'header',
    description: 'Entity tags of answers that the caller has, or `*`.',
    schema: { type: 'string' },
  },
};

export const refTo = (name: string): { readonly $ref: string } => ({ $ref: `#/components/parameters/${name}` });

/** What the parameters of pages mean; their schemas are the operation's. */
const MEANING: Readonly<Record<string, string>> = {
  limit: 'How many items at most.',
  after: 'A cursor, `next` of a page: the items that follow it.',
  before: 'A cursor, `previous` of a page: the items before it.',
};

/** An input as query parameters, as `inputFromQuery` reads them: text as it stands, everything else as JSON. */
export function queryOf(input: JsonSchema): Parameter[] {
  return Object.entries(input.properties ?? {}).map(([name, given]) => {
    const schema = given as JsonSchema;
    const parameter = {
      name,
      in: 'query',
      ...(input.required?.includes(name) && { required: true }),
      ...(Object.hasOwn(MEANING, name) && { description: MEANING[name] }),
    } as const;
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
