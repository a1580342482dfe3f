import type { ErrorCode } from '@copkit/core';
import { PROBLEMS } from '../problems.js';
import type { ServedOperation } from '../served.js';
import { ofEvery, ofLater, ofRead, ofUnauthenticated } from './headers.js';
import { type JsonSchema, pascalCase } from './schemas.js';

/** The answer to a call that failed. */
export const problemSchema: JsonSchema = {
  type: 'object',
  description: 'Problem details (RFC 9457). `code` is stable; `detail` is a sentence for people and may change.',
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'Where the documentation of the code is.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong, and what to do about it.' },
    code: { type: 'string', enum: Object.keys(PROBLEMS) },
    field: { type: ['string', 'null'], description: 'The path of the input that is wrong, such as `topics.2`.' },
    requestId: { type: 'string', description: "Names a fault in the server's log." },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'field'],
};

const refTo = (name: string) => ({ $ref: `#/components/responses/${name}` });

const answer = (code: ErrorCode, description: string) => ({
  description,
  headers:
    code === 'unauthenticated'
      ? ofUnauthenticated
      : code === 'unavailable' || code === 'rate-limited'
        ? ofLater
        : ofEvery,
  content: {
    'application/problem+json': {
      schema: {
        allOf: [{ $ref: '#/components/schemas/Problem' }],
        properties: { code: { const: code } },
      },
    },
  },
});

/** One response for each code, which all operations refer to, and those that are the same everywhere. */
export const responses: Readonly<Record<string, object>> = {
  ...Object.fromEntries(
    (Object.entries(PROBLEMS) as [ErrorCode, (typeof PROBLEMS)[ErrorCode]][])
      .filter(([code]) => code !== 'aborted')
      .map(([code, { title, remedy }]) => [pascalCase(code), answer(code, `\`${code}\`: ${title}. ${remedy}`)]),
  ),
  NotModified: { description: 'What the caller has is still so.', headers: ofRead },
  NotJson: answer('invalid', '`invalid`: The body is not JSON in UTF-8. Send it as `application/json`.'),
};

/** A problem of every operation: of what was sent, of who sent it, or of the server. */
const ALWAYS: readonly ErrorCode[] = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'rate-limited',
  'internal',
  'unavailable',
];

/** The codes an operation may fail with, by what it takes and who may call it. */
export function codesOf({ kind, allow }: ServedOperation, input: JsonSchema, posted: boolean): readonly ErrorCode[] {
  const { required = [] } = input;
  const named = required.length > 0 || !allow.includes('person');
  return [
    ...ALWAYS,
    ...(named ? (['not-found'] as const) : []),
    ...(kind === 'write' ? (['conflict'] as const) : []),
    ...(takesCursor(input) ? (['stale-cursor'] as const) : []),
    ...(posted ? (['too-large'] as const) : []),
  ];
}

/** Also where it is one of several inputs. */
function takesCursor({ properties = {}, anyOf = [] }: JsonSchema): boolean {
  return 'after' in properties || anyOf.some((each) => typeof each === 'object' && takesCursor(each));
}

/** The responses of these codes, by status. */
export function problems(codes: readonly ErrorCode[]): Record<string, { readonly $ref: string }> {
  return Object.fromEntries(codes.map((code) => [PROBLEMS[code].status, refTo(pascalCase(code))]));
}

export const notModified = { 304: refTo('NotModified') };
export const notJson = { 415: refTo('NotJson') };
