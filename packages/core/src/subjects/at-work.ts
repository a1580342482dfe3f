import { queryWords, type SearchHit } from '@copkit/storage';
import { communityIdOf, deriveLocalId } from '../identity/ids.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { type PracticeRecord, practices } from '../practices/records.js';
import { practiceCards } from '../practices/view.js';
import { under } from '../store/keys.js';
import type { Found } from '../store/reader.js';
import { type ListingRecord, listings, replies, threads } from '../threads/records.js';
import { threadCards } from '../threads/view.js';
import { addReply, openThread } from '../threads/writing.js';
import type { AtWork, Subject, SubjectsApi } from './api.js';
import { subjects } from './records.js';
import { subjectId, subjectKey, takeSubject } from './subject.js';

type In<K extends keyof SubjectsApi> = InputOf<SubjectsApi[K]>;
type Out<K extends keyof SubjectsApi> = OutputOf<SubjectsApi[K]>;

const MOST_PRACTICES = 5;
const MOST_ANSWERS = 5;
const MOST_DISCUSSED = 20;
const MOST_HITS = 40;
/** Of the score of what is most like it. */
const LIKENESS = 0.3;

/**
 * The page's own discussion, which has one id, whoever opens it. Where facilitators hid it, people go on in another, which
 * is one as well.
 */
async function pageThreadOf(context: ReadContext, community: string, subject: string) {
  for (let number = 1; ; number++) {
    const seed = `subject ${subjectId(subject)}${number === 1 ? '' : ` ${number}`}`;
    const threadId = deriveLocalId('thread', community, seed);
    const thread = await context.get(threads, threadId);
    if (thread?.visibility !== 'hidden') return { threadId, isOpen: thread !== null };
  }
}

/** What has several words in common with a text, or the only one, the likest first. */
async function like(context: ReadContext, text: string, kind: string): Promise<readonly SearchHit[]> {
  const query = { text, anyWord: true, facets: { kind: [kind] }, limit: MOST_HITS };
  const few = Math.min(2, queryWords(text).length);
  const hits = text === '' ? [] : await context.kit.search.query(context.partition, query);
  return hits.filter(({ terms }) => terms.length >= few);
}

/** Without those that have little but common words of it. */
function likest<T extends { readonly score: number }>(found: readonly T[]): T[] {
  const most = found[0]?.score ?? 0;
  return found.filter(({ score }) => score >= most * LIKENESS);
}

type Match = AtWork['practices'][number]['match'];

const shows = ({ state }: PracticeRecord): boolean => state === 'proven' || state === 'good' || state === 'needsReview';

async function practicesFor(
  context: ReadContext,
  key: string,
  topicIds: readonly string[],
  text: string,
): Promise<AtWork['practices']> {
  const found = new Map<string, { readonly record: PracticeRecord; readonly match: Match }>();
  const take = (records: readonly (PracticeRecord | null)[], match: Match) => {
    for (const record of records) {
      if (found.size >= MOST_PRACTICES) return;
      if (record && shows(record) && !found.has(record.id)) found.set(record.id, { record, match });
    }
  };
  const about = async (prefix: string) => {
    const range = { index: 'practices', ...under(prefix), reverse: true, limit: MOST_PRACTICES * 2 };
    return (await context.scan(practices, range)).items.map((each) => each.body);
  };
  take(await about(`subject:${subjectId(key)}/`), 'subject');
  for (const topic of topicIds) take(await about(`topic:${topic}/`), 'topic');
  if (found.size < MOST_PRACTICES) {
    const hits = likest(await like(context, text, 'practice'));
    const ids = hits.map(({ id }) => id);
    take(await context.getMany(practices, ids), 'text');
  }
  const entries = [...found.values()];
  const cards = await practiceCards(
    context,
    entries.map(({ record }) => record),
  );
  return cards.map((card, at) => ({ ...card, match: entries[at]?.match ?? 'text' }));
}

/** Answered questions that are like the text, each once, whether its opening or an answer was found. */
async function answersLike(
  context: ReadContext,
  text: string,
  without: ReadonlySet<string>,
): Promise<Found<ListingRecord>[]> {
  const hits = await like(context, text, 'question');
  const inThreads = await context.getMany(
    replies,
    hits.map(({ id }) => id),
  );
  const scores = new Map<string, number>();
  for (const [at, { id, score }] of hits.entries()) {
    const threadId = inThreads[at]?.threadId ?? id;
    if (!without.has(threadId) && !scores.has(threadId)) scores.set(threadId, score);
  }
  const found = await context.getMany(listings, [...scores.keys()]);
  const answered = [...scores].flatMap(([id, score], at) => {
    const body = found[at];
    return body?.listed && body.answerCount > 0 ? [{ id, body, score }] : [];
  });
  return likest(answered).slice(0, MOST_ANSWERS);
}

export async function get(context: ReadContext, input: In<'get'>): Promise<AtWork> {
  const key = subjectKey(input.subject);
  const known = await context.get(subjects, subjectId(key));
  const subject: Subject = known ?? { key, title: null, url: null };
  const text = (input.text ?? subject.title ?? '').trim();
  const topicIds = (await Promise.all((input.topics ?? []).map((topic) => context.kit.topics.bornBy(topic)))).flat();
  const discussed = await context.scan(listings, {
    index: 'activity',
    ...under(`subject:${subjectId(key)}/`),
    reverse: true,
    limit: MOST_DISCUSSED,
  });
  const [items, answers, discussion, pageThread] = await Promise.all([
    practicesFor(context, key, topicIds, text),
    answersLike(context, text, new Set(discussed.items.map(({ id }) => id))).then((found) =>
      threadCards(context, found),
    ),
    threadCards(context, discussed.items),
    pageThreadOf(context, communityIdOf(input.communityId), key),
  ]);
  return {
    subject,
    practices: items,
    answers,
    discussion,
    pageThreadId: pageThread.isOpen ? pageThread.threadId : null,
  };
}

function titleOf({ key, title }: Subject): string {
  return (title ?? key).slice(0, 200).toWellFormed();
}

export async function discuss(context: WriteContext, input: In<'discuss'>): Promise<Out<'discuss'>> {
  const key = await takeSubject(context, input.subject);
  const { threadId, isOpen } = await pageThreadOf(context, input.communityId, key);
  if (isOpen) {
    return { threadId, postId: await addReply(context, { threadId, body: input.body }, true) };
  }
  const subject = (await context.get(subjects, subjectId(key))) ?? { key, title: null, url: null };
  await openThread(
    context,
    { communityId: input.communityId, kind: 'discussion', title: titleOf(subject), body: input.body, subject: key },
    threadId,
  );
  return { threadId, postId: threadId };
}
