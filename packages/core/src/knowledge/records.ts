import * as z from 'zod';
import { collection } from '../store/collection.js';

export const definitionStates = ['proposed', 'accepted', 'declined', 'withdrawn'] as const;

const proposalRecord = z.strictObject({
  id: z.string(),
  topicId: z.string(),
  definition: z.string(),
  authorId: z.string(),
  at: z.string(),
  state: z.enum(definitionStates),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
export type ProposalRecord = z.infer<typeof proposalRecord>;

/** Definitions that members propose. */
export const definitionProposals = collection<ProposalRecord>({
  name: 'definitionProposals',
  home: 'community',
  audience: 'readers',
  schema: proposalRecord,
  keys: (body, id) => [
    ['definitions', `all/${body.at}/${id}`],
    ['definitions', `${body.state}/${body.at}/${id}`],
  ],
});

const acceptedDefinition = z.strictObject({ definitionId: z.string(), decidedAt: z.string() });

/** Which proposal a definition comes from, so that an older one that arrives later changes nothing. Id: the topic. */
export const acceptedDefinitions = collection<z.infer<typeof acceptedDefinition>>({
  name: 'acceptedDefinitions',
  home: 'topics',
  audience: 'readers',
  schema: acceptedDefinition,
});
