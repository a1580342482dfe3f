import * as z from 'zod';
import { COMMUNITY_ID } from '../identity/ids.js';
import type { WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { pageFields, pageOf } from '../operations/paging.js';
import type { Grant } from '../operations/policy.js';
import { idText, longText, shortText } from '../operations/text.js';
import { TOPICS } from '../store/partitions.js';
import { topic } from '../topics/schemas.js';
import type { KnowledgeApi, ProposedDefinition } from './api.js';
import { definitionStates } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof KnowledgeApi> = InputOf<KnowledgeApi[K]>;
type Out<K extends keyof KnowledgeApi> = OutputOf<KnowledgeApi[K]>;

const handlers = () => import('./handlers.js');

const inTopics = () => TOPICS;
const communityId = idText(COMMUNITY_ID, 'community');
const definitionId = idText(/^knowledge-definition_[0-9a-z]{16}_[0-9a-z]{12}$/, 'proposed definition');
const named = shortText(200);
const somePlainText = (most: number) => longText(most).refine((text) => text.trim().length > 0, 'must not be empty');
/** Who answers for a community or for what it knows; what they see is the same for all of them. */
const OVERSEERS: readonly Grant[] = ['facilitator', 'steward', 'sponsor', 'admin'];

/** A decision about a proposed definition. */
function deciding<I extends { definitionId: string }>(
  verb: 'acceptDefinition' | 'declineDefinition' | 'withdrawDefinition',
  summary: string,
  input: z.ZodType<I>,
  allow: readonly Grant[],
  run: (context: WriteContext, input: I) => Promise<string>,
): Operation {
  return write<I, ProposedDefinition, string>({
    name: `knowledge.${verb}`,
    summary,
    input,
    output: schema.proposedDefinition,
    allow,
    community: (given) => given.definitionId,
    owner: async (context, given) => (await handlers()).authorOfDefinition(context, given.definitionId),
    run,
    answer: async (context, id) => (await handlers()).proposalView(context, id),
  });
}

export const knowledgeOperations: readonly Operation[] = [
  read<In<'suggestTopics'>, Out<'suggestTopics'>>({
    name: 'knowledge.suggestTopics',
    summary: 'Topics that a text may be about, for whoever writes it to choose from.',
    input: z.strictObject({
      text: longText(40_000),
      title: longText(300).optional(),
      limit: z.int().min(1).max(10).optional(),
    }),
    output: z.strictObject({ items: z.array(schema.suggestedTopic) }),
    allow: ['person'],
    home: inTopics,
    run: async (context, input) => (await handlers()).suggestTopics(context, input),
  }),

  write<In<'mergeTopics'>, Out<'mergeTopics'>, string>({
    name: 'knowledge.mergeTopics',
    summary: 'Makes two topics one, found by the ids and labels of both.',
    input: z.strictObject({ from: named, into: named }),
    output: topic,
    allow: ['admin'],
    home: inTopics,
    run: async (context, input) => (await handlers()).mergeTopics(context, input),
    answer: async (context, id) => (await handlers()).definition(context, id),
  }),

  write<In<'importTopics'>, Out<'importTopics'>, Out<'importTopics'>>({
    name: 'knowledge.importTopics',
    summary: 'Takes concepts of another scheme into the organisation’s; adds, and takes nothing away.',
    input: z.strictObject({ concepts: z.array(schema.importedConcept).max(200) }),
    output: z.strictObject({ items: z.array(schema.importedTopic) }),
    allow: ['admin'],
    home: inTopics,
    repeatable: true,
    run: async (context, input) => (await handlers()).importTopics(context, input),
    answer: async (_context, imported) => imported,
  }),

  read<In<'listTerms'>, Out<'listTerms'>>({
    name: 'knowledge.listTerms',
    summary: 'The terms of the glossary that occur in texts, with what they mean.',
    input: z.strictObject({ texts: z.array(longText(40_000)).max(50) }),
    output: z.strictObject({ items: z.array(schema.term) }),
    allow: ['person'],
    home: inTopics,
    run: async (context, input) => (await handlers()).listTerms(context, input),
  }),

  write<In<'proposeDefinition'>, Out<'proposeDefinition'>, string>({
    name: 'knowledge.proposeDefinition',
    summary: 'Proposes what a topic means.',
    input: z.strictObject({ communityId, topic: named, definition: somePlainText(4_000) }),
    output: schema.proposedDefinition,
    allow: ['participant'],
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).proposeDefinition(context, input),
    answer: async (context, id) => (await handlers()).proposalView(context, id),
  }),

  read<In<'listDefinitions'>, Out<'listDefinitions'>>({
    name: 'knowledge.listDefinitions',
    summary: 'Definitions that members of a community proposed, the newest first.',
    input: z.strictObject({ communityId, state: z.enum(definitionStates).optional(), ...pageFields }),
    output: z.strictObject(pageOf(schema.proposedDefinition)),
    allow: ['participant'],
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).listDefinitions(context, input),
  }),

  deciding<In<'acceptDefinition'>>(
    'acceptDefinition',
    'Makes a proposed definition that of the organisation.',
    z.strictObject({ definitionId }),
    ['steward', 'facilitator', 'admin'],
    async (context, input) => (await handlers()).accept(context, input),
  ),
  deciding<In<'declineDefinition'>>(
    'declineDefinition',
    'Turns a proposed definition down and says why.',
    z.strictObject({ definitionId, reason: somePlainText(1_000) }),
    ['steward', 'facilitator', 'admin'],
    async (context, input) => (await handlers()).decline(context, input),
  ),
  deciding<In<'withdrawDefinition'>>(
    'withdrawDefinition',
    'Takes back a definition that one proposed.',
    z.strictObject({ definitionId }),
    ['owner'],
    async (context, input) => (await handlers()).withdraw(context, input),
  ),

  read<In<'getMap'>, Out<'getMap'>>({
    name: 'knowledge.getMap',
    summary: 'The topics of a community by demand and by how many know about them.',
    input: z.strictObject({ communityId, window: shortText(10).optional() }),
    output: schema.mapResult,
    allow: OVERSEERS,
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).getMap(context, input),
  }),

  read<In<'getRisk'>, Out<'getRisk'>>({
    name: 'knowledge.getRisk',
    summary:
      'On how few people each topic hangs, and what would be lost with a unit; by number, with names only of who agreed.',
    input: z.strictObject({ communityId, window: shortText(10).optional() }),
    output: schema.riskResult,
    allow: OVERSEERS,
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).getRisk(context, input),
  }),
];
