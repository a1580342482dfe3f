import {
  type CallOptions,
  CopkitError,
  collection,
  type Extension,
  hook,
  type InputOf,
  idText,
  type OutputOf,
  type ReadContext,
  read,
  shortText,
  type WriteContext,
  write,
} from '@copkit/core';
import * as z from 'zod';

/**
 * Polls on a thread, as an extension: members ask "which of these", everybody in the community votes
 * once. With this file `ada.polls.vote(…)` exists in process, over HTTP and in the client alike.
 */
export interface Poll {
  readonly threadId: string;
  readonly options: readonly string[];
  /** Votes per option. */
  readonly votes: readonly number[];
  /** The option the caller chose, counted from 0. */
  readonly mine: number | null;
}

export interface PollsApi {
  open(input: { threadId: string; options: readonly string[] }, options?: CallOptions): Promise<Poll>;
  /** Voting again moves the vote. */
  vote(input: { threadId: string; option: number }, options?: CallOptions): Promise<Poll>;
  get(input: { threadId: string }, options?: CallOptions): Promise<Poll>;
}

declare module '@copkit/core' {
  interface CopkitApi {
    readonly polls: PollsApi;
  }
}

const pollRecord = z.strictObject({ options: z.array(z.string()), votes: z.array(z.number()) });
const ballotRecord = z.strictObject({ option: z.number() });

/** Id: the thread. */
const polls = collection({ name: 'polls', home: 'community', audience: 'readers', schema: pollRecord });
/** Who voted for what is nobody's business but the voter's. Id: the thread and the person. */
const ballots = collection({ name: 'ballots', home: 'community', audience: 'owner', schema: ballotRecord });

const threadId = idText(/^t_[0-9a-z]{16}_[0-9a-z]{12}$/, 'thread');
const poll: z.ZodType<Poll> = z.strictObject({
  threadId: z.string(),
  options: z.array(z.string()),
  votes: z.array(z.number()),
  mine: z.number().nullable(),
});

const ballotId = (context: ReadContext, thread: string) => `${thread}:${context.actor.id}`;
const inThread = (input: { threadId: string }) => input.threadId;

async function pollOf(context: ReadContext, thread: string): Promise<Poll> {
  const [found, mine] = await Promise.all([
    context.get(polls, thread),
    context.get(ballots, ballotId(context, thread)),
  ]);
  if (!found) throw new CopkitError('not-found', 'This thread has no poll.', 'threadId');
  return { threadId: thread, ...found, mine: mine?.option ?? null };
}

async function vote(context: WriteContext, input: InputOf<PollsApi['vote']>): Promise<string> {
  const found = await context.get(polls, input.threadId);
  if (!found) throw new CopkitError('not-found', 'This thread has no poll.', 'threadId');
  if (input.option >= found.options.length) throw new CopkitError('invalid', 'There is no such option.', 'option');
  const ballot = ballotId(context, input.threadId);
  const earlier = (await context.get(ballots, ballot))?.option;
  const votes = found.votes.map((count, at) => count - (at === earlier ? 1 : 0) + (at === input.option ? 1 : 0));
  context.put(polls, input.threadId, { ...found, votes });
  context.put(ballots, ballot, { option: input.option });
  return input.threadId;
}

export const pollsExtension: Extension = {
  name: 'polls',
  collections: [polls, ballots],
  operations: [
    write<InputOf<PollsApi['open']>, OutputOf<PollsApi['open']>, string>({
      name: 'polls.open',
      summary: 'Opens a poll on a thread.',
      input: z.strictObject({ threadId, options: z.array(shortText(80)).min(2).max(10) }),
      output: poll,
      allow: ['facilitator', 'steward', 'expert'],
      community: inThread,
      async run(context, input) {
        if (await context.get(polls, input.threadId)) {
          throw new CopkitError('conflict', 'This thread has a poll already.', 'threadId');
        }
        context.put(polls, input.threadId, { options: [...input.options], votes: input.options.map(() => 0) });
        return input.threadId;
      },
      answer: pollOf,
    }),
    write<InputOf<PollsApi['vote']>, OutputOf<PollsApi['vote']>, string>({
      name: 'polls.vote',
      summary: 'Votes for one of the options.',
      input: z.strictObject({ threadId, option: z.int().min(0) }),
      output: poll,
      allow: ['participant'],
      community: inThread,
      run: vote,
      answer: pollOf,
    }),
    read<InputOf<PollsApi['get']>, OutputOf<PollsApi['get']>>({
      name: 'polls.get',
      summary: 'The poll of a thread.',
      input: z.strictObject({ threadId }),
      output: poll,
      allow: ['reader'],
      community: inThread,
      run: (context, input) => pollOf(context, input.threadId),
    }),
  ],
  hooks: [
    // A house rule of this host: a withdrawn thread takes its poll along, in the same commit.
    hook('threads.withdraw', {
      async after(context, { postId }) {
        if (await context.get(polls, postId)) context.remove(polls, postId);
      },
    }),
  ],
};
