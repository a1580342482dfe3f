import { adoptions } from '../adoptions/records.js';
import { contributions } from '../expertise/contributions.js';
import { practices } from '../practices/records.js';
import { replies, tallies, threads } from '../threads/records.js';
import { COMMENTS } from './comments.js';
import type { Known, Sources, Text } from './sources.js';
import type { Words } from './text-index.js';

/** A document as far as it matters here, with its words in place of its text: taken again, it says the same. */
export interface Kept {
  readonly collection: string;
  readonly id: string;
  readonly body: unknown;
}

/** `body`: of the collection, or `null`; the store has checked that it is. */
type Take = (sources: Sources, id: string, body: never) => void;

const takes: ReadonlyMap<string, Take> = new Map<string, Take>([
  [threads.name, (sources, id, body) => sources.takeThread(id, body)],
  [replies.name, (sources, id, body) => sources.takeReply(id, body)],
  [tallies.name, (sources, id, body) => sources.takeTally(id, body)],
  [practices.name, (sources, id, body) => sources.takePractice(id, body)],
  [adoptions.name, (sources, id, body) => sources.takeAdoption(id, body)],
  [contributions.name, (sources, id, body) => sources.takeContribution(id, body)],
  [COMMENTS, (sources, id, body) => sources.takeComments(id, body)],
]);

/** Lets the sources know what a document says, if it is of those that may be evidence. */
export function takeDocument(sources: Sources, { collection, id, body }: Kept): void {
  takes.get(collection)?.(sources, id, body as never);
}

/** Everything that counts. `words`: of the index, by their numbers; `people`: by theirs. */
export function* keptOf(known: Known, words: readonly string[], people: readonly string[]): Iterable<Kept> {
  const text = (numbers: Words): Text => ({ words: numbers.map((number) => words[number]).join(' ') });
  const moment = (at: number) => new Date(at).toISOString();
  const visibility = 'visible';
  for (const [id, { opened, heading, acceptedReplyId }] of known.threads) {
    if (!opened || !heading) continue;
    const { title, topics, body } = heading;
    const said = { title, topics, body: text(body), acceptedReplyId };
    yield {
      collection: threads.name,
      id,
      body: { ...said, visibility, authorId: opened.authorId, createdAt: moment(opened.at) },
    };
  }
  for (const [id, { threadId, authorId, at, words: own }] of known.answers) {
    const said = { threadId, authorId, createdAt: moment(at), body: text(own) };
    yield { collection: replies.name, id, body: { ...said, visibility, role: 'answer' } };
  }
  for (const [author, comments] of known.comments.byAuthor()) {
    yield { collection: COMMENTS, id: people[author] as string, body: { comments } };
  }
  for (const [postId, up] of known.votes) {
    yield { collection: tallies.name, id: `:${postId}`, body: { reactions: {}, votes: [{ up, down: 0 }] } };
  }
  for (const [id, practice] of known.practices) {
    const { heading, words: own, proven, at, reviewedAt, ...rest } = practice;
    const reviewedThen = reviewedAt === null ? null : { at: moment(reviewedAt) };
    const said = { ...rest, title: heading.title, topics: heading.topics, problem: text(own) };
    const state = proven ? 'proven' : 'good';
    yield { collection: practices.name, id, body: { ...said, state, updatedAt: moment(at), reviewed: reviewedThen } };
  }
  for (const [id, { practiceId, unit, sustained, at }] of known.adoptions) {
    const state = sustained ? 'sustained' : 'adopted';
    yield { collection: adoptions.name, id, body: { practiceId, unit, state, adoptedAt: moment(at) } };
  }
  for (const [id, { personId, kind, at, heading, words: own }] of known.contributions) {
    const said = { personId, kind, title: heading.title, topics: heading.topics, text: text(own) };
    yield { collection: contributions.name, id, body: { ...said, at: moment(at) } };
  }
}
