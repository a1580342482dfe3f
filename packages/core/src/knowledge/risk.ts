import pMap from 'p-map';
import { storedSettings } from '../experts/willing.js';
import { memberships } from '../membership/records.js';
import type { MetricResult } from '../metrics/api.js';
import { caveats } from '../metrics/caveats.js';
import { isTellable } from '../metrics/metric.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { isParticipant } from '../operations/policy.js';
import type { PersonCard } from '../people/api.js';
import { communityPartition, personPartition } from '../store/partitions.js';
import { reader } from '../store/reader.js';
import type { KnowledgeApi, KnowledgeRisk, TopicRisk } from './api.js';
import { absenceFactor, effectiveNumber } from './concentration.js';
import { type Quarter, quarterFor } from './quarters.js';
import type { Held } from './stock.js';
import { nested, toldStock } from './told-stock.js';

const DESCRIBED = {
  definition: { id: 'knowledge-risk', version: 1 },
  method:
    'By topic, as of the end of the quarter: the fewest people who hold half of the evidence (absence factor), how many hold any, exp(H) of their shares, and the share that the people of each unit hold.',
  grade: 'X',
} as const;
const MOST_TOPICS = 500;
/** Where more people hold half of a topic, it hangs on nobody. */
const MOST_NAMED = 3;
const AT_ONCE = 16;

export async function getRisk(
  context: ReadContext,
  input: InputOf<KnowledgeApi['getRisk']>,
): Promise<MetricResult<KnowledgeRisk>> {
  const quarter = await quarterFor<KnowledgeRisk>(context, input, DESCRIBED);
  if ('status' in quarter) return quarter;
  const { months, stock } = quarter;
  const { calendar } = quarter.log;
  const window = [calendar.momentOf(months.from), calendar.momentOf(months.to)] as const;
  const all = stock.allUntil(months.to);
  const holders = new Set(all?.held.flatMap(({ byPerson }) => [...byPerson.keys()]));
  const items = new Set(all?.held.flatMap((held) => [...held.items]));
  if (!all || !isTellable([{ parts: [[...holders]] }])) {
    const nothing = { nRecords: null, nPersons: null, window, ...DESCRIBED, next: null };
    return { status: 'suppressed', ...nothing, caveats: caveats('too-few-people') };
  }
  const risks = await topicRisks(context, quarter);
  return {
    status: 'ok',
    value: {
      topics: all.held.length,
      onOnePerson: stock.thinUntil(months.to)?.held.length ?? null,
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
      ...(new Date(all.at).toISOString() < window[1] || risks.some(({ at }) => at !== null && at < window[1])
        ? (['coverage-from-before'] as const)
        : []),
    ),
    next: null,
  };
}

async function topicRisks(context: ReadContext, { months, log, stock }: Quarter): Promise<TopicRisk[]> {
  const told = toldStock(stock, months.to, stock.topicIds);
  const inner = nested(told);
  const [refs, unitNames] = await Promise.all([
    context.kit.topics.refs(stock.topicIds, context),
    context.kit.people.unitNames(),
  ]);
  const key = [...told.values()].flatMap(keyPeopleOf);
  const named = await namedAmong(context, new Set(key.map((person) => log.people.stringOf(person))));
  const unitOf = (unit: number) => {
    const id = log.units.stringOf(unit);
    return { id, name: unitNames.get(id)?.name ?? id };
  };
  const risks = stock.topicIds.map((topicId): TopicRisk => {
    const topic = refs.get(topicId) ?? { id: topicId, label: topicId };
    const held = told.get(topicId);
    if (!held) {
      return {
        topic,
        status: 'suppressed',
        absenceFactor: null,
        people: null,
        coverage: null,
        at: null,
        units: [],
        keyPeople: [],
      };
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
      // By name: who holds the most of it is nobody's business.
      keyPeople: keyPeopleOf(held)
        .flatMap((person) => named.get(log.people.stringOf(person)) ?? [])
        .sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
    };
  });
  return risks.sort(
    (a, b) =>
      (a.absenceFactor ?? Number.POSITIVE_INFINITY) - (b.absenceFactor ?? Number.POSITIVE_INFINITY) ||
      (a.topic.label < b.topic.label ? -1 : 1),
  );
}

/** The fewest who hold half of it, where they are few: whom others would have to learn from. */
function keyPeopleOf({ byPerson }: Held): number[] {
  const most = absenceFactor([...byPerson.values()]);
  if (most > MOST_NAMED) return [];
  return [...byPerson]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([person]) => person);
}

/** Those who agreed to be named, belong to the community now and let themselves be found. */
async function namedAmong(
  { kit, in: at, community }: ReadContext,
  personIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PersonCard>> {
  const home = community ? at(communityPartition(community.id)) : null;
  const asked = await pMap(
    personIds,
    async (id) => {
      const membership = await home?.get(memberships, id);
      const { named, consent } = await storedSettings(reader(kit.storage, personPartition(id)));
      return membership && isParticipant(membership) && named === true && consent !== 'unlisted' ? [id] : [];
    },
    { concurrency: AT_ONCE },
  );
  return kit.people.cards(asked.flat());
}
