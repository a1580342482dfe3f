import { proportion } from '../measures/proportion.js';
import { isWithin } from '../metrics/acts.js';
import { remembered } from '../metrics/columns.js';
import { described } from '../metrics/described.js';
import type { Metric } from '../metrics/metric.js';
import type { ReadContext } from '../operations/context.js';
import { practices } from '../practices/records.js';
import { under } from '../store/keys.js';
import { communityPartition } from '../store/partitions.js';
import { scanAll } from '../store/reader.js';

const publishedOf = remembered((log) => {
  const published = new Map<number, { at: number; parts: readonly (readonly number[])[]; practice: number }>();
  for (const { at, verb, actor, whom, object, detail } of log.acts()) {
    const fork = detail && 'forkOf' in detail && detail.forkOf !== null;
    if (verb === 'publish' && !fork && !published.has(object))
      published.set(object, { at, parts: [[whom || actor]], practice: object });
  }
  return [...published.values()];
});

/** Practices whose context is told. */
async function gatherTold(context: ReadContext, communityId: string): Promise<ReadonlySet<string>> {
  const home = context.in(communityPartition(communityId));
  const all = await scanAll(home, practices, { index: 'practices', ...under('all/') });
  return new Set(all.flatMap(({ id, body }) => (body.context.trim() === '' ? [] : [id])));
}

export const contextRecorded: Metric<'context-recorded', ReadonlySet<string>> = {
  name: 'context-recorded',
  version: 1,
  grade: 'C',
  info: described({
    label: 'Practices that tell their context',
    says: 'How many of the practices that were published say where they hold.',
    reading: 'A context that is there may say little; one that is missing may be obvious to everybody here.',
    formula: 'published practices with a context / published practices, Wilson interval',
    source: 'Lesser & Storck 2001 for the idea; Wilson 1927 for the interval',
    floor: 'At least 5 authors.',
    group: 'cognitive',
    shape: 'share',
    supply: 'Published practices.',
  }),
  method: 'Practices published in the window, adaptations apart: those with a context at present, of all.',
  gather: (context, communityId) => gatherTold(context, communityId),
  evidence: (log) => publishedOf(log),
  compute(log, window, { records }) {
    const published = publishedOf(log).filter(isWithin(window));
    const count = published.filter(({ practice }) => records.has(log.objects.stringOf(practice))).length;
    const share = proportion(count, published.length);
    if (share.status !== 'ok') return { insufficient: 'no-practice', nRecords: 0, next: null };
    return {
      value: { ...share.value, count, of: published.length, chance: null },
      ci: [share.value.low, share.value.high],
      nRecords: published.length,
      caveats: ['context-as-written'],
      next: null,
    };
  },
};
