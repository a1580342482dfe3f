import * as z from 'zod';
import { resultOf } from '../metrics/schemas.js';
import { idText } from '../operations/text.js';
import { personCard } from '../people/schemas.js';
import type { LifeCyclePanel, StageDecision, StageLabels, StageSuggestion, StageTarget } from './api.js';
import { directions, lifeStages } from './records.js';

export const targetId = idText(/^lifecycle-target_[0-9a-z]{16}_[0-9a-z]{12}$/, 'target');
export const stage = z.enum(lifeStages);
export const direction = z.enum(directions);

export const labels: z.ZodType<StageLabels> = z.strictObject({ stage, label2002: z.string(), label1998: z.string() });

const suggestion: z.ZodType<StageSuggestion> = z.strictObject({
  stage: labels.nullable(),
  quarter: z.string().nullable(),
  evidence: z.array(
    z.strictObject({
      stage,
      signs: z.array(z.strictObject({ name: z.string(), holds: z.enum(['yes', 'no', 'unknown']) })),
    }),
  ),
});

const decision: z.ZodType<StageDecision> = z.strictObject({
  id: z.string(),
  stage: labels,
  reason: z.string(),
  by: personCard,
  at: z.string(),
  suggested: suggestion,
});

export const target: z.ZodType<StageTarget> = z.strictObject({
  id: z.string(),
  stage,
  metric: z.string(),
  label: z.string(),
  target: z.number(),
  direction,
  owner: personCard,
  due: z.string(),
  actual: resultOf(z.unknown()),
  value: z.number().nullable(),
  gap: z.number().nullable(),
  status: z.enum(['met', 'missing', 'overdue', 'not-told']),
});

export const panel: z.ZodType<LifeCyclePanel> = z.strictObject({
  communityId: z.string(),
  suggestion,
  decision: decision.nullable(),
  history: z.array(decision),
  targets: z.array(target),
  gaps: z.array(z.strictObject({ topicId: z.string(), label: z.string(), gap: z.number() })).nullable(),
  keyPersons: z.strictObject({ topics: z.number(), onOnePerson: z.number().nullable() }).nullable(),
});
