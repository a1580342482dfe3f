import { commentToMarkdown } from './comment-to-markdown.js';
import { htmlToMarkdown } from './html-to-markdown.js';
import { IdSet } from './id-set.js';
import { commentOf, OTHER_POST_TYPES, type Post, postOf } from './records.js';
import { attempt, type Run } from './run.js';
import { cleanLine, cleanText, shortened } from './text.js';

const LONGEST_TITLE = 200;
const LONGEST_BODY = 40_000;
/** Converting takes time that grows faster than the text. No post of Stack Exchange comes near. */
const LONGEST_HTML = 100_000;
const MOST_TOPICS = 5;
const LONGEST_TOPIC = 60;

/** Posts that are in the community after the import. */
export type ImportedPosts = Pick<IdSet, 'has'>;

/** The id of a post for the core; comments have ids of their own. */
export const postSourceId = (id: number) => `post:${id}`;

/** Questions first, then answers: a dump may have an answer before its question. */
export async function importPosts(run: Run): Promise<ImportedPosts> {
  const { dump, tally, window, facts, survey } = run;
  const imported = new IdSet();
  const accepted = new IdSet();

  for await (const row of dump.rows('Posts', 'questions')) {
    const post = postOf(row);
    if (typeof post === 'string') tally.skipped('Posts', post);
    else if (post.type === 'other')
      tally.skipped('Posts', OTHER_POST_TYPES[row.PostTypeId ?? ''] ?? 'is of an unknown type');
    else if (post.type === 'question' && !imported.add(post.id)) tally.skipped('Posts', 'has the Id of an earlier row');
    else if (post.type === 'question') {
      await importQuestion(run, post, () => imported.delete(post.id));
      if (post.closedAt !== null) await facts.add(post.id, { kind: 'closed', at: post.closedAt });
      if (post.acceptedAnswerId !== null) {
        accepted.add(post.acceptedAnswerId);
        await facts.add(post.acceptedAnswerId, { kind: 'accepted', questionId: post.id });
      }
    }
  }
  await window.drain();

  for await (const row of dump.rows('Posts', 'answers')) {
    const post = postOf(row);
    if (typeof post === 'string' || post.type !== 'answer') continue;
    if (post.parentId === null) tally.skipped('Posts', 'is an answer without ParentId');
    else if (survey.answers.has(post.parentId)) tally.skipped('Posts', 'is an answer to something that is no question');
    else if (!imported.has(post.parentId))
      tally.skipped('Posts', `is an answer to a question that ${whyMissing(run, post.parentId)}`);
    else if (!imported.add(post.id)) tally.skipped('Posts', 'has the Id of an earlier row');
    else {
      await importAnswer(run, post, post.parentId, () => imported.delete(post.id));
      if (accepted.has(post.id)) await facts.add(post.id, { kind: 'answers', questionId: post.parentId, at: post.at });
    }
  }
  await window.drain();
  return imported;
}

export async function importComments(run: Run, posts: ImportedPosts): Promise<void> {
  const { imports, dump, tally, window, communityId, source, authors } = run;
  const seen = new IdSet();
  for await (const row of dump.rows('Comments', 'comments')) {
    const comment = commentOf(row);
    if (typeof comment === 'string') tally.skipped('Comments', comment);
    else if (!posts.has(comment.postId))
      tally.skipped('Comments', `is on a post that ${whyMissing(run, comment.postId)}`);
    else if (!seen.add(comment.id)) tally.skipped('Comments', 'has the Id of an earlier row');
    else {
      const body = bodyOf(run, 'Comments', comment.text, (text) => commentToMarkdown(cleanText(text)));
      if (body === null) continue;
      const authorId = await authors.personId(comment.author);
      await attempt(run, {
        kind: 'comments',
        table: 'Comments',
        call: () =>
          imports.reply({
            communityId,
            source,
            sourceId: `comment:${comment.id}`,
            onSourceId: postSourceId(comment.postId),
            role: 'comment',
            authorId,
            at: comment.at,
            body,
          }),
      });
    }
  }
  await window.drain();
}

/** Why a post is not in the community, to follow "a post that". */
export function whyMissing({ survey }: Run, postId: number): string {
  if (survey.questions.has(postId) || survey.answers.has(postId)) return 'was not imported itself';
  return survey.others.has(postId) ? 'is a tag wiki, a nomination or the like' : 'is not in the dump';
}

async function importQuestion(run: Run, post: Post, onRefused: () => void): Promise<void> {
  const { imports, communityId, source, authors, tally } = run;
  const body = bodyOf(run, 'Posts', post.html, htmlToMarkdown);
  if (body === null) return onRefused();
  const title = cleanLine(post.title);
  if (title.length > LONGEST_TITLE) tally.altered('titles cut to 200 characters');
  const topics = topicsOf(run, post);
  const authorId = await authors.personId(post.author);
  await attempt(run, {
    kind: 'questions',
    table: 'Posts',
    onRefused,
    call: () =>
      imports.thread({
        communityId,
        source,
        sourceId: postSourceId(post.id),
        authorId,
        at: post.at,
        kind: 'question',
        title: shortened(title, LONGEST_TITLE) || '…',
        body,
        topics,
        editedAt: post.editedAt,
      }),
  });
}

async function importAnswer(run: Run, post: Post, questionId: number, onRefused: () => void): Promise<void> {
  const { imports, communityId, source, authors } = run;
  const body = bodyOf(run, 'Posts', post.html, htmlToMarkdown);
  if (body === null) return onRefused();
  const authorId = await authors.personId(post.author);
  await attempt(run, {
    kind: 'answers',
    table: 'Posts',
    onRefused,
    call: () =>
      imports.reply({
        communityId,
        source,
        sourceId: postSourceId(post.id),
        onSourceId: postSourceId(questionId),
        role: 'answer',
        authorId,
        at: post.at,
        body,
        editedAt: post.editedAt,
      }),
  });
}

function topicsOf({ tally }: Run, post: Post): readonly string[] {
  const topics = post.tags.map(cleanLine).filter((tag) => /[\p{L}\p{N}]/u.test(tag) && tag.length <= LONGEST_TOPIC);
  tally.skipped('Posts.Tags', 'has neither letter nor digit, or too many of them', post.tags.length - topics.length);
  tally.skipped('Posts.Tags', 'is beyond the fifth of its question', Math.max(0, topics.length - MOST_TOPICS));
  return topics.slice(0, MOST_TOPICS);
}

/** The Markdown of a body; `null`, and counted, where there is none. */
function bodyOf({ tally }: Run, table: string, source: string, convert: (source: string) => string): string | null {
  if (source.length > LONGEST_HTML) {
    tally.skipped(table, 'has more than 100,000 characters');
    return null;
  }
  let markdown: string;
  try {
    markdown = cleanText(convert(source)).trim();
  } catch (error) {
    // The converters recurse; only HTML nested thousands deep, which no person wrote, exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
    tally.skipped(table, 'has HTML nested too deeply');
    return null;
  }
  if (markdown === '') tally.skipped(table, 'has no text');
  if (markdown.length > LONGEST_BODY) tally.altered('bodies cut to 40,000 characters');
  return shortened(markdown, LONGEST_BODY) || null;
}
