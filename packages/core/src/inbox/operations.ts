import * as z from 'zod';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { page, pageFields, pageOf } from '../operations/paging.js';
import { idText } from '../operations/text.js';
import { personCard } from '../people/schemas.js';
import { under } from '../store/keys.js';
import { personPartition } from '../store/partitions.js';
import type { InboxApi, InboxEntry } from './api.js';
import { noticeTypes } from './notice.js';
import { markEntriesRead } from './reading.js';
import { detail, ENTRY_ID, type EntryRecord, inbox } from './records.js';
import { entryViews, readable } from './view.js';

type In<K extends keyof InboxApi> = InputOf<InboxApi[K]>;
type Out<K extends keyof InboxApi> = OutputOf<InboxApi[K]>;

const MOST_COUNTED = 100;
const MOST_MARKED = 500;

const own = (_input: unknown, actorId: string) => personPartition(actorId);

const entry: z.ZodType<InboxEntry> = z.strictObject({
  id: z.string(),
  type: z.enum(noticeTypes),
  at: z.string(),
  unread: z.boolean(),
  actor: personCard.nullable(),
  community: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  object: z.string(),
  threadId: z.string().nullable(),
  title: z.string().nullable(),
  detail,
});

export const inboxOperations: readonly Operation[] = [
  read<In<'list'>, Out<'list'>>({
    name: 'inbox.list',
    summary: 'What the actor was told, the newest first.',
    input: z.strictObject({ unread: z.boolean().optional(), type: z.enum(noticeTypes).optional(), ...pageFields }),
    output: z.strictObject(pageOf(entry)),
    allow: ['person'],
    home: own,
    async run(context, { unread = false, type, ...request }) {
      const part = type ? `type:${type}` : unread ? 'unread' : 'all';
      const found = await page<EntryRecord>(
        context,
        {
          collection: inbox,
          index: 'inbox',
          prefix: `${part}/`,
          descending: true,
          keyOf: ({ id, body }) => `${part}/${body.at}/${id}`,
          ...(type && unread ? { filter: 'unread', keep: (body) => body.readAt === null } : {}),
        },
        request,
      );
      const items = await entryViews(
        context,
        found.items.map(({ body }) => body),
      );
      return { ...found, items };
    },
  }),

  read<In<'countUnread'>, Out<'countUnread'>>({
    name: 'inbox.countUnread',
    summary: 'How much of it is unread.',
    input: z.strictObject({}) as unknown as z.ZodType<Record<string, never>>,
    output: z.strictObject({ count: z.number() }),
    allow: ['person'],
    home: own,
    async run(context) {
      let count = 0;
      let after: string | undefined;
      do {
        const range = { index: 'inbox', ...under('unread/'), reverse: true, limit: MOST_COUNTED };
        const found = await context.scan(inbox, { ...range, ...(after ? { after } : {}) });
        const shown = await readable(
          context,
          found.items.map(({ body }) => body),
        );
        count += shown.length;
        after = found.after ?? undefined;
      } while (after && count < MOST_COUNTED);
      return { count: Math.min(count, MOST_COUNTED) };
    },
  }),

  write<In<'markRead'>, Out<'markRead'>, number>({
    name: 'inbox.markRead',
    summary: 'Entries count as read.',
    input: z.union([
      z.strictObject({ entryIds: z.array(idText(ENTRY_ID, 'inbox entry')).min(1).max(MOST_MARKED) }),
      z.strictObject({ all: z.literal(true) }),
    ]),
    output: z.strictObject({ marked: z.number() }),
    allow: ['person'],
    home: own,
    repeatable: true,
    async run(context, input) {
      const ids = 'entryIds' in input ? input.entryIds : await newestUnread(context);
      return markEntriesRead(context, ids);
    },
    async answer(_context, marked) {
      return { marked };
    },
  }),
];

async function newestUnread(context: Parameters<typeof readable>[0]): Promise<string[]> {
  const range = { index: 'inbox', ...under('unread/'), reverse: true, limit: MOST_MARKED };
  return (await context.scan(inbox, range)).items.map(({ id }) => id);
}
