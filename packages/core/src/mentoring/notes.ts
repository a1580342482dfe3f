import { CopkitError } from '../errors.js';
import { oneself } from '../expertise/knowing.js';
import { derive } from '../identity/ids.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { type Listing, page } from '../operations/paging.js';
import { communityPartition, pairPartition } from '../store/partitions.js';
import { stranger } from '../threads/view.js';
import type { MentoringApi, PairNote } from './api.js';
import { isRunning, type NoteRecord, pairNotes, type RelationRecord } from './records.js';
import { findRelation } from './views.js';

type In<K extends keyof MentoringApi> = InputOf<MentoringApi[K]>;
type Out<K extends keyof MentoringApi> = OutputOf<MentoringApi[K]>;

/** Notes stand with the pair, and whose they are stands in the community. */
export const relationBeside = (context: ReadContext, relationId: string): Promise<RelationRecord> =>
  findRelation(context.in(communityPartition(relationId)), relationId);

export const notesHome = ({ relationId }: { relationId: string }): string => pairPartition(relationId);

export async function writeNote(context: WriteContext, { relationId, body }: In<'writeNote'>): Promise<string> {
  if (!isRunning(await relationBeside(context, relationId)))
    throw new CopkitError('conflict', 'Notes are taken while the mentoring goes on.', 'relationId');
  const authorId = oneself(context);
  const id = derive(`note ${context.newId('mentoring-note')}`, 20);
  context.put(pairNotes, id, { id, relationId, authorId, body: body.trim(), at: context.now });
  return id;
}

export async function removeNote(context: WriteContext, { noteId }: In<'removeNote'>): Promise<string> {
  const note = await context.get(pairNotes, noteId);
  if (note && note.authorId !== context.actor.id)
    throw new CopkitError('conflict', 'Only who wrote a note takes it back.', 'noteId');
  if (note) context.remove(pairNotes, noteId);
  return noteId;
}

async function views({ kit }: ReadContext, records: readonly NoteRecord[]): Promise<PairNote[]> {
  const people = await kit.people.cards(records.map(({ authorId }) => authorId));
  return records.map(({ authorId, ...note }) => ({ ...note, author: people.get(authorId) ?? stranger(authorId) }));
}

export async function noteView(context: ReadContext, noteId: string): Promise<PairNote> {
  const record = await context.get(pairNotes, noteId);
  const [view] = record ? await views(context, [record]) : [];
  if (!view) throw new CopkitError('not-found', 'This note was taken back since.', 'noteId');
  return view;
}

export async function listNotes(
  context: ReadContext,
  { relationId: _of, ...request }: In<'listNotes'>,
): Promise<Out<'listNotes'>> {
  const listing: Listing<NoteRecord> = {
    collection: pairNotes,
    index: 'notes',
    prefix: 'at/',
    descending: true,
    keyOf: ({ id, body }) => `at/${body.at}/${id}`,
  };
  const found = await page(context, listing, request);
  return {
    ...found,
    items: await views(
      context,
      found.items.map(({ body }) => body),
    ),
  };
}
