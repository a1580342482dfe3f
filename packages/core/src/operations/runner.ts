import type { Activity } from '../activity/records.js';
import { communities, THE_ONE } from '../communities/records.js';
import { CopkitError } from '../errors.js';
import type { Actor } from '../identity/identity.js';
import { deriveCommunityId, mint } from '../identity/ids.js';
import type { Kit } from '../kit.js';
import { memberships } from '../membership/records.js';
import { currentUnit, type PersonRecord, people, refuseSuspended } from '../people/records.js';
import { communityPartition, peoplePartition } from '../store/partitions.js';
import { type PartitionReader, reader } from '../store/reader.js';
import type { TransportOptions } from './call.js';
import type { ReadContext } from './context.js';
import { outbox } from './effects.js';
import type { Hooks } from './hooks.js';
import type { DirectOperation, Operation, ReadOperation, WriteOperation } from './operation.js';
import type { Transaction } from './overlay.js';
import { parseInput, parseMutationId } from './parse.js';
import { allows, refusal, unknownCommunity } from './policy.js';
import { checkReceipt, receipt, receiptId, receipts } from './receipts.js';
import { newId, type Reading, readContext, writeSession } from './session.js';

export interface Call {
  readonly kit: Kit;
  readonly hooks: Hooks;
  readonly actor: Actor;
  readonly onActivity: (activity: Activity) => void;
}

type Anything =
  | ReadOperation<unknown, unknown>
  | DirectOperation<unknown, unknown>
  | WriteOperation<unknown, unknown, unknown>;

/** Runs one operation for an actor: parse, authorise, change or read, answer. */
export async function run(
  call: Call,
  operation: Operation,
  input: unknown,
  options: TransportOptions,
): Promise<unknown> {
  const known = operation as unknown as Anything;
  options.signal?.throwIfAborted();
  const parsed = parseInput(known.input, input);
  if (known.kind === 'write') return runWrite(call, known, parsed, options);
  const partition = homeOf(known, parsed, call.actor);
  const { storage } = call.kit;
  // A hook of the host's may change what it is shown.
  const mayShare = options.shared && known.kind === 'read' && !call.hooks.has(known.name);
  const shared = mayShare ? await import('../store/shared-reads.js') : null;
  const readerOf = shared?.sharedReads(storage, reader);
  const reading = { ...readingOf(call, known, parsed, options), readerOf };
  const context = await readContext(reading, readerOf?.(partition) ?? reader(storage, partition));
  await authorise(known, context, parsed);
  const changed = await call.hooks.before(known.name, context, parsed);
  const same = known.kind === 'read' && known.alike?.(context) ? await options.alike?.() : undefined;
  const output = same ?? (await known.run(context, changed));
  await call.hooks.after(known.name, context, changed, output);
  if (known.kind === 'read') await countUse(call.kit, call.actor, known, parsed);
  return output;
}

/** Counts what a read is a use of, if it is one. */
export async function countUse<I>(
  { usage, now }: Kit,
  actor: Actor,
  { use }: Pick<ReadOperation<I, unknown>, 'use'>,
  input: I,
): Promise<void> {
  if (!use) return;
  const { kind, communityId, object } = use(input);
  await usage.note({ actor, now: now() }, kind, communityId, object);
}

interface Attempt {
  readonly result: unknown;
  readonly effects: readonly string[];
  readonly activities: readonly Activity[];
}

async function runWrite(
  call: Call,
  operation: WriteOperation<unknown, unknown, unknown>,
  input: unknown,
  options: TransportOptions,
): Promise<unknown> {
  const { kit, actor } = call;
  const mutationId = parseMutationId(options.mutationId) ?? mint(20, kit.random);
  const seed = `${actor.id} ${mutationId}`;
  const partition = operation.home
    ? operation.home(input, actor.id, () => deriveCommunityId(seed))
    : homeOf(operation, input, actor);
  const key = receiptId(actor.id, mutationId);
  const id = mint(12, kit.random);
  let attempted: Attempt | null = null;
  const ahead = call.hooks.ahead(operation.name);
  if (ahead.length > 0) {
    const context = await readContext(readingOf(call, operation, input, options), reader(kit.storage, partition));
    await authorise(operation, context, input);
    for (const hook of ahead) await hook.ahead?.(context, input);
  }

  const reading = readingOf(call, operation, input, options);
  let view = reader(kit.storage, partition);
  let theirs: Promise<PersonRecord | null> | null = null;
  const change = async (transaction: Transaction): Promise<Attempt> => {
    options.signal?.throwIfAborted();
    view = transaction.afterwards();
    const base = await readContext({ ...reading, now: kit.now() }, transaction);
    if (!operation.repeatable) {
      const earlier = await transaction.get(receipts, key);
      if (earlier) {
        checkReceipt(earlier, operation.name, input);
        // Done by this very call, whose commit went through though the store did not say so.
        if (attempted && earlier.call === id) return attempted;
        if (!operation.endsAccess) await authorise(operation, base, input);
        return { result: earlier.result, effects: [], activities: [] };
      }
    }
    const person = await theirs;
    // Another process may have erased who this one still holds to be signed in.
    if (person && person.erasedAt !== null) throw new CopkitError('unauthenticated', 'This person was erased.');
    refuseSuspended(person?.suspension, base.now);
    const unit = person && currentUnit(person);
    const session = writeSession(base, transaction, { seed, unit, call: id });
    await authorise(operation, session.context, input);
    if (base.community?.archivedAt && !operation.whenArchived && actor.kind === 'person') {
      throw new CopkitError('conflict', 'This community is archived: it can be read, not changed.');
    }
    const changed = await call.hooks.before(operation.name, session.context, input);
    const done = await call.hooks.instead(operation.name, session.context, changed, input);
    const result = done ? done.result : await operation.run(session.context, changed);
    await call.hooks.after(operation.name, session.context, changed, result);
    // Nothing is left to do: the commit that nobody confirmed did it.
    if (operation.repeatable && transaction.inDoubt && attempted && changesNothing(transaction)) return attempted;
    if (transaction.writes.size > 0 && !operation.repeatable) {
      transaction.put(receipts, key, receipt({ operation: operation.name, input, result, call: id }, base.now));
    }
    attempted = { result, effects: session.effects, activities: session.activities };
    return attempted;
  };
  const readAhead = (from: PartitionReader) => {
    if (actor.kind === 'person') theirs = reader(kit.storage, peoplePartition(actor.id)).get(people, actor.id);
    return Promise.all([
      theirs,
      from.get(receipts, key),
      ...(reading.community === partition ? [from.get(communities, THE_ONE), from.get(memberships, actor.id)] : []),
      operation.readAhead?.(from, input, (kind) => newId(kind, partition, seed, 1)),
    ]);
  };
  const { result, effects, activities } = await kit.writers.mutate(partition, change, readAhead);

  await kit.outbox.deliverSoon(partition, effects, view);
  for (const activity of activities) call.onActivity(activity);
  return operation.answer(await readContext({ ...reading, now: kit.now() }, view), result);
}

/** What it owes to other partitions is said again, however often. */
function changesNothing({ writes }: Transaction): boolean {
  return [...writes.values()].every((change) => 'put' in change && change.put.collection === outbox.name);
}

function homeOf(operation: Anything, input: unknown, actor: Actor): string {
  if ('home' in operation && operation.home) return operation.home(input, actor.id, () => '');
  if (operation.community) return communityPartition(operation.community(input));
  throw new Error(`${operation.name} names neither a home nor a community.`);
}

function readingOf(call: Call, operation: Anything, input: unknown, options: TransportOptions): Reading {
  return {
    kit: call.kit,
    actor: call.actor,
    now: call.kit.now(),
    signal: options.signal,
    onRead: options.onRead,
    community: operation.community ? communityPartition(operation.community(input)) : null,
    reach: {
      operation: operation.name,
      allow: operation.allow,
      alsoReads: [...(operation.alsoReads ?? []), ...call.hooks.alsoRead(operation.name)],
    },
  };
}

/** @throws CopkitError `not-found` or `forbidden`, the same for what is absent and what must stay unknown. */
async function authorise(operation: Anything, context: ReadContext, input: unknown): Promise<void> {
  const { actor, community, membership } = context;
  const standing = { actor, community, membership, owner: false };
  if (operation.community && !community) throw unknownCommunity();
  if (allows(operation.allow, standing)) return;
  if (operation.owner && allows(operation.allow, { ...standing, owner: true })) {
    if ((await operation.owner(context, input)) === actor.id) return;
  }
  throw refusal(operation, standing);
}
