import type { Dump } from './dump.js';
import { IdSet } from './id-set.js';
import { type Author, commentOf, postOf } from './records.js';

/** What has to be known before the first write: what there is, who wrote, and since when. */
export interface Survey {
  readonly questions: IdSet;
  readonly answers: IdSet;
  /** Tag wikis, nominations and the like. */
  readonly others: IdSet;
  /** The time of each user's first post or comment. */
  readonly firstWritten: Map<number, string>;
  /** The time of the first question; `null` where there is none. */
  readonly begin: string | null;
}

export async function survey(dump: Dump): Promise<Survey> {
  const ids = { question: new IdSet(), answer: new IdSet(), other: new IdSet() };
  const firstWritten = new Map<number, string>();
  let begin: string | null = null;
  const note = (author: Author, at: string) => {
    if (!('userId' in author)) return;
    const earlier = firstWritten.get(author.userId);
    if (earlier === undefined || at < earlier) firstWritten.set(author.userId, at);
  };
  for await (const row of dump.rows('Posts', 'looking who wrote')) {
    const post = postOf(row);
    if (typeof post === 'string') continue;
    ids[post.type].add(post.id);
    if (post.type === 'other') continue;
    note(post.author, post.at);
    if (post.type === 'question' && (begin === null || post.at < begin)) begin = post.at;
  }
  for await (const row of dump.rows('Comments', 'looking who wrote')) {
    const comment = commentOf(row);
    if (typeof comment === 'string') continue;
    if (ids.question.has(comment.postId) || ids.answer.has(comment.postId)) note(comment.author, comment.at);
  }
  return { questions: ids.question, answers: ids.answer, others: ids.other, firstWritten, begin };
}
