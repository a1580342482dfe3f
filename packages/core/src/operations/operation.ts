import type * as z from 'zod';
import type { LocalKind } from '../identity/ids.js';
import type { PartitionReader } from '../store/reader.js';
import type { UsageKind } from '../usage/records.js';
import type { ReadContext, WriteContext } from './context.js';
import type { Grant } from './policy.js';

/**
 * Reads are known by their name, so that a client needs no table of them: what follows the dot
 * begins with one of these words.
 */
const READING = /^(get|list|find|search|suggest|preview|count)(?=[A-Z]|$)/;

export function kindOfName(name: string): 'read' | 'write' {
  return READING.test(name.slice(name.lastIndexOf('.') + 1)) ? 'read' : 'write';
}

/** An object of a community that somebody read. */
export interface Use {
  readonly kind: UsageKind;
  readonly communityId: string;
  readonly object: string;
}

/** What is to go, and is announced so long before. */
export interface Deprecation {
  /** The day it was announced, such as `2026-11-23`. */
  readonly since: string;
  /** The day before which it will not go. */
  readonly sunset: string;
  /** The operation that does it from now on. */
  readonly instead: string;
}

interface Described<I, O> {
  /** `part.verb`, such as `threads.reply`. */
  readonly name: string;
  /** One sentence for the documentation. */
  readonly summary: string;
  /** JSON in, JSON out: no transforms, no dates. */
  readonly input: z.ZodType<I>;
  readonly output: z.ZodType<O>;
  readonly allow: readonly Grant[];
  /** An id that names the community whose rules apply. Required for grants that speak of a community. */
  readonly community?: (input: I) => string;
  /** Whom the thing belongs to, for the grant `owner`; `null` when there is no such thing. */
  readonly owner?: (context: ReadContext, input: I) => Promise<string | null> | string | null;
  /**
   * Names of collections whose audience is above the callers and that it reads all the same, to decide or to write:
   * what stands in them is not told to the callers.
   */
  readonly alsoReads?: readonly string[];
  /** It does its work until it goes; transports tell their callers. */
  readonly deprecated?: Deprecation;
}

/** Answers from what is stored; writes nothing. */
export interface ReadOperation<I, O> extends Described<I, O> {
  readonly kind: 'read';
  /** Home partition of `get` and `scan` in the context; the community's where absent. */
  readonly home?: (input: I, actorId: string) => string;
  /**
   * The answer follows from who asks, from what the context reads, from people and from topics, and from nothing else:
   * not from the moment, not from search. While all that stands, it may be given again.
   */
  readonly steady?: boolean;
  /** Of a steady read: whether whoever asks gets what all others get of whom this is true. */
  readonly alike?: (context: ReadContext) => boolean;
  /** What an answer is a use of, to be counted, also of one that is given again. */
  readonly use?: (input: I) => Use;
  readonly run: (context: ReadContext, input: I) => Promise<O>;
}

/** Writes into one partition, all or nothing. */
export interface WriteOperation<I, O, R = unknown> extends Described<I, O> {
  readonly kind: 'write';
  /** The partition that is written; the community's where absent. `newId` gives the ids this call will make. */
  readonly home?: (input: I, actorId: string, newCommunityId: () => string) => string;
  /** May it change a community that is archived? */
  readonly whenArchived?: boolean;
  /** Repeating it changes nothing by itself, so it needs no receipt. */
  readonly repeatable?: boolean;
  /** It may take from the actor what calling it needs, such as leaving; a retry is answered all the same. */
  readonly endsAccess?: boolean;
  /** Whom it may make unknown: their retry is answered as theirs, since asking who they are would make them anew. */
  readonly endsActor?: (input: I) => string;
  /** Reads what `run` will read, as far as the input says it. `newId`: the first id of a kind that `run` will make. */
  readonly readAhead?: (home: PartitionReader, input: I, newId: (kind: LocalKind) => string) => Promise<unknown>;
  /**
   * The change. May run several times before it succeeds, so it has no effects but through the
   * context. What it returns is kept in the receipt: ids and plain facts, never names.
   */
  readonly run: (context: WriteContext, input: I) => Promise<R>;
  /**
   * What the caller sees, read after the commit. From the result alone: a retry has no input but the
   * one before the hooks, which may have changed it.
   */
  readonly answer: (context: ReadContext, result: R) => Promise<O>;
}

/**
 * A write over several partitions: mutations of its own, each by itself all or nothing, all of them
 * such that calling it again completes what a crash left undone.
 */
export interface DirectOperation<I, O> extends Described<I, O> {
  readonly kind: 'direct';
  readonly home: (input: I, actorId: string) => string;
  readonly run: (context: ReadContext, input: I) => Promise<O>;
}

export type Operation =
  | ReadOperation<never, unknown>
  | DirectOperation<never, unknown>
  | WriteOperation<never, unknown, never>;

/** `I` and `O` come from the part's interface, so a schema that differs from it does not compile. */
export function read<I, O>(definition: Omit<ReadOperation<I, O>, 'kind'>): Operation {
  return named({ ...definition, kind: 'read' }) as unknown as Operation;
}

export function write<I, O, R = unknown>(definition: Omit<WriteOperation<I, O, R>, 'kind'>): Operation {
  return named({ ...definition, kind: 'write' }) as unknown as Operation;
}

export function direct<I, O>(definition: Omit<DirectOperation<I, O>, 'kind'>): Operation {
  return named({ ...definition, kind: 'direct' }) as unknown as Operation;
}

function named<T extends { readonly name: string; readonly kind: Operation['kind'] }>(operation: T): T {
  if (!/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/.test(operation.name)) {
    throw new Error(`Operation "${operation.name}" must be named like part.verb.`);
  }
  if ((kindOfName(operation.name) === 'read') !== (operation.kind === 'read')) {
    throw new Error(
      `Operation "${operation.name}" is a ${operation.kind}; the names of reads, and only theirs, begin with get, list, find, search, suggest, preview or count.`,
    );
  }
  return operation;
}

/** The input and output of a method of an API interface. */
export type InputOf<F> = F extends (input: infer I, ...rest: never[]) => unknown ? NonNullable<I> : never;
export type OutputOf<F> = F extends (...args: never[]) => Promise<infer O> ? O : never;

/** Whether anybody but the system may call it. */
export const isExposed = (operation: Operation | undefined): boolean =>
  operation?.allow.some((grant) => grant !== 'system') ?? false;
