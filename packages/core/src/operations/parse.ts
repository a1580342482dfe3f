import type * as z from 'zod';
import { CopkitError } from '../errors.js';

/** @throws CopkitError `invalid` with the path of the first wrong field and a sentence about it. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input === undefined ? {} : input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = [...(issue?.path ?? []), ...(unknownKey === undefined ? [] : [unknownKey])].join('.').slice(0, 100);
  const what = unknownKey === undefined ? (issue?.message ?? 'is not valid') : 'is not a field of this operation';
  throw new CopkitError('invalid', path ? `${path}: ${what}` : what, path || null, { cause: parsed.error });
}

export function parseMutationId(id: string | undefined): string | undefined {
  if (id !== undefined && !/^[A-Za-z0-9_.:-]{1,64}$/.test(id)) {
    throw new CopkitError(
      'invalid',
      'A mutation id has 1 to 64 letters, digits or characters of "_-:.".',
      'mutationId',
    );
  }
  return id;
}
