import * as z from 'zod';
import type { Stage } from '../measures/life-cycle.js';
import { collection } from '../store/collection.js';

/** In their order. */
export const lifeStages = [
  'potential',
  'coalescing',
  'maturing',
  'stewardship',
  'transformation',
] as const satisfies readonly Stage[];
export const directions = ['at-least', 'at-most'] as const;
const sign = z.strictObject({ name: z.string(), holds: z.enum(['yes', 'no', 'unknown']) });

const suggestionRecord = z.strictObject({
  stage: z.enum(lifeStages).nullable(),
  quarter: z.string().nullable(),
  evidence: z.array(z.strictObject({ stage: z.enum(lifeStages), signs: z.array(sign) })),
});
export type SuggestionRecord = z.infer<typeof suggestionRecord>;

/** What the log suggested when somebody decided, apart from what they decided. Id: the decision. */
export const stageSuggestions = collection<SuggestionRecord>({
  name: 'stageSuggestions',
  home: 'community',
  audience: 'answerable',
  schema: suggestionRecord,
});

const decisionRecord = z.strictObject({
  id: z.string(),
  stage: z.enum(lifeStages),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
});
export type DecisionRecord = z.infer<typeof decisionRecord>;

/** In which stage its people say a community is. */
export const stageDecisions = collection<DecisionRecord>({
  name: 'stageDecisions',
  home: 'community',
  audience: 'answerable',
  schema: decisionRecord,
  keys: (body, id) => [['decisions', `${body.at}/${id}`]],
});

const targetRecord = z.strictObject({
  id: z.string(),
  stage: z.enum(lifeStages),
  metric: z.string(),
  target: z.number(),
  direction: z.enum(directions),
  ownerId: z.string(),
  /** A day. */
  due: z.string(),
  by: z.string(),
  at: z.string(),
});
export type TargetRecord = z.infer<typeof targetRecord>;

/** What a community sets itself for a stage. */
export const stageTargets = collection<TargetRecord>({
  name: 'stageTargets',
  home: 'community',
  audience: 'answerable',
  schema: targetRecord,
  keys: (body, id) => [['targets', `${body.stage}/${body.metric}/${id}`]],
});
