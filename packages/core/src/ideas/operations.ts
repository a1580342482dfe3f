import * as z from 'zod';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { pageFields, pageOf } from '../operations/paging.js';
import type { Grant } from '../operations/policy.js';
import { longText, shortText } from '../operations/text.js';
import { body, communityId, threadId, title, topics } from '../threads/schemas.js';
import type { Idea, IdeasApi } from './api.js';
import * as deciding from './deciding.js';
import { authorOfIdea, ideaView, list, listProblems } from './reading.js';
import { ideaVotes } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof IdeasApi> = InputOf<IdeasApi[K]>;
type Out<K extends keyof IdeasApi> = OutputOf<IdeasApi[K]>;

const { ideaId } = schema;
const ofCommunity = (input: { communityId: string }) => input.communityId;
/** To say whether the actor approves. */
const alsoReads = [ideaVotes.name];
const problem = shortText(40);

/** A step of an idea, answered by how it stands then. */
function step<I extends { ideaId: string }>(
  verb: keyof IdeasApi,
  summary: string,
  of: {
    readonly input: z.ZodType<I>;
    readonly allow: readonly Grant[];
    readonly run: (context: WriteContext, input: I) => Promise<string>;
    readonly owner?: (context: ReadContext, input: I) => Promise<string | null>;
  },
): Operation {
  return write<I, Idea, string>({
    name: `ideas.${verb}`,
    summary,
    output: schema.idea,
    alsoReads,
    community: (input) => input.ideaId,
    answer: ideaView,
    ...of,
  });
}

export const ideaOperations: readonly Operation[] = [
  write<In<'submit'>, Out<'submit'>, string>({
    name: 'ideas.submit',
    summary: 'Puts an idea forward, from a thread or on its own.',
    input: z.strictObject({
      communityId,
      title,
      body,
      threadId: threadId.optional(),
      topics: topics.optional(),
      problems: z.array(problem).max(5, 'must have at most 5 problems').optional(),
    }),
    output: schema.idea,
    allow: ['participant'],
    alsoReads,
    community: ofCommunity,
    run: deciding.submit,
    answer: ideaView,
  }),

  step<In<'discuss'>>('discuss', 'Links the thread in which an idea is discussed.', {
    input: z.strictObject({ ideaId, threadId }),
    allow: ['participant'],
    run: deciding.discuss,
  }),
  step<In<'vote'>>('vote', 'Approves of an idea, or takes that back.', {
    input: z.strictObject({ ideaId, approve: z.boolean() }),
    allow: ['participant'],
    run: deciding.vote,
  }),
  step<In<'decide'>>('decide', 'Decides that an idea shall be done, or declines it and says why.', {
    input: z.strictObject({
      ideaId,
      outcome: z.enum(['graduated', 'declined']),
      reason: longText(1_000).optional(),
    }),
    allow: ['facilitator', 'sponsor'],
    run: deciding.decide,
  }),
  step<In<'implement'>>('implement', 'Says what became of an idea, where and since when.', {
    input: z.strictObject({
      ideaId,
      what: shortText(500),
      where: shortText(200),
      day: z.iso.date('must be a day such as 2026-01-31'),
    }),
    allow: ['facilitator', 'sponsor', 'keeper'],
    owner: authorOfIdea,
    run: deciding.implement,
  }),

  write<In<'withdraw'>, Out<'withdraw'>, string>({
    name: 'ideas.withdraw',
    summary: 'Takes an idea back that one put forward.',
    input: z.strictObject({ ideaId }),
    output: z.strictObject({ ideaId: z.string() }),
    allow: ['owner'],
    community: (input) => input.ideaId,
    owner: authorOfIdea,
    run: deciding.withdraw,
    answer: async (_context, id) => ({ ideaId: id }),
  }),

  read<In<'get'>, Out<'get'>>({
    name: 'ideas.get',
    summary: 'One idea.',
    input: z.strictObject({ ideaId }),
    output: schema.idea,
    allow: ['reader'],
    alsoReads,
    community: (input) => input.ideaId,
    run: (context, input) => ideaView(context, input.ideaId),
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'ideas.list',
    summary: 'The ideas of a community.',
    input: z.strictObject({
      communityId,
      state: z.enum(['submitted', 'discussed', 'graduated', 'implemented', 'declined']).optional(),
      sort: z.enum(['newest', 'approved']).optional(),
      ...pageFields,
    }),
    output: z.strictObject(pageOf(schema.idea)),
    allow: ['reader'],
    alsoReads,
    community: ofCommunity,
    run: list,
  }),

  read<In<'listProblems'>, Out<'listProblems'>>({
    name: 'ideas.listProblems',
    summary: 'Problems that ideas are about, the most frequent first.',
    input: z.strictObject({ communityId }),
    output: z.strictObject({ items: z.array(z.strictObject({ problem: z.string(), ideas: z.number() })) }),
    allow: ['reader'],
    community: ofCommunity,
    run: (context) => listProblems(context),
  }),
];
