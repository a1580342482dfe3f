import type { MetricResult } from '../metrics/api.js';
import { caveats } from '../metrics/caveats.js';
import { isTellable } from '../metrics/metric.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import type { KnowledgeApi, KnowledgeRisk, TopicRisk } from './api.js';
import { absenceFactor, effectiveNumber } from './concentration.js';
import { type Quarter, quarterFor } from './quarters.js';
import { nested, toldStock } from './told-stock.js';

const DESCRIBED = {
  definition: { id: 'knowledge-risk', version: 1 },
  method:
    'By topic, as of the end of the quarter: the fewest people who hold half of the evidence (absence factor), how many hold any, exp(H) of their shares, and the share that the people of each unit hold.',
  grade: 'X',
} as const;
const MOST_TOPICS = 500;

export async function getRisk(
  context: ReadContext,
  input: InputOf<KnowledgeApi['getRisk']>,
): Promise<MetricResult<KnowledgeRisk>> {
  const quarter = await quarterFor<KnowledgeRisk>(context, input, DESCRIBED);
  if ('status' in quarter) return quarter;
  const { months, stock } = quarter;
  const { calendar } = quarter.log;
  const window = [calendar.momentOf(months.from), calendar.momentOf(months.to)] as const;
  const now = stock.topicIds.map((topicId) => stock.heldAt(topicId, calendar.startOf(months.to)));
  const holders = new Set(now.flatMap(({ byPerson }) => [...byPerson.keys()]));
  const items = new Set(now.flatMap((held) => [...held.items]));
  if (!isTellable([{ parts: [[...holders]] }])) {
    const nothing = { nRecords: null, nPersons: null, window, ...DESCRIBED, next: null };
    return { status: 'suppressed', ...nothing, caveats: caveats('too-few-people') };
  }
  const risks = await topicRisks(context, quarter);
  return {
    status: 'ok',
    value: {
      topics: now.filter(({ byPerson }) => byPerson.size > 0).length,
      onOnePerson: onOnePerson(now.map(({ byPerson }) => byPerson)),
      items: risks.slice(0, MOST_TOPICS),
    },
    nRecords: items.size,
    nPersons: holders.size,
    window,
    ...DESCRIBED,
    caveats: caveats(
      'topics-as-tagged',
      'knowledge-beyond-posts',
      ...(risks.some(({ status }) => status === 'suppressed') ? (['topics-hidden'] as const) : []),
      ...(risks.some(({ at }) => at !== null && at < window[1]) ? (['coverage-from-before'] as const) : []),
    ),
    next: null,
  };
}

/**
 * How many topics hang on one person. Told where nobody, or enough people, hold what those topics have, and the same
 * of the others: it is a count of topics, and must not be one of a few people.
 */
function onOnePerson(topics: readonly ReadonlyMap<number, number>[]): number | null {
  const some = topics.filter(({ size }) => size > 0);
  const thin = some.filter((held) => absenceFactor([...held.values()]) === 1);
  const tellable = [thin, some.filter((held) => !thin.includes(held))].every((part) =>
    isTellable([{ parts: [part.flatMap((held) => [...held.keys()])] }]),
  );
  return tellable ? thin.length : null;
}

async function topicRisks(context: ReadContext, { months, log, stock }: Quarter): Promise<TopicRisk[]> {
  const told = toldStock(stock, months.to, stock.topicIds);
  const inner = nested(told);
  const [refs, unitNames] = await Promise.all([
    context.kit.topics.refs(stock.topicIds, context),
    context.kit.people.unitNames(),
  ]);
  const unitOf = (unit: number) => {
    const id = log.units.stringOf(unit);
    return { id, name: unitNames.get(id)?.name ?? id };
  };
  const risks = stock.topicIds.map((topicId): TopicRisk => {
    const topic = refs.get(topicId) ?? { id: topicId, label: topicId };
    const held = told.get(topicId);
    if (!held) {
      return { topic, status: 'suppressed', absenceFactor: null, people: null, coverage: null, at: null, units: [] };
    }
    const shares = [...held.byPerson.values()];
    return {
      topic,
      status: 'ok',
      absenceFactor: absenceFactor(shares),
      people: shares.length,
      coverage: effectiveNumber(shares),
      at: new Date(held.at).toISOString(),
      units: inner.has(topicId) ? [] : stock.unitsOf(held, unitOf),
    };
  });
  return risks.sort(
    (a, b) =>
      (a.absenceFactor ?? Number.POSITIVE_INFINITY) - (b.absenceFactor ?? Number.POSITIVE_INFINITY) ||
      (a.topic.label < b.topic.label ? -1 : 1),
  );
}
