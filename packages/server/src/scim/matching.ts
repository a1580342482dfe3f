import { placeOf, type ResourceKind } from './attributes.js';
import type { Filter, Scalar } from './filter.js';
import { ScimError } from './problems.js';

type Test = (resource: unknown) => boolean;

/**
 * What a filter says of a resource. Texts compare without regard to case, but for ids.
 * @throws ScimError `invalidFilter` for an attribute that there is not.
 */
export function matcher(kind: ResourceKind, filter: Filter, within = ''): Test {
  switch (filter.is) {
    case 'and':
    case 'or': {
      const tests = filter.of.map((each) => matcher(kind, each, within));
      return filter.is === 'and'
        ? (resource) => tests.every((test) => test(resource))
        : (resource) => tests.some((test) => test(resource));
    }
    case 'not': {
      const test = matcher(kind, filter.inner, within);
      return (resource) => !test(resource);
    }
    case 'values': {
      const { segments } = known(kind, `${within}${filter.path}`);
      const test = matcher(kind, filter.inner, `${filter.path}.`);
      return (resource) => valuesAt(resource, segments).some(test);
    }
    default: {
      const { segments, caseExact } = known(kind, `${within}${filter.path}`);
      const own = within === '' ? segments : segments.slice(1);
      if (filter.is === 'present') return (resource) => valuesAt(resource, own).some((value) => value !== '');
      const test = comparison(filter.by, filter.value, caseExact);
      // Of what is not there, only "ne" and "eq null" hold.
      const absent = filter.value === null ? filter.by === 'eq' : filter.by === 'ne';
      return (resource) => {
        const values = valuesAt(resource, own).map(simple);
        return values.length === 0 ? absent : values.some(test);
      };
    }
  }
}

function known(kind: ResourceKind, name: string) {
  const place = placeOf(kind, name);
  if (place) return place;
  throw new ScimError(400, 'invalidFilter', `The filter is not valid: "${name.slice(0, 100)}" is no attribute here.`);
}

/** Values under names, those in lists one by one. What is not kept has none. */
function valuesAt(resource: unknown, segments: readonly string[]): unknown[] {
  if (segments.length === 0) return [];
  let values: unknown[] = [resource];
  for (const segment of segments) {
    values = values.flatMap((value) => {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return [];
      return [(value as Record<string, unknown>)[segment]].flat();
    });
  }
  return values;
}

/** What has parts is compared by its value. */
function simple(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}

function comparison(by: string, expected: Scalar, caseExact: boolean): (value: unknown) => boolean {
  const folded = (value: unknown) => (typeof value === 'string' && !caseExact ? value.toLowerCase() : value);
  const wanted = folded(expected);
  const text = (test: (actual: string, wanted: string) => boolean) => (value: unknown) => {
    const actual = folded(value);
    return typeof actual === 'string' && typeof wanted === 'string' && test(actual, wanted);
  };
  /** Booleans come as texts from some directories. */
  const equal = (value: unknown) =>
    folded(value) === wanted || (typeof value === 'boolean' && String(value) === wanted);
  switch (by) {
    case 'eq':
      return equal;
    case 'ne':
      return (value) => !equal(value);
    case 'co':
      return text((actual, part) => actual.includes(part));
    case 'sw':
      return text((actual, part) => actual.startsWith(part));
    case 'ew':
      return text((actual, part) => actual.endsWith(part));
    case 'gt':
      return text((actual, limit) => order(actual, limit) > 0);
    case 'ge':
      return text((actual, limit) => order(actual, limit) >= 0);
    case 'lt':
      return text((actual, limit) => order(actual, limit) < 0);
    default:
      return text((actual, limit) => order(actual, limit) <= 0);
  }
}

const MOMENT = /^\d{4}-\d\d-\d\dt/i;

/** Moments by when they are, other texts as they are written. */
function order(left: string, right: string): number {
  if (MOMENT.test(left) && MOMENT.test(right)) return Date.parse(left) - Date.parse(right);
  return left < right ? -1 : left > right ? 1 : 0;
}
