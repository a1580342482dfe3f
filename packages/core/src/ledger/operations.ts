import * as z from 'zod';
import { direct, type InputOf, type Operation, type OutputOf, read } from '../operations/operation.js';
import { page, pageFields, pageOf } from '../operations/paging.js';
import { shortText } from '../operations/text.js';
import { communityId } from '../threads/schemas.js';
import type { LedgerApi, LedgerOfficeApi } from './api.js';
import { gatheringOf } from './gathering.js';
import { ledger, ledgerEntry, ledgerPartition } from './records.js';

type In<K extends keyof LedgerApi> = InputOf<LedgerApi[K]>;
type Out<K extends keyof LedgerApi> = OutputOf<LedgerApi[K]>;

export const ledgerOperations: readonly Operation[] = [
  read<In<'list'>, Out<'list'>>({
    name: 'ledger.list',
    summary: 'What was asked of the data of a community, by day and role, and how it came out; without who asked.',
    input: z.strictObject({ communityId, ...pageFields }),
    output: z.strictObject(pageOf(ledgerEntry)),
    allow: ['participant', 'admin'],
    community: (input) => input.communityId,
    home: (input) => ledgerPartition(input.communityId),
    async run(context, { communityId: _community, ...request }) {
      await gatheringOf(context.kit).flush();
      const found = await page(
        context,
        {
          collection: ledger,
          index: 'ledger',
          prefix: '2',
          descending: true,
          keyOf: ({ id, body }) => `${body.day}/${id}`,
        },
        request,
      );
      return { ...found, items: found.items.map(({ body }) => body) };
    },
  }),

  direct<InputOf<LedgerOfficeApi['note']>, OutputOf<LedgerOfficeApi['note']>>({
    name: 'ledgerOffice.note',
    summary: "Notes that something of a community's data left the store.",
    input: z.strictObject({
      communityId,
      question: z.enum(['export', 'report']),
      about: shortText(40),
      window: shortText(40).optional(),
    }),
    output: z.strictObject({ noted: z.literal(true) }),
    allow: ['system'],
    community: (input) => input.communityId,
    home: (input) => ledgerPartition(input.communityId),
    async run({ kit, now }, { communityId: id, question, about, window }) {
      const counts = { count: 1, given: 0, suppressed: 0, insufficient: 0 };
      const said = { question, about, window: window ?? null, narrowed: null };
      const gathering = gatheringOf(kit);
      gathering.note(id, { day: now.slice(0, 10), role: 'system', ...said, ...counts });
      await gathering.flush();
      return { noted: true };
    },
  }),
];
