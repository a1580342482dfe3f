import type { ReadContext } from '../operations/context.js';
import { mayRead } from '../operations/policy.js';
import { practices } from '../practices/records.js';
import { EVERY_KEY, under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { Intervention } from './api.js';
import { interventions } from './records.js';

/**
 * What was recorded, and the practices that were published; adaptations of one are not another. Nothing for
 * administrators who may ask for figures of a community but not read it: titles and notes are what was written there.
 */
export async function changesOf(context: ReadContext): Promise<Intervention[]> {
  if (!mayRead({ ...context, owner: false })) return [];
  const [recorded, published] = await Promise.all([
    scanAll(context, interventions, { index: 'interventions', ...EVERY_KEY }),
    scanAll(context, practices, { index: 'practices', ...under('all/') }),
  ]);
  const practical = published.flatMap(({ body }): Intervention[] =>
    body.publishedAt === null || body.forkOf !== null
      ? []
      : [{ id: body.id, kind: 'practice', title: body.title, at: body.publishedAt, note: null }],
  );
  const all = [...recorded.map(({ body: { by: _by, ...shown } }): Intervention => shown), ...practical];
  return all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
