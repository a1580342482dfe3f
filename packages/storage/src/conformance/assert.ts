import type { LimitError } from '../errors.js';

/** Fails a test of the suite. The suite brings its own assertions so that it runs under any runner. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
}

export function ok(condition: boolean, what: string): asserts condition {
  if (!condition) throw new ConformanceError(what);
}

/** Deep equality of JSON-like values; own properties only, order of properties ignored. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  if (!same(actual, expected))
    throw new ConformanceError(`${what}\n  expected ${show(expected)}\n  actual   ${show(actual)}`);
}

/** Awaits a rejection with an error of that name and returns it. */
export async function rejects(promise: Promise<unknown>, errorName: string, what: string): Promise<Error> {
  let result: unknown;
  try {
    result = await promise;
  } catch (error) {
    if (error instanceof Error && error.name === errorName) return error;
    throw new ConformanceError(`${what}: expected ${errorName}, got ${String(error)}`, { cause: error });
  }
  throw new ConformanceError(`${what}: expected ${errorName}, but it resolved with ${show(result)}`);
}

/** Awaits the refusal of a call for that reason. */
export async function refused(call: Promise<unknown>, limit: LimitError['limit'], what = ''): Promise<void> {
  const error = await rejects(call, 'LimitError', `${what} ${limit}`.trim());
  equal((error as Error & { limit?: string }).limit, limit, `the limit of "${error.message}"`);
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = new Map<string, unknown>(Object.entries(a));
  const right = new Map<string, unknown>(Object.entries(b));
  return left.size === right.size && [...left].every(([key, value]) => right.has(key) && same(value, right.get(key)));
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}
