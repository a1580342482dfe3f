import * as z from 'zod';
import type { ReadContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { pageFields, pageOf } from '../operations/paging.js';
import { longText } from '../operations/text.js';
import type { MentoringApi } from './api.js';
import { listNotes, notesHome, noteView, relationBeside, removeNote, writeNote } from './notes.js';
import { pairNotes, relations } from './records.js';
import * as schema from './schemas.js';
import { oneOfTheTwo } from './views.js';

type In<K extends keyof MentoringApi> = InputOf<MentoringApi[K]>;
type Out<K extends keyof MentoringApi> = OutputOf<MentoringApi[K]>;

const { relationId } = schema;

/** For the two alone: no facilitator and no administrator is among who may call. */
const ofThePair = {
  allow: ['keeper'],
  alsoReads: [relations.name, pairNotes.name],
  community: (input: { relationId: string }) => input.relationId,
  home: notesHome,
  owner: async (context: ReadContext, input: { relationId: string }) => {
    const record = await relationBeside(context, input.relationId);
    // Who is put forward is not yet one of the two.
    return oneOfTheTwo(context.actor.id, { ...record, proposal: null });
  },
} as const;

export const noteOperations: readonly Operation[] = [
  write<In<'writeNote'>, Out<'writeNote'>, string>({
    ...ofThePair,
    name: 'mentoring.writeNote',
    summary: 'Writes a note that the two of a mentoring see and nobody else.',
    input: z.strictObject({
      relationId,
      body: longText(10_000).refine((text) => text.trim().length > 0, 'must not be empty'),
    }),
    output: schema.note,
    run: writeNote,
    answer: noteView,
  }),

  write<In<'removeNote'>, Out<'removeNote'>, string>({
    ...ofThePair,
    name: 'mentoring.removeNote',
    summary: 'Takes back a note that one wrote.',
    input: z.strictObject({ relationId, noteId: schema.noteId }),
    output: z.strictObject({ noteId: z.string() }),
    run: removeNote,
    answer: async (_context, noteId) => ({ noteId }),
  }),

  read<In<'listNotes'>, Out<'listNotes'>>({
    ...ofThePair,
    name: 'mentoring.listNotes',
    summary: 'The notes of a mentoring, the newest first.',
    input: z.strictObject({ relationId, ...pageFields }),
    output: z.strictObject(pageOf(schema.note)),
    run: listNotes,
  }),
];
