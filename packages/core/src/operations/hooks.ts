import type { SystemApi } from '../copkit.js';
import type { ReadContext, WriteContext } from './context.js';
import type { InputOf, OutputOf } from './operation.js';

/**
 * Code of the host around an operation, inside its mutation: it may refuse by throwing a
 * `CopkitError`, write along in the same commit, and in `before` hand on a changed input. That is not
 * checked again, and the ids in it stay as they are: who may call was decided by them.
 */
export interface Hook {
  /** Name of the operation, such as `threads.start`. */
  readonly operation: string;
  /** Names of collections above the operation's callers that the hook reads to decide. See `alsoReads` of an operation. */
  readonly alsoReads?: readonly string[];
  /** The context of a write has `put`, `log` and the like; that of a read has not. */
  readonly before?: (context: ReadContext | WriteContext, input: unknown) => Promise<unknown> | unknown;
  readonly after?: (context: ReadContext | WriteContext, input: unknown, result: unknown) => Promise<void> | void;
  /**
   * Of a write, before its mutation and outside of it, so that it may take its time: nobody else's mutation waits for
   * it. `input` is the very object that `instead` is told as `given`.
   */
  readonly ahead?: (context: ReadContext, input: unknown) => Promise<void>;
  /** Of a write, in place of its `run`: what its receipt is to keep, or `undefined` where it is to run. */
  readonly instead?: (
    context: WriteContext,
    input: unknown,
    given: unknown,
  ) => Promise<{ readonly result: unknown } | undefined>;
}

type NameIn<A> = {
  [P in keyof A & string]: { [V in keyof A[P] & string]: `${P}.${V}` }[keyof A[P] & string];
}[keyof A & string];

/** Every operation that an interface of the API names, those of extensions among them. */
export type OperationName = NameIn<SystemApi>;

type MethodOf<N> = N extends `${infer P}.${infer V}`
  ? P extends keyof SystemApi
    ? V extends keyof SystemApi[P]
      ? SystemApi[P][V]
      : never
    : never
  : never;

type ReadName = `${string}.${'get' | 'list' | 'find' | 'search' | 'suggest' | 'preview' | 'count'}${string}`;
/** What is no mutation of one partition has the context of a read. */
type ContextOf<N> = N extends ReadName | 'people.import' ? ReadContext : WriteContext;

interface Around<N extends OperationName> extends Pick<Hook, 'alsoReads'> {
  before?(
    context: ContextOf<N>,
    input: InputOf<MethodOf<N>>,
  ): Promise<InputOf<MethodOf<N>> | undefined> | InputOf<MethodOf<N>> | undefined;
  /** `result` is what a read answers; of a write, what its receipt keeps. */
  after?(
    context: ContextOf<N>,
    input: InputOf<MethodOf<N>>,
    result: N extends ReadName ? OutputOf<MethodOf<N>> : unknown,
  ): Promise<void> | void;
}

/** A hook whose context, input and result have the types of the operation it is named for. */
export function hook<N extends OperationName>(operation: N, around: Around<N>): Hook {
  return { operation, ...around } as Hook;
}

export interface Hooks {
  has(operation: string): boolean;
  alsoRead(operation: string): readonly string[];
  before(operation: string, context: ReadContext | WriteContext, input: unknown): Promise<unknown>;
  after(operation: string, context: ReadContext | WriteContext, input: unknown, result: unknown): Promise<void>;
  /** Those of an operation with something to do ahead of it. */
  ahead(operation: string): readonly Hook[];
  instead(
    operation: string,
    context: WriteContext,
    input: unknown,
    given: unknown,
  ): ReturnType<NonNullable<Hook['instead']>>;
}

export function hookRegistry(hooks: readonly Hook[]): Hooks {
  const byOperation = new Map<string, Hook[]>();
  for (const hook of hooks) byOperation.set(hook.operation, [...(byOperation.get(hook.operation) ?? []), hook]);
  const of = (operation: string) => byOperation.get(operation) ?? [];
  return {
    has: (operation) => of(operation).length > 0,
    ahead: (operation) => of(operation).filter(({ ahead }) => ahead),
    async instead(operation, context, input, given) {
      for (const hook of of(operation)) {
        const done = await hook.instead?.(context, input, given);
        if (done) return done;
      }
    },
    alsoRead: (operation) => of(operation).flatMap(({ alsoReads = [] }) => alsoReads),
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
