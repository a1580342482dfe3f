import type { Json } from '@copkit/storage';
import * as z from 'zod';
import { derive, isThreadId } from '../identity/ids.js';
import { collection } from '../store/collection.js';
import { type NoticeType, noticeTypes } from './notice.js';

/** Plain facts of an entry. */
export const detail = z.record(z.string(), z.json()) as unknown as z.ZodType<Readonly<Record<string, Json>>>;

const entryRecord = z.strictObject({
  id: z.string(),
  type: z.enum(noticeTypes),
  object: z.string(),
  actor: z.string().nullable(),
  detail,
  forStaff: z.boolean(),
  at: z.string(),
  readAt: z.string().nullable(),
});
export type EntryRecord = z.infer<typeof entryRecord>;

/** What a person was told. */
export const inbox = collection<EntryRecord>({
  name: 'inbox',
  home: 'person',
  audience: 'owner',
  schema: entryRecord,
  keys: (body, id) => [
    ['inbox', `all/${body.at}/${id}`],
    ['inbox', `type:${body.type}/${body.at}/${id}`],
    ...(body.readAt === null ? [['inbox', `unread/${body.at}/${id}`] as const] : []),
    ...(body.readAt === null && threadOf(body) ? [['inbox', `in:${threadOf(body)}/${id}`] as const] : []),
  ],
});

/** The thread it leads into, which is read when the thread is. */
function threadOf({ object, detail }: EntryRecord): string | null {
  if (isThreadId(object)) return object;
  return typeof detail.threadId === 'string' ? detail.threadId : null;
}

/** An entry's id follows from its key, so that the same key twice is one entry. */
export const entryId = (key: string): string => derive(`inbox ${key}`, 20);
export const ENTRY_ID = /^[0-9a-z]{20}$/;

/** Of two reasons to tell somebody of the same thing, the one that speaks to them more. */
export function outweighs(type: NoticeType, told: NoticeType): boolean {
  return type === 'mention' && (told === 'reply' || told === 'answer');
}
