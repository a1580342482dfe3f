import type { WriteContext } from '../operations/context.js';
import { under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import { type EntryRecord, inbox } from './records.js';

/** In a mutation of the person's own partition: the entries with these ids count as read. Answers how many were not. */
export async function markEntriesRead(context: WriteContext, ids: readonly string[]): Promise<number> {
  const entries = await context.getMany(inbox, [...new Set(ids)]);
  const unread = entries.flatMap((entry) => (entry?.readAt === null ? [entry] : []));
  for (const entry of unread) context.put(inbox, entry.id, { ...entry, readAt: context.now } satisfies EntryRecord);
  return unread.length;
}

/** Who has read a thread has read what they were told of it. */
export async function markThreadRead(context: WriteContext, threadId: string): Promise<void> {
  const found = await scanAll(context, inbox, { index: 'inbox', ...under(`in:${threadId}/`) });
  await markEntriesRead(
    context,
    found.map(({ id }) => id),
  );
}
