import type { Json } from '@copkit/storage';
import { adopters, adoptions } from '../adoptions/records.js';
import type { WriteContext } from '../operations/context.js';
import { tell } from './practice.js';
import type { PracticeRecord } from './records.js';

/** Tells who speaks for each unit that works by a practice what became of it. */
export async function tellUnits(
  context: WriteContext,
  { id, version, live }: PracticeRecord,
  detail: Readonly<Record<string, Json>>,
): Promise<void> {
  const concerned = await context.getMany(adoptions, live);
  const speakers = await context.getMany(adopters, live);
  for (const [at, adoptionId] of live.entries()) {
    tell(context, speakers[at]?.adopterId ?? null, `news ${id} ${detail.change} ${version}`, {
      type: 'new-version',
      object: id,
      actor: null,
      detail: { ...detail, adoptionId, adopted: concerned[at]?.version ?? null },
    });
  }
}
