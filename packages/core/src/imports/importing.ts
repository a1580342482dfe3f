import { type Operation, type WriteOperation, write } from '../operations/operation.js';

/** What it finds done is left as it is, so no receipt is needed; what it did is its answer. */
export function importing<I, O>(
  definition: Omit<WriteOperation<I, O, O>, 'kind' | 'allow' | 'repeatable' | 'answer'>,
): Operation {
  return write<I, O, O>({
    ...definition,
    allow: ['system'],
    repeatable: true,
    answer: async (_context, result) => result,
  });
}
