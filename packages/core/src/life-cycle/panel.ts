import { CopkitError } from '../errors.js';
import type { KnowledgeMap, KnowledgeRisk } from '../knowledge/api.js';
import type { MetricName, MetricResult, MetricValues } from '../metrics/api.js';
import { headlineOf } from '../metrics/headline.js';
import { type ReadContext, theCommunity } from '../operations/context.js';
import type { OutputOf } from '../operations/operation.js';
import { EVERY_KEY } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import { stranger } from '../threads/view.js';
import type { LifeCycleApi, LifeCyclePanel, StageDecision, StageSuggestion, StageTarget } from './api.js';
import { ask, catalogueOf, figureOf, lastQuarter } from './figures.js';
import { labelsOf } from './labels.js';
import {
  lifeStages,
  type SuggestionRecord,
  stageDecisions,
  stageSuggestions,
  stageTargets,
  type TargetRecord,
} from './records.js';
import { suggestionOf } from './suggesting.js';

const MOST_GAPS = 10;

export async function panel(context: ReadContext): Promise<LifeCyclePanel> {
  const { id: communityId } = theCommunity(context);
  const [suggestion, decisions, targets, knowledge] = await Promise.all([
    suggestionOf(context),
    decisionsOf(context),
    targetsOf(context),
    knowledgeOf(context, communityId),
  ]);
  const [decision = null, ...history] = decisions;
  const stage = decision?.stage.stage ?? null;
  const [own, others] = [
    targets.filter((each) => each.stage === stage),
    targets.filter((each) => each.stage !== stage),
  ];
  const suggested = suggestionView(suggestion);
  return { communityId, suggestion: suggested, decision, history, targets: [...own, ...others], ...knowledge };
}

const suggestionView = ({ stage, ...rest }: SuggestionRecord): StageSuggestion => ({
  ...rest,
  stage: stage === null ? null : labelsOf(stage),
});

/** The last decision alone. */
export async function decidedStage(context: ReadContext): Promise<OutputOf<LifeCycleApi['getStage']>> {
  const { items } = await context.scan(stageDecisions, { index: 'decisions', ...EVERY_KEY, reverse: true, limit: 1 });
  const [last] = items;
  return last ? { stage: labelsOf(last.body.stage), since: last.body.at } : { stage: null, since: null };
}

/** The newest first. */
async function decisionsOf(context: ReadContext): Promise<StageDecision[]> {
  const found = await scanAll(context, stageDecisions, { index: 'decisions', ...EVERY_KEY, reverse: true });
  const suggestions = await context.getMany(
    stageSuggestions,
    found.map(({ id }) => id),
  );
  const people = await context.kit.people.cards(found.map(({ body }) => body.by));
  return found.map(({ body: { id, stage, reason, by, at } }, index) => ({
    id,
    stage: labelsOf(stage),
    reason,
    by: people.get(by) ?? stranger(by),
    at,
    suggested: suggestionView(suggestions[index] ?? { stage: null, quarter: null, evidence: [] }),
  }));
}

async function targetsOf(context: ReadContext): Promise<StageTarget[]> {
  const found = await scanAll(context, stageTargets, { index: 'targets', ...EVERY_KEY });
  const views = await targetViews(
    context,
    found.map(({ body }) => body),
  );
  return views.sort((a, b) => lifeStages.indexOf(a.stage) - lifeStages.indexOf(b.stage) || (a.due < b.due ? -1 : 1));
}

export async function targetView(context: ReadContext, targetId: string): Promise<StageTarget> {
  const record = await context.get(stageTargets, targetId);
  const [view] = record ? await targetViews(context, [record]) : [];
  if (!view) throw new CopkitError('not-found', 'There is no such target, or its metric is gone.', 'targetId');
  return view;
}

/** Beside the last quarter that is out; before there is one, beside what says so. */
async function targetViews(context: ReadContext, records: readonly TargetRecord[]): Promise<StageTarget[]> {
  if (records.length === 0) return [];
  const { kit, now } = context;
  const { id: communityId } = theCommunity(context);
  const [catalogue, quarter, people] = await Promise.all([
    catalogueOf(context),
    lastQuarter(context, communityId),
    kit.people.cards(records.map(({ ownerId }) => ownerId)),
  ]);
  const window = quarter?.window ?? 'all';
  const views = records.map(async ({ ownerId, by: _by, at: _at, ...record }): Promise<StageTarget[]> => {
    const info = catalogue.find(({ name }) => name === record.metric);
    if (!info) return [];
    const { result: actual } = await figureOf(context, info, { communityId, window });
    const value = headlineOf(info.shape, actual as MetricResult<MetricValues[MetricName]>);
    const gap = value === null ? null : gapOf(record, value);
    const status =
      gap === null ? 'not-told' : gap === 0 ? 'met' : record.due < now.slice(0, 10) ? 'overdue' : 'missing';
    return [
      { ...record, label: info.label, owner: people.get(ownerId) ?? stranger(ownerId), actual, value, gap, status },
    ];
  });
  return (await Promise.all(views)).flat();
}

function gapOf({ target, direction }: Pick<TargetRecord, 'target' | 'direction'>, value: number): number {
  return Math.max(0, direction === 'at-least' ? target - value : value - target);
}

/** Where more is asked than known, and what hangs on one person: counts, as the figures tell them. */
async function knowledgeOf(
  context: ReadContext,
  communityId: string,
): Promise<Pick<LifeCyclePanel, 'gaps' | 'keyPersons'>> {
  if (!context.kit.operations.has('knowledge.getMap')) return { gaps: null, keyPersons: null };
  const [map, risk] = await Promise.all([
    ask<MetricResult<KnowledgeMap>>(context, 'knowledge.getMap', { communityId }),
    ask<MetricResult<KnowledgeRisk>>(context, 'knowledge.getRisk', { communityId }),
  ]);
  const told = map.value?.topics.flatMap(({ topic, gap }) => (gap === null ? [] : [{ topic, gap }]));
  const widest = told?.sort((a, b) => b.gap - a.gap).slice(0, MOST_GAPS);
  return {
    gaps: widest?.map(({ topic, gap }) => ({ topicId: topic.id, label: topic.label, gap })) ?? null,
    keyPersons: risk.value ? { topics: risk.value.topics, onOnePerson: risk.value.onOnePerson } : null,
  };
}
