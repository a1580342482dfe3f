import { pageWithin } from '../links.js';
import type { ServedOperation } from '../served.js';
import { encoded, ofDeprecated, ofEvery, ofPage, ofRead } from './headers.js';
import { queryOf, refTo } from './parameters.js';
import { codesOf, notJson, notModified, problems } from './problems.js';
import type { JsonSchema, Schemas } from './schemas.js';

/** Who each grant lets in, as the end of a sentence. */
const WHO: Readonly<Record<ServedOperation['allow'][number], string>> = {
  person: 'anybody signed in',
  viewer: "who may see the community's card",
  reader: 'who may read the community',
  participant: 'members and guests of the community',
  expert: 'its experts',
  steward: 'its stewards',
  facilitator: 'its facilitators',
  sponsor: 'its sponsors',
  owner: 'whose it is',
  keeper: 'whose it is, while they are a member',
  admin: "the organisation's administrators",
  system: 'nobody else',
};

/** What one operation looks like at its address: reads are asked for or posted, writes are posted. */
export function pathItemOf(operation: ServedOperation, schemas: Schemas): Readonly<Record<string, object>> {
  const { name, kind, summary, allow, deprecated } = operation;
  const [part = ''] = name.split('.');
  const input = schemas.input(operation);
  const output = { 'application/json': { schema: schemas.output(operation) } };
  const paged = pageWithin(operation.output) !== null;
  const always = { ...encoded, ...(deprecated && ofDeprecated) };
  const described = {
    tags: [part],
    summary,
    description: descriptionOf(operation),
    ...(deprecated && { deprecated: true }),
    'x-copkit-allow': allow,
  };
  const post = {
    operationId: kind === 'read' ? `${name}.post` : name,
    ...described,
    ...(kind === 'read' && { summary: `${summary.replace(/\.$/, '')}: the input as a body.` }),
    ...(kind === 'write' && { parameters: [refTo('IdempotencyKey')] }),
    requestBody: bodyOf(input),
    responses: {
      200: { description: 'Done.', headers: { ...ofEvery, ...always }, content: output },
      ...problems(codesOf(operation, input, true)),
      ...notJson,
    },
  };
  if (kind === 'write') return { post };
  const get = {
    operationId: name,
    ...described,
    parameters: [...queryOf(input), refTo('IfNoneMatch')],
    responses: {
      200: { description: 'Found.', headers: { ...(paged ? ofPage : ofRead), ...always }, content: output },
      ...notModified,
      ...problems(codesOf(operation, input, false)),
    },
  };
  return { get, post };
}

function descriptionOf({ allow, deprecated }: ServedOperation): string {
  const who = allow.filter((grant) => grant !== 'system' || allow.length === 1).map((grant) => WHO[grant]);
  const going = deprecated
    ? ` Deprecated since ${deprecated.since}: use \`${deprecated.instead}\` instead. It will not go before ${deprecated.sunset}.`
    : '';
  return `For ${who.join(', ')}.${going}`;
}

function bodyOf(schema: JsonSchema): object {
  const required = (schema.required ?? []).length > 0;
  return { ...(required && { required }), content: { 'application/json': { schema } } };
}
