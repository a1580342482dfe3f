import type { Problem } from '@copkit/core';

/** What a call was rejected with, as a problem; `null` where the caller itself gave up. */
export const problemOf = (error: unknown): Problem | null => {
  if (error instanceof Error && (error.name === 'AbortError' || (isProblem(error) && error.code === 'aborted')))
    return null;
  if (isProblem(error)) return error;
  console.error(error);
  return { name: 'CopkitError', code: 'internal', message: String(error), field: null };
};

export const isProblem = (error: unknown): error is Problem =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'CopkitError';
