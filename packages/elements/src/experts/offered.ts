import { isProblem } from '../problem.js';

/**
 * What a call answers that only servers with an extension understand; `null` where this one does not have it, so that
 * an element does without.
 */
export const offered = async <T>(call: () => Promise<T> | undefined): Promise<T | null> => {
  try {
    return (await call()) ?? null;
  } catch (error) {
    if (isProblem(error) && error.code === 'not-found') return null;
    throw error;
  }
};
