import { MemoryStore, memory, type StorageAdapter } from '@copkit/storage';
import { expect, onTestFinished } from 'vitest';
import {
  type Caller,
  type Community,
  type Copkit,
  type CopkitApi,
  CopkitError,
  type CopkitOptions,
  createCopkit,
  type Identity,
  type StartThread,
  type SystemApi,
} from '../index.js';

export type Person = CopkitApi & Caller;
export type System = SystemApi & Caller;

/** A moment that moves on by a millisecond each time it is asked for, unless it is stopped. */
export class Clock {
  #now = Date.parse('2026-01-05T08:00:00.000Z');
  stopped = false;
  readonly now = (): Date => {
    if (!this.stopped) this.#now += 1;
    return new Date(this.#now);
  };
  forward(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** The same bytes for the same seed (mulberry32). */
export function seededBytes(seed: number): (count: number) => Uint8Array {
  let state = seed;
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return (mixed ^ (mixed >>> 14)) >>> 24;
    });
}

export interface Organisation {
  readonly cop: Copkit;
  readonly store: MemoryStore;
  /** What the copkit works on, for looking into it. */
  readonly storage: StorageAdapter;
  readonly clock: Clock;
  /** Faults that no caller was waiting for. None may be left when the test ends. */
  readonly faults: unknown[];
  /** Somebody of the organisation, by a first name. Whatever they are answered fits the operation's output schema. */
  as(name: string, more?: Partial<Identity>): Person;
  readonly system: System;
  readonly admin: Person;
  /** A person's minted id. */
  idOf(name: string): Promise<string>;
}

export interface Setting extends Partial<CopkitOptions> {
  /** Two organisations with the same store are two processes of one. */
  readonly store?: MemoryStore;
  readonly clockOf?: Organisation;
  readonly seed?: number;
  readonly wrap?: (storage: StorageAdapter) => StorageAdapter;
}

export const hostIdOf = (name: string): string => `sso|${name.toLowerCase()}@example.org`;
export const fullNameOf = (name: string): string => `${name} Quill-${name}`;

/** Keeps a copkit on a store in memory. At the end of the test it is checked, document by document, and closed. */
export async function organisation(setting: Setting = {}): Promise<Organisation> {
  const { store = new MemoryStore('tests'), clockOf, seed = 1, wrap = (storage) => storage, ...options } = setting;
  const clock = clockOf?.clock ?? new Clock();
  const storage = memory({ store, now: clock.now });
  const faults: unknown[] = [];
  const cop = await createCopkit({
    storage: wrap(storage),
    clock: clock.now,
    random: seededBytes(seed),
    onError: (error) => faults.push(error),
    ...options,
  });
  onTestFinished(async () => {
    const { findings } = await cop.check();
    await cop.close();
    expect(findings).toEqual([]);
    expect(faults).toEqual([]);
  });
  const as = (name: string, more: Partial<Identity> = {}) =>
    answersChecked(cop, cop.as({ hostId: hostIdOf(name), name: fullNameOf(name), ...more }));
  return {
    cop,
    store,
    storage,
    clock,
    faults,
    as,
    system: answersChecked(cop, cop.system({ name: 'tests' })),
    admin: as('Root', { admin: true }),
    idOf: async (name) => (await as(name).people.getMe()).id,
  };
}

/** The same API; an answer that does not fit its operation's output schema, or is not JSON, fails the test. */
export function answersChecked<A extends Caller & Pick<CopkitApi, 'watch'>>(cop: Copkit, api: A): A {
  const outputs = new Map(cop.operations.map((operation) => [operation.name, operation.output]));
  const call: Caller['call'] = async (name, input, options) => {
    const answer = await api.call(name, input, options);
    expect(outputs.get(name)?.safeParse(answer).error?.issues, `answer of ${name}`).toBeUndefined();
    expect(JSON.parse(JSON.stringify(answer)), `answer of ${name} is JSON`).toStrictEqual(answer);
    return answer;
  };
  const checked: Record<string, Record<string, unknown>> = {};
  for (const name of outputs.keys()) {
    const [part = '', verb = ''] = name.split('.');
    checked[part] ??= {};
    checked[part][verb] = (input: unknown, options?: Parameters<typeof call>[2]) => call(name, input, options);
  }
  return { ...checked, call, watch: api.watch } as unknown as A;
}

/** A community of `founder`, with the others as members. */
export async function foundCommunity(
  org: Organisation,
  founder: string,
  fields: Partial<Parameters<CopkitApi['communities']['create']>[0]> = {},
  members: readonly string[] = [],
): Promise<Community> {
  const facilitator = org.as(founder);
  const community = await facilitator.communities.create({
    name: 'Rotor dynamics',
    purpose: 'Blades that last',
    ...fields,
  });
  for (const member of members) {
    await facilitator.membership.invite({ communityId: community.id, personId: await org.idOf(member) });
    await org.as(member).membership.accept({ communityId: community.id });
  }
  return community;
}

export function startThread(by: Person, communityId: string, fields: Partial<StartThread> = {}) {
  return by.threads.start({
    communityId,
    kind: 'question',
    title: 'Why does stage two hum?',
    body: 'It hums at **4,000 rpm**.',
    ...fields,
  });
}

/** What a call was refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<CopkitError> {
  const outcome = await call.then(
    (answer) => new Error(`Nothing was refused; the answer was ${JSON.stringify(answer)?.slice(0, 300)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof CopkitError) return outcome;
  throw outcome;
}
