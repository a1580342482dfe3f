import * as z from 'zod';
import { resultOf } from '../metrics/schemas.js';
import { longText, shortText } from '../operations/text.js';
import { personCard } from '../people/schemas.js';
import { textKey } from '../store/keys.js';
import { topicRef } from '../topics/schemas.js';
import type {
  ImportedConcept,
  ImportedTopic,
  KnowledgeMap,
  KnowledgeRisk,
  ProposedDefinition,
  SuggestedTopic,
  Term,
} from './api.js';
import { definitionStates } from './records.js';

export const suggestedTopic: z.ZodType<SuggestedTopic> = z.strictObject({
  topic: topicRef,
  why: z.enum(['named', 'similar']),
  form: z.string().nullable(),
});

export const term: z.ZodType<Term> = z.strictObject({
  topic: topicRef,
  definition: z.string(),
  forms: z.array(z.string()),
});

export const proposedDefinition: z.ZodType<ProposedDefinition> = z.strictObject({
  id: z.string(),
  communityId: z.string(),
  topic: topicRef,
  current: z.string().nullable(),
  definition: z.string(),
  by: personCard,
  at: z.string(),
  state: z.enum(definitionStates),
  reason: z.string().nullable(),
  decidedAt: z.string().nullable(),
});

const label = shortText(200).refine((text) => textKey(text) !== '', 'must have a letter, a digit or a sign');
const uri = z
  .url()
  .max(500)
  .refine((text) => /^[\x21-\x7e]+$/.test(text), 'must be a URI');

export const importedConcept = z.strictObject({
  uri,
  prefLabel: label,
  altLabels: z.array(label).max(500).optional(),
  definition: longText(4_000).nullable().optional(),
  broader: z.array(uri).max(50).optional(),
  exactMatch: z.array(uri).max(50).optional(),
}) satisfies z.ZodType<ImportedConcept>;

export const importedTopic: z.ZodType<ImportedTopic> = z.strictObject({
  uri: z.string(),
  topicId: z.string(),
  outcome: z.enum(['created', 'matched', 'changed', 'unchanged']),
  unknown: z.array(z.string()),
  circular: z.array(z.string()),
});

const maybe = z.number().nullable();
const verdict = z.enum(['ok', 'suppressed']);

const knowledgeMap: z.ZodType<KnowledgeMap> = z.strictObject({
  topics: z.array(
    z.strictObject({
      topic: topicRef,
      demand: verdict,
      questions: maybe,
      unanswered: maybe,
      unansweredShare: maybe,
      supply: verdict,
      coverage: maybe,
      coverageAt: z.string().nullable(),
      gap: maybe,
    }),
  ),
  suppressed: z.number(),
});

const knowledgeRisk: z.ZodType<KnowledgeRisk> = z.strictObject({
  topics: z.number(),
  onOnePerson: maybe,
  items: z.array(
    z.strictObject({
      topic: topicRef,
      status: verdict,
      absenceFactor: maybe,
      people: maybe,
      coverage: maybe,
      at: z.string().nullable(),
      units: z.array(z.strictObject({ unitId: z.string(), unit: z.string(), status: verdict, share: maybe })),
      keyPeople: z.array(personCard).optional(),
    }),
  ),
});

export const mapResult = resultOf(knowledgeMap);
export const riskResult = resultOf(knowledgeRisk);
