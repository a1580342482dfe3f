import * as z from 'zod';
import { collection } from '../store/collection.js';
import { countKey, textKey } from '../store/keys.js';

export const ideaStates = ['submitted', 'discussed', 'graduated', 'implemented', 'declined', 'withdrawn'] as const;

const ideaRecord = z.strictObject({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  authorId: z.string(),
  at: z.string(),
  state: z.enum(ideaStates),
  topics: z.array(z.string()),
  problems: z.array(z.string()),
  originThreadId: z.string().nullable(),
  threadId: z.string().nullable(),
  decision: z.strictObject({ by: z.string(), at: z.string(), reason: z.string().nullable() }).nullable(),
  implementation: z.strictObject({ what: z.string(), where: z.string(), day: z.string(), by: z.string() }).nullable(),
  /** How many approve. */
  approvals: z.number(),
});
export type IdeaRecord = z.infer<typeof ideaRecord>;

/** Whether it may still be voted on and decided. */
export const isUndecided = ({ state }: Pick<IdeaRecord, 'state'>): boolean =>
  state === 'submitted' || state === 'discussed';

/** Two spellings of one problem are one. */
export const problemKey = (problem: string): string => textKey(problem);

export const ideas = collection<IdeaRecord>({
  name: 'ideas',
  home: 'community',
  audience: 'readers',
  schema: ideaRecord,
  keys(body, id) {
    const [newest, approved] = [`${body.at}/${id}`, `${countKey(body.approvals)}/${body.at}/${id}`];
    if (body.state === 'withdrawn') return [];
    return [
      ['ideas', `newest/all/${newest}`],
      ['ideas', `newest/${body.state}/${newest}`],
      ['ideas', `approved/all/${approved}`],
      ['ideas', `approved/${body.state}/${approved}`],
    ];
  },
});

const voteRecord = z.strictObject({ ideaId: z.string(), voterId: z.string(), at: z.string() });
export type VoteRecord = z.infer<typeof voteRecord>;

/** Whose approval of what. */
export const voteId = (ideaId: string, voterId: string): string => `${ideaId} ${voterId}`;

/** Who approves of an idea; told to nobody but the voter. */
export const ideaVotes = collection<VoteRecord>({
  name: 'ideaVotes',
  home: 'community',
  audience: 'owner',
  schema: voteRecord,
  keys: ({ voterId }, id) => [['votes', `of:${voterId}/${id}`]],
});
