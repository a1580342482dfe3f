import * as z from 'zod';
import { activities } from '../activity/records.js';
import { derive, deriveCommunityId, deriveLocalId } from '../identity/ids.js';
import type { Act, WriteContext } from '../operations/context.js';
import { shortText } from '../operations/text.js';
import { communityId } from '../threads/schemas.js';
import type { Sourced } from './api.js';

export const sourcedFields = { communityId, source: shortText(200), sourceId: shortText(200) };
export const outcome = z.enum(['created', 'updated', 'unchanged']);

const seed = (from: Sourced, sourceId = from.sourceId) => `import ${from.source} ${sourceId}`;

export const threadIdFrom = (from: Sourced, sourceId?: string): string =>
  deriveLocalId('thread', from.communityId, seed(from, sourceId));
export const replyIdFrom = (from: Sourced, sourceId?: string): string =>
  deriveLocalId('reply', from.communityId, seed(from, sourceId));

export const communityIdFrom = (source: string): string => deriveCommunityId(`import ${source}`);
export const placeholderSeed = ({ source, label }: { source: string; label: string }): string =>
  `import ${source} ${label}`;

/** Whether an act of the past is logged already. */
export async function happened(
  context: WriteContext,
  { imported }: { imported: { readonly id: string } },
): Promise<boolean> {
  return (await context.get(activities, imported.id)) !== null;
}

/** An act of the past, with an id that follows from its source: importing it again logs it over itself. */
export async function historic(
  context: WriteContext,
  act: string,
  by: { readonly actor: string | null; readonly at: string },
): Promise<Required<Pick<Act<'ask'>, 'imported'>>> {
  const unitAtEvent = by.actor === null ? null : await context.kit.people.unitOfAt(by.actor, by.at);
  return { imported: { id: derive(`activity ${act}`, 16), actor: by.actor, at: by.at, unitAtEvent } };
}
