import { ClosedError, ConflictError, LimitError, UnavailableError } from '@copkit/storage';
import { CopkitError } from '../errors.js';
import type { Actor } from '../identity/identity.js';
import type { Kit } from '../kit.js';
import type { CallOptions, TransportOptions } from './call.js';
import { formerActor } from './former-actor.js';
import { type Call, countUse, run } from './runner.js';

export type CallByName = (name: string, input: unknown, options?: TransportOptions) => Promise<unknown>;

/** Calls operations by name for one actor; whatever goes wrong is a `CopkitError`. */
export function callable(call: Omit<Call, 'actor'>, actor: () => Promise<Actor>): CallByName {
  return async (name, input, options = {}) => {
    try {
      const operation = call.kit.operations.get(name);
      if (!operation) throw new CopkitError('not-found', `There is no operation "${name.slice(0, 80)}".`);
      const former = await formerActor(call.kit, operation, input, options.mutationId);
      return await run({ ...call, actor: former ?? (await actor()) }, operation, input, options);
    } catch (error) {
      throw problemOf(error, options.signal);
    }
  };
}

/** Counts the use of answers that are given again to one actor. */
export function useCounter(kit: Kit, actor: () => Promise<Actor>): (name: string, input: unknown) => Promise<void> {
  return async (name, input) => {
    const operation = kit.operations.get(name);
    if (operation?.kind !== 'read') return;
    try {
      await countUse(kit, await actor(), operation, input as never);
    } catch (error) {
      throw problemOf(error, undefined);
    }
  };
}

type Parts = ReadonlyMap<string, readonly (readonly [verb: string, name: string])[]>;

/** The operations by the part of the API that they belong to. */
export function partsOf(operations: Iterable<string>): Parts {
  const parts = new Map<string, [string, string][]>();
  for (const name of operations) {
    const [part = '', verb = ''] = name.split('.');
    parts.set(part, [...(parts.get(part) ?? []), [verb, name]]);
  }
  return parts;
}

/** `api.threads.reply(input)` for each operation `threads.reply`. A part is made when it is first used: a server uses none. */
export function apiOf(parts: Parts, call: CallByName): object {
  const api = {};
  for (const [part, verbs] of parts) {
    let made: object | undefined;
    const make = () =>
      Object.fromEntries(
        verbs.map(([verb, name]) => [verb, (input?: unknown, options?: CallOptions) => call(name, input, options)]),
      );
    Object.defineProperty(api, part, {
      enumerable: true,
      get: () => {
        made ??= make();
        return made;
      },
    });
  }
  return api;
}

/** Whatever went wrong as callers are told of it. */
export function problemOf(error: unknown, signal: AbortSignal | undefined): CopkitError {
  if (error instanceof CopkitError) return error;
  const caused = { cause: error };
  if (signal?.aborted) return new CopkitError('aborted', 'The call was given up.', null, caused);
  if (error instanceof UnavailableError || error instanceof ConflictError) {
    return new CopkitError('unavailable', 'The store cannot be reached at the moment. Try again later.', null, caused);
  }
  if (error instanceof ClosedError) return new CopkitError('unavailable', 'copkit was closed.', null, caused);
  if (error instanceof LimitError) return new CopkitError('too-large', error.message, null, caused);
  return new CopkitError('internal', 'Something went wrong on our side.', null, caused);
}
