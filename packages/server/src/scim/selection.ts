import { placeOf, type ResourceKind } from './attributes.js';
import { type Json, memberOf, objectOf, requireSchemas } from './message.js';
import { invalidValue } from './problems.js';

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
export const MOST_RESULTS = 200;
const USUAL_RESULTS = 100;

/** Which attributes an answer has. */
export interface Selection {
  readonly attributes: readonly string[];
  readonly excluded: readonly string[];
}

export interface Query extends Selection {
  readonly filter: string | null;
  /** From 1. */
  readonly startIndex: number;
  /** 0 for nothing but the number of results. */
  readonly count: number;
}

export function queryOf(parameters: URLSearchParams): Query {
  const list = (name: string) => parameters.get(name)?.split(',') ?? [];
  return {
    filter: parameters.get('filter'),
    attributes: namesOf(list('attributes')),
    excluded: namesOf(list('excludedAttributes')),
    startIndex: Math.max(1, whole(parameters.get('startIndex') ?? undefined, 'startIndex', 1)),
    count: countOf(parameters.get('count') ?? undefined),
  };
}

/** Of the body of `POST …/.search`. @throws ScimError */
export function searchOf(given: unknown): Query {
  const body = objectOf(given, 'The body');
  requireSchemas(body, SEARCH);
  const filter = memberOf(body, 'filter') ?? null;
  if (filter !== null && typeof filter !== 'string') throw invalidValue('filter must be a text.');
  return {
    filter,
    attributes: namesOf(memberOf(body, 'attributes') ?? []),
    excluded: namesOf(memberOf(body, 'excludedAttributes') ?? []),
    startIndex: Math.max(1, whole(memberOf(body, 'startIndex'), 'startIndex', 1)),
    count: countOf(memberOf(body, 'count')),
  };
}

const countOf = (given: unknown): number => Math.min(MOST_RESULTS, Math.max(0, whole(given, 'count', USUAL_RESULTS)));

function namesOf(given: unknown): readonly string[] {
  if (!Array.isArray(given) || !given.every((each) => typeof each === 'string'))
    throw invalidValue('attributes must be a list of names.');
  return given.map((name) => name.trim()).filter((name) => name !== '');
}

function whole(given: unknown, name: string, otherwise: number): number {
  if (given === undefined || given === null) return otherwise;
  const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof number !== 'number' || !Number.isSafeInteger(number))
    throw invalidValue(`${name} must be a whole number.`);
  return number;
}

export function listResponse(all: readonly Json[], { startIndex, count }: Pick<Query, 'startIndex' | 'count'>): Json {
  const page = all.slice(startIndex - 1, startIndex - 1 + count);
  return { schemas: [LIST], totalResults: all.length, startIndex, itemsPerPage: page.length, Resources: page };
}

const ALWAYS: ReadonlySet<string> = new Set(['schemas', 'id']);

/** The attributes that were asked for; `schemas` and `id` in any case. Names that there are not select nothing. */
export function selected(kind: ResourceKind, resource: Json, { attributes, excluded }: Selection): Json {
  if (attributes.length > 0) {
    const picked: Record<string, unknown> = {};
    for (const name of [...ALWAYS, ...attributes]) pick(picked, resource, placeOf(kind, name)?.segments ?? []);
    return picked;
  }
  return excluded
    .flatMap((name) => [placeOf(kind, name)?.segments ?? []])
    .filter(([first]) => first !== undefined && !ALWAYS.has(first))
    .reduce(without, resource);
}

function pick(into: Record<string, unknown>, from: Json, [first, second]: readonly string[]): void {
  if (first === undefined || !Object.hasOwn(from, first)) return;
  const value = from[first];
  if (second === undefined) into[first] = value;
  else if (Array.isArray(value)) into[first] = value.map((each) => part(each, second));
  else into[first] = { ...(into[first] as Json | undefined), ...part(value, second) };
}

const part = (value: unknown, name: string): Json => {
  const object = value as Json;
  return Object.hasOwn(object, name) ? { [name]: object[name] } : {};
};

function without(resource: Json, [first = '', second]: readonly string[]): Json {
  const { [first]: value, ...others } = resource;
  if (second === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) {
    return second === undefined || !Array.isArray(value)
      ? others
      : { ...others, [first]: value.map((each) => bare(each, second)) };
  }
  return { ...others, [first]: bare(value, second) };
}

function bare(value: unknown, name: string): Json {
  const { [name]: _left, ...others } = value as Json;
  return others;
}
