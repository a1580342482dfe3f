import type { Json } from '@copkit/storage';
import { communities, THE_ONE } from '../communities/records.js';
import { memberships } from '../membership/records.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { Hook } from '../operations/hooks.js';
import type { Operation } from '../operations/operation.js';
import type { Grant } from '../operations/policy.js';
import { people } from '../people/records.js';
import { kindOf } from '../store/partitions.js';
import { flags, replies, threads } from '../threads/records.js';
import { type Act, difference, record } from './audit-trail.js';
import { auditHeads } from './records.js';

type Input = Readonly<Record<string, unknown>>;

/** What an act is done to, whom it concerns, and how that stands. */
interface Concerned {
  readonly object: string | null;
  readonly whom: string | null;
  readonly state: Json;
}

/** Who calls with these alone answers for a community or the organisation: whatever they may write is administration. */
const ANSWERING: readonly Grant[] = ['facilitator', 'sponsor', 'admin'];

/** Writes that others may call as well, and when they are acts of moderation or administration all the same. */
const ALSO: Readonly<Record<string, (context: ReadContext, input: Input, concerned: Concerned) => boolean>> = {
  'threads.edit': ({ actor }, _input, { whom }) => whom !== actor.id,
  'threads.setLocked': () => true,
  'threads.close': ({ actor }, _input, { whom }) => whom !== actor.id,
  'membership.leave': (_context, { successorId }) => successorId !== undefined,
  'people.erase': () => true,
  'privacy.requestErasure': () => true,
};

function isAdministration({ kind, allow }: Operation): boolean {
  const grants = allow.filter((grant) => grant !== 'system');
  return kind !== 'read' && grants.length > 0 && grants.every((grant) => ANSWERING.includes(grant));
}

/** For each write that is administration, whoever brings it: what it did, in the commit that does it. */
export function auditHooks(operations: ReadonlyMap<string, Operation>): readonly Hook[] {
  return [...operations.values()]
    .filter((operation) => operation.name in ALSO || isAdministration(operation))
    .map(audited);
}

function audited({ name, kind }: Operation): Hook {
  const earlier = new WeakMap<object, Concerned>();
  return {
    operation: name,
    alsoReads: [auditHeads.name, flags.name],
    async before(context, input) {
      const was = await concerned(context, input as Input);
      earlier.set(context, was);
      // What writes several partitions may die half-way, and must not be done unnoted.
      if (kind === 'direct') await recordNow(context, actOf(name, input as Input, was, { before: null, after: null }));
    },
    async after(context, given, _result) {
      const input = given as Input;
      const was = earlier.get(context);
      if (!was || ALSO[name]?.(context, input, was) === false) return;
      const now = await concerned(context, input);
      const changed = difference(was.state, now.state);
      if (kind === 'write') return record(context as WriteContext, actOf(name, input, now, changed));
      if (changed.before !== null || changed.after !== null) await recordNow(context, actOf(name, input, now, changed));
    },
  };
}

const actOf = (
  act: string,
  input: Input,
  { object, whom }: Concerned,
  changed: Pick<Act, 'before' | 'after'>,
): Act => ({
  act,
  object,
  whom,
  reason: text(input.reason) ?? text(input.note),
  ...changed,
});

/** In a mutation of its own, of the home of what is no mutation of one partition. */
async function recordNow(context: ReadContext, act: Act): Promise<void> {
  await context.kit.writers.mutate(context.partition, (transaction) =>
    record({ ...context, get: transaction.get.bind(transaction), put: transaction.put.bind(transaction) }, act),
  );
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** By what the input names, the closest first, so that operations to come are understood as well. */
async function concerned(context: ReadContext, input: Input): Promise<Concerned> {
  const flagId = text(input.flagId);
  const flag = flagId === null ? null : await context.get(flags, flagId);
  const postId = flag?.postId ?? text(input.postId) ?? text(input.replyId) ?? text(input.threadId);
  if (postId !== null && context.community) {
    const post = (await context.get(replies, postId)) ?? (await context.get(threads, postId));
    const state = post && {
      visibility: post.visibility,
      editedAt: post.editedAt,
      ...('locked' in post ? { locked: post.locked, state: post.state } : {}),
    };
    return {
      object: postId,
      whom: post?.authorId ?? null,
      state: state && { ...state, flag: flag?.resolved?.outcome ?? null },
    };
  }
  const personId = text(input.personId) ?? text(input.successorId);
  if (personId !== null && context.community) {
    const membership = await context.get(memberships, personId);
    const { state = null, roles = [], sanction = null } = membership ?? {};
    return { object: context.community.id, whom: personId, state: { state, roles, sanction } };
  }
  if (personId !== null && kindOf(context.partition) === 'people') {
    const person = await context.get(people, personId);
    const suspension = person?.suspension ? { until: person.suspension.until } : null;
    return { object: personId, whom: personId, state: { erased: person?.erasedAt != null, suspension } };
  }
  const named = Object.entries(input).find(([field, value]) => /^id$|Id$/.test(field) && typeof value === 'string');
  const object = text(named?.[1]) ?? text(input.prefLabel);
  return { object, whom: null, state: context.community ? await settings(context) : null };
}

/** Of a community what decides who may do what in it; of its texts nothing. */
async function settings(context: ReadContext): Promise<Json> {
  const community = await context.get(communities, THE_ONE);
  if (!community) return null;
  const { name, type, visibility, joinPolicy, sponsorId, facilitatorIds, archivedAt } = community;
  const routing = community.routing ? { ...community.routing } : null;
  return { name, type, visibility, joinPolicy, sponsorId, facilitatorIds, routing, archivedAt };
}
