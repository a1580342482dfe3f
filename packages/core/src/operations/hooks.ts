import type { ReadContext, WriteContext } from './context.js';

/**
 * Code of the host around an operation, inside its mutation: it may refuse by throwing a
 * `CopkitError`, write along in the same commit, and in `before` hand on a changed input. That is not
 * checked again, and the ids in it stay as they are: who may call was decided by them.
 */
export interface Hook {
  /** Name of the operation, such as `threads.start`. */
  readonly operation: string;
  /** The context of a write has `put`, `log` and the like; that of a read has not. */
  readonly before?: (context: ReadContext | WriteContext, input: unknown) => Promise<unknown> | unknown;
  readonly after?: (context: ReadContext | WriteContext, input: unknown, result: unknown) => Promise<void> | void;
}

export interface Hooks {
  before(operation: string, context: ReadContext | WriteContext, input: unknown): Promise<unknown>;
  after(operation: string, context: ReadContext | WriteContext, input: unknown, result: unknown): Promise<void>;
}

export function hookRegistry(hooks: readonly Hook[]): Hooks {
  const of = (operation: string) => hooks.filter((hook) => hook.operation === operation);
  return {
    async before(operation, context, input) {
      let current = input;
      for (const hook of of(operation)) current = (await hook.before?.(context, current)) ?? current;
      return current;
    },
    async after(operation, context, input, result) {
      for (const hook of of(operation)) await hook.after?.(context, input, result);
    },
  };
}
