import { CopkitError } from '../errors.js';
import { PEOPLE_SHARDS } from '../identity/ids.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { utc } from '../operations/text.js';
import { isSuspended, people } from '../people/records.js';
import { EVERY_KEY } from '../store/keys.js';
import { peopleShard } from '../store/partitions.js';
import { scanAll } from '../store/reader.js';
import type { ModerationApi } from './api.js';
import { type SuspensionRecord, suspensions } from './records.js';
import { inform } from './telling.js';

type In<K extends keyof ModerationApi> = InputOf<ModerationApi[K]>;

async function known(context: WriteContext, personId: string) {
  const record = await context.get(people, personId);
  if (!record || record.erasedAt !== null) throw new CopkitError('not-found', 'There is no such person.', 'personId');
  return record;
}

export async function suspend(context: WriteContext, { personId, reason, until }: In<'suspend'>): Promise<string> {
  if (personId === context.actor.id) throw new CopkitError('invalid', 'You cannot suspend yourself.', 'personId');
  const end = until === undefined ? null : utc(until);
  if (end !== null && end <= context.now) throw new CopkitError('invalid', 'until: must be in the future', 'until');
  const record = await known(context, personId);
  context.put(people, personId, { ...record, suspension: { until: end, reason } });
  context.put(suspensions, personId, { personId, reason, until: end, at: context.now, by: context.actor.id });
  inform(context, personId, { outcome: 'suspended', reason, until: end });
  return personId;
}

export async function liftSuspension(context: WriteContext, input: In<'liftSuspension'>): Promise<string> {
  const { personId, reason } = input;
  const { suspension, ...record } = await known(context, personId);
  if (!isSuspended(suspension, context.now)) {
    throw new CopkitError('conflict', 'This person is not suspended.', 'personId');
  }
  context.put(people, personId, record);
  context.remove(suspensions, personId);
  inform(context, personId, { outcome: 'unsuspended', reason });
  return personId;
}

/** Those that have not ended, the newest first. */
export async function currentSuspensions(context: ReadContext): Promise<SuspensionRecord[]> {
  const shards = await Promise.all(
    [...PEOPLE_SHARDS].map((shard) =>
      scanAll(context.in(peopleShard(shard)), suspensions, { index: 'suspensions', ...EVERY_KEY }),
    ),
  );
  return shards
    .flat()
    .map(({ body }) => body)
    .filter((each) => isSuspended(each, context.now))
    .sort((left, right) => (left.at < right.at ? 1 : -1));
}
