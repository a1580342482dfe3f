import type { Organisation } from '../organisation.js';
import type { Evaluated } from './evaluated.js';
import type { Practices } from './practices.js';
import type { ToldOf } from './told.js';

/** The posts of one author, in every state an operation may ask for. */
export interface Posts extends Evaluated, ToldOf {
  readonly ownerId: string;
  readonly threadId: string;
  /** A question without an answer. */
  readonly waitingId: string;
  readonly replyId: string;
  readonly acceptedId: string;
  readonly closedId: string;
  readonly hiddenId: string;
  readonly flagId: string;
  /** Published, with the author as its steward, and what hangs on it. */
  readonly practiceId: string;
  readonly draftId: string;
  readonly inReviewId: string;
  readonly forkId: string;
  /** A fork whose improvements are offered. */
  readonly offeredId: string;
  /** Of `practiceId`, by the author's unit, with a benefit that somebody else claimed. */
  readonly adoptionId: string;
  /** A definition that they proposed; where there is expertise. */
  readonly definitionId: string;
}

/** Posts of anybody, member or not, as an import brings them. */
export async function postsOf(
  org: Organisation,
  facilitator: string,
  communityId: string,
  ownerId: string,
): Promise<Posts> {
  const { imports } = org.system;
  const { threads } = org.as(facilitator);
  const from = { communityId, source: 'fixture', authorId: ownerId, at: '2025-06-01T09:00:00.000Z', body: 'It hums.' };
  const question = (what: string) =>
    imports.thread({ ...from, sourceId: `${what} of ${ownerId}`, kind: 'question', title: what, topics: [] });
  const answer = (what: string, on: string) =>
    imports.reply({ ...from, sourceId: `${what} of ${ownerId}`, onSourceId: `${on} of ${ownerId}`, role: 'answer' });
  const { threadId } = await question('open');
  const { replyId } = await answer('answer', 'open');
  const hidden = await answer('hidden', 'open');
  const waiting = await question('waiting');
  await threads.hide({ postId: hidden.replyId });
  await question('resolved');
  const accepted = await answer('accepted', 'resolved');
  await threads.accept({ replyId: accepted.replyId });
  const closed = await question('closed');
  await threads.close({ threadId: closed.threadId, reason: 'obsolete' });
  const { flagId } = await threads.flag({ postId: replyId, reason: 'other' });
  return {
    ownerId,
    threadId,
    waitingId: waiting.threadId,
    replyId,
    flagId,
    acceptedId: accepted.replyId,
    closedId: closed.threadId,
    hiddenId: hidden.replyId,
    ...((await org.system.call('fixtures.practices', { communityId, ownerId })) as Practices),
  };
}
