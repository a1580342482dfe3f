import type { MetricResult } from '../metrics/api.js';
import { SETTLING } from '../metrics/calendar.js';
import { caveats } from '../metrics/caveats.js';
import { isTellable } from '../metrics/metric.js';
import { type Question, questionsOf } from '../metrics/questions.js';
import type { Months } from '../metrics/windows.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import type { TopicRef } from '../topics/api.js';
import type { KnowledgeApi, KnowledgeMap, MappedTopic } from './api.js';
import { effectiveNumber, gapOf } from './concentration.js';
import { toldTopics } from './disclosure.js';
import { type Quarter, quarterFor } from './quarters.js';
import { toldStock } from './told-stock.js';

const DESCRIBED = {
  definition: { id: 'knowledge-map', version: 1 },
  method:
    'By topic: questions asked in the quarter, those that nobody else answered by its end, and the effective number of people who hold the evidence, exp(H) of its shares, by its end. Gap: questions × (1 + unanswered share) ÷ coverage.',
  grade: 'C',
} as const;
const MOST_TOPICS = 500;
/** As for the answer rate: with more unanswered, questions should be routed. */
const UNHEALTHY = 0.4;

export async function getMap(
  context: ReadContext,
  input: InputOf<KnowledgeApi['getMap']>,
): Promise<MetricResult<KnowledgeMap>> {
  const quarter = await quarterFor<KnowledgeMap>(context, input, DESCRIBED);
  if ('status' in quarter) return quarter;
  const { calendar } = quarter.log;
  const window = [calendar.momentOf(quarter.months.from), calendar.momentOf(quarter.months.to)] as const;
  const asked = questionsIn(quarter.log, quarter.months);
  const people = new Set(asked.flatMap((question) => partsOf(question).flat()));
  if (!isTellable(asked.map((question) => ({ parts: partsOf(question) })))) {
    const nothing = { nRecords: null, nPersons: null, window, ...DESCRIBED, next: null };
    return { status: 'suppressed', ...nothing, caveats: caveats('too-few-people') };
  }
  const refs = await context.kit.topics.refs(
    [...quarter.stock.topicIds, ...asked.flatMap(({ topics }) => topics)],
    context,
  );
  const topics = mappedTopics(quarter, asked, (id) => refs.get(id) ?? { id, label: id });
  const hidden = topics.filter(({ demand, supply }) => demand === 'suppressed' || supply === 'suppressed').length;
  const waiting = topics.some(({ unansweredShare, questions }) => questions && (unansweredShare ?? 0) > UNHEALTHY);
  return {
    status: 'ok',
    value: { topics: topics.slice(0, MOST_TOPICS), suppressed: hidden },
    nRecords: asked.length,
    nPersons: people.size,
    window,
    ...DESCRIBED,
    caveats: caveats(
      'topics-as-tagged',
      'knowledge-beyond-posts',
      ...(hidden > 0 ? (['topics-hidden'] as const) : []),
      ...(topics.some(({ coverageAt }) => coverageAt !== null && coverageAt < window[1])
        ? (['coverage-from-before'] as const)
        : []),
    ),
    next: waiting ? 'route-to-experts' : null,
  };
}

/** Without those that were taken back before anybody answered. */
function questionsIn(log: Quarter['log'], { from, to }: Months): Question[] {
  const { calendar } = log;
  return questionsOf(log).filter((question) => {
    if (question.at < calendar.startOf(from) || question.at >= calendar.startOf(to)) return false;
    return question.withdrawnAt === null || isAnswered(question);
  });
}

/** By somebody else, by the end of its quarter: what came later changes no figure that is out. */
const isAnswered = ({ quarterEnd, answers }: Question): boolean => answers.some(({ at }) => at < quarterEnd);

/** Who asked, and who answered first. */
function partsOf(question: Question): readonly (readonly number[])[] {
  const [first] = question.answers;
  return [[question.asker], first && isAnswered(question) ? [first.by] : []];
}

function mappedTopics(quarter: Quarter, asked: readonly Question[], refOf: (id: string) => TopicRef): MappedTopic[] {
  const { merges, stock, months } = quarter;
  const byTopic = new Map<string, Set<Question>>(stock.topicIds.map((id) => [id, new Set()]));
  for (const question of asked) {
    for (const { topicId, since } of merges.standFor(question.topics, question.at)) {
      // A merge after a figure was out does not change it.
      if (since >= quarter.log.calendar.startOf(months.to) + SETTLING) continue;
      byTopic.set(topicId, (byTopic.get(topicId) ?? new Set()).add(question));
    }
  }
  const cells = Array.from(byTopic, ([topicId, records]) => ({ topicId, records }));
  const demandTold = toldTopics(cells, { partsOf, total: new Set(asked) });
  const supply = toldStock(stock, months.to, [...byTopic.keys()]);
  const mapped = cells.map(({ topicId, records }): MappedTopic => {
    const told = demandTold.has(topicId);
    const questions = records.size;
    const unanswered = [...records].filter((question) => !isAnswered(question)).length;
    const share = questions === 0 ? null : unanswered / questions;
    const held = supply.get(topicId) ?? null;
    const coverage = held && effectiveNumber([...held.byPerson.values()]);
    return {
      topic: refOf(topicId),
      demand: told ? 'ok' : 'suppressed',
      questions: told ? questions : null,
      unanswered: told ? unanswered : null,
      unansweredShare: told ? share : null,
      supply: held ? 'ok' : 'suppressed',
      coverage,
      coverageAt: held && new Date(held.at).toISOString(),
      gap: told && coverage !== null ? gapOf(questions, share ?? 0, coverage) : null,
    };
  });
  return mapped.sort((a, b) => (b.questions ?? -1) - (a.questions ?? -1) || (a.topic.label < b.topic.label ? -1 : 1));
}
