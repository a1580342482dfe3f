import { CopkitError } from '../../errors.js';
import { type TopicRecords, toldTopics } from '../../knowledge/disclosure.js';
import { wilson } from '../../measures/proportion.js';
import type { ReadContext } from '../../operations/context.js';
import type { InputOf } from '../../operations/operation.js';
import { isNewcomer, isWithin } from '../acts.js';
import type { Breakdowns, MetricResult, MetricsApi } from '../api.js';
import { metricsOf } from '../catalogue.js';
import { caveats } from '../caveats.js';
import type { CommunityLog } from '../columns.js';
import { logOf, measurer, settled } from '../measure.js';
import type { CountedRecord } from '../metric.js';
import type { Breakdown, BreakdownCell } from './api.js';

const DIMENSIONS: readonly Breakdowns[] = ['unit', 'topic', 'tenure'];

type Groups = readonly TopicRecords<CountedRecord>[];

/** The records of each cell; who has no unit is in none. */
function groupsBy(by: Breakdowns, records: readonly CountedRecord[], log: CommunityLog): Groups {
  const groups = new Map<string, Set<CountedRecord>>();
  const add = (id: string, record: CountedRecord) => groups.set(id, (groups.get(id) ?? new Set()).add(record));
  for (const record of records) {
    if (by === 'topic') for (const topic of record.topics) add(topic, record);
    else if (by === 'tenure') add(isNewcomer(log, record.person, record.at) ? 'newcomer' : 'established', record);
    else if (record.unit !== 0) add(log.units.stringOf(record.unit), record);
  }
  return [...groups].map(([id, of]) => ({ topicId: `${by} ${id}`, records: of }));
}

/**
 * Which cells of all three breakdowns are told. They are told of the same records, so that one may lie within another
 * of another kind: a topic within a unit. What neither a cell, nor the difference of two, nor what is left of the
 * total is of a few, is found for each kind and for all kinds together until nothing changes any more.
 */
export function toldCells(kinds: readonly Groups[], total: ReadonlySet<CountedRecord>): ReadonlySet<string> {
  const partsOf = ({ parts }: CountedRecord) => parts;
  let left = kinds;
  for (;;) {
    const own = left.map((groups) => {
      const told = toldTopics(groups, { partsOf, total });
      return groups.filter(({ topicId }) => told.has(topicId));
    });
    const together = toldTopics(own.flat(), { partsOf });
    const next = own.map((groups) => groups.filter(({ topicId }) => together.has(topicId)));
    if (next.flat().length === left.flat().length) return together;
    left = next;
  }
}

async function labelsOf(context: ReadContext, by: Breakdowns, ids: readonly string[]): Promise<(id: string) => string> {
  if (by === 'tenure') return (id) => (id === 'newcomer' ? 'Newcomers' : 'Established');
  if (by === 'topic') {
    const refs = await context.kit.topics.refs(ids, context);
    return (id) => refs.get(id)?.label ?? id;
  }
  const names = await context.kit.people.unitNames();
  return (id) => names.get(id)?.name ?? id;
}

export async function breakdown(
  context: ReadContext,
  { communityId, metric: name, by, window }: InputOf<MetricsApi['getBreakdown']>,
): Promise<MetricResult<Breakdown>> {
  const metric = (await metricsOf(context.kit)).get(name);
  if (!metric?.counted)
    throw new CopkitError('invalid', 'This figure is not broken down; the catalogue says which are.', 'metric');
  if (!/^\d{4}-Q[1-4]$/.test(window))
    throw new CopkitError('invalid', 'Quarters are broken down, which do not overlap, such as "2025-Q3".', 'window');
  const whole = await (await measurer(context, communityId))(metric, window);
  const { value: _, ci: __, ...said } = whole;
  if (whole.status !== 'ok') return said;
  const log = settled(await logOf(context.kit, communityId), context.now);
  const [from, to] = whole.window.map((moment) => Date.parse(moment)) as [number, number];
  const records = metric.counted(log).filter(isWithin({ from, to }));
  const kinds = DIMENSIONS.map((each) => groupsBy(each, records, log));
  const told = toldCells(kinds, new Set(records));
  const asked = kinds[DIMENSIONS.indexOf(by)] ?? [];
  const idOf = (group: Groups[number]) => group.topicId.slice(by.length + 1);
  const labelOf = await labelsOf(context, by, asked.map(idOf));
  const cells = asked.map((group): BreakdownCell => {
    const id = idOf(group);
    const hidden = { id, label: labelOf(id), status: 'suppressed', share: null, count: null, of: null } as const;
    if (!told.has(group.topicId)) return hidden;
    const of = group.records.size;
    const count = [...group.records].filter(({ counted }) => counted).length;
    return { ...hidden, status: 'ok', share: wilson(count, of), count, of };
  });
  const suppressed = cells.filter(({ status }) => status === 'suppressed').length;
  return {
    ...said,
    value: { by, cells: cells.sort((a, b) => (a.label < b.label ? -1 : 1)), suppressed },
    caveats: [
      ...whole.caveats,
      ...caveats(
        ...(suppressed > 0 && by === 'unit' ? (['units-hidden'] as const) : []),
        ...(suppressed > 0 && by === 'topic' ? (['topics-hidden'] as const) : []),
        ...(suppressed > 0 && by === 'tenure' ? (['groups-hidden'] as const) : []),
      ),
    ],
  };
}
