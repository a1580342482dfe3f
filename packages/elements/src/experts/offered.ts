import type { CopkitApi } from '@copkit/core';
import { isProblem } from '../problem.js';

/** Whether the server has an operation. A page may bring an API of its own or an older client's, which does not say. */
export const offers = async (api: CopkitApi, operation: string): Promise<boolean> =>
  (await api.offers?.(operation)) ?? true;

/**
 * What an operation answers that only servers with an extension have; `null` where this one does not, so that an element
 * does without. Of what is not there, nothing is asked.
 */
export const offered = async <T>(
  api: CopkitApi,
  operation: string,
  call: () => Promise<T> | undefined,
): Promise<T | null> => {
  if (!(await offers(api, operation))) return null;
  try {
    return (await call()) ?? null;
  } catch (error) {
    if (isProblem(error) && error.code === 'not-found') return null;
    throw error;
  }
};
