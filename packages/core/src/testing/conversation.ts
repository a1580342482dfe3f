import { foundCommunity, type Organisation, startThread } from './organisation.js';

/** A community of Ada's with a question in it. */
export async function withThread(org: Organisation, members: readonly string[] = ['Bo']) {
  const community = await foundCommunity(org, 'Ada', {}, members);
  const thread = await startThread(org.as('Ada'), community.id);
  return { community, thread, partition: `community/${community.id}` };
}

/** How many replies the thread says it has, and those it has. */
export async function repliesIn(org: Organisation, threadId: string) {
  const { thread, replies } = await org.as('Ada').threads.get({ threadId, limit: 100 });
  return { count: thread.replyCount, bodies: replies.items.map(({ body }) => body) };
}
