import type { Sought } from '../experts/claims.js';
import { evidenceViews } from '../experts/finding.js';
import { strongestFirst } from '../experts/ranking.js';
import { knowledgeIn } from '../experts/scoring.js';
import { settingsOf } from '../experts/willing.js';
import { sought } from '../experts/words.js';
import type { Kit } from '../kit.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { cursorAt, placeOf } from '../operations/paging.js';
import type { TopicRef } from '../topics/api.js';
import type { ExpertiseApi, WhyListed } from './api.js';
import { communitiesOf } from './knowing.js';

const USUAL = 20;

/** What somebody looks for who looks for a topic. */
export async function soughtFor({ topics: scheme }: Kit, { id, label }: TopicRef): Promise<Sought> {
  const topics = await scheme.bornBy(id);
  // The one topic that is asked about, and no other.
  return { words: sought(label, topics), topics, isKnown: () => true };
}

/** `context`: in the caller's own partition. */
export async function listWhy(
  context: ReadContext,
  { topic, limit = USUAL, after }: InputOf<ExpertiseApi['listWhy']>,
): Promise<OutputOf<ExpertiseApi['listWhy']>> {
  const topicId = await context.kit.topics.idOf(topic);
  const ref = (await context.kit.topics.refs([topicId])).get(topicId) ?? { id: topicId, label: topicId };
  const list = `expertise.listWhy:${topicId}`;
  const offset = after === undefined ? 0 : Number(placeOf(list, after, 'after'));
  const from = Number.isInteger(offset) ? offset : 0;
  const knowledge = await knowledgeIn(context, await communitiesOf(context), await soughtFor(context.kit, ref));
  const scored = await knowledge.scored(context.actor.id, await settingsOf(context, context.kit.topics));
  if (!scored) return { items: [], score: 0, next: null };
  const contributions = scored.contributions.toSorted(strongestFirst);
  const views = await evidenceViews(
    context,
    contributions.slice(from, from + limit).map(({ item }) => item),
  );
  const items: WhyListed[] = views.map((evidence, at) => ({
    kind: 'item',
    evidence,
    points: contributions[from + at]?.points ?? 0,
  }));
  // The badges that are no contributions stand on the last page, so that the pages together add up.
  const isLast = from + limit >= contributions.length;
  if (isLast && scored.declared) items.push({ kind: 'declared', evidence: null, points: scored.declared.points });
  if (isLast && scored.endorsed) items.push({ kind: 'endorsed', evidence: null, points: scored.endorsed.points });
  return { items, score: scored.score, next: isLast ? null : cursorAt(list, String(from + limit)) };
}
