import type { SearchHit, SearchQuery } from '@copkit/storage';
import pMap from 'p-map';
import { readableCommunities } from '../communities/readable.js';
import { communityIdOf, derive, isPracticeId, isThreadId } from '../identity/ids.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { cursorAt, placeOf } from '../operations/paging.js';
import { utc } from '../operations/text.js';
import { practices } from '../practices/records.js';
import { isPublished } from '../practices/standing.js';
import { practiceText } from '../practices/text.js';
import { communityPartition } from '../store/partitions.js';
import type { PartitionReader } from '../store/reader.js';
import { replies, type ThreadRecord, threadKinds, threads } from '../threads/records.js';
import { stranger } from '../threads/view.js';
import { topicsShown } from '../topics/shown.js';
import type { SearchApi, SearchResult } from './api.js';
import { findingsOf } from './findings.js';

type In = InputOf<SearchApi['find']>;
type Out = OutputOf<SearchApi['find']>;

/** Communities that are asked at the same time. */
const AT_ONCE = 8;
/** Nobody pages further than this; a narrower question finds more. */
const MOST_HITS = 300;

/** That somebody of a unit searched here, not for what: in the one community that was asked, or where there was something. */
async function noteSearch(
  context: ReadContext,
  communities: readonly string[],
  found: readonly (readonly SearchHit[])[],
): Promise<void> {
  for (const [at, id] of communities.entries()) {
    if (communities.length === 1 || found[at]?.length) await context.kit.usage.note(context, 'search', id, id);
  }
}

export async function find(context: ReadContext, input: In): Promise<Out> {
  const list = `search:${derive(JSON.stringify({ ...input, after: undefined, limit: undefined }), 16)}`;
  const offset = input.after === undefined ? 0 : Number(placeOf(list, input.after, 'after'));
  const limit = input.limit ?? 20;
  const topic = input.topic === undefined ? null : await context.kit.topics.bornBy(input.topic);
  const among = { threads: threadKinds, practices: ['practice'] as const };
  const kinds = (input.among ? among[input.among] : [...threadKinds, 'practice']).filter(
    (kind) => input.kind === undefined || kind === input.kind,
  );
  const query: Omit<SearchQuery, 'limit'> = {
    text: input.text,
    facets: {
      ...(input.kind || input.among ? { kind: kinds } : {}),
      ...(input.authorId ? { author: [input.authorId] } : {}),
      ...(topic === null ? {} : { topic }),
    },
    ...(input.from ? { from: utc(input.from) } : {}),
    ...(input.to ? { to: utc(input.to) } : {}),
  };
  const communities = await readableCommunities(context, input.communityId);
  const alone = communities.length === 1;
  const findings = findingsOf(context.kit);
  const ask = async (most: number) => {
    const inCommunity = (id: string) => findings.hits(communityPartition(id), { ...query, limit: most, alone });
    const each = await pMap(communities, inCommunity, { concurrency: AT_ONCE, signal: context.signal });
    const isAll = most === MOST_HITS || each.every(({ length }) => length < most);
    // Equal ones keep their order, so that what is asked for again with more behind it begins with the same.
    const hits = each.flat().sort((a, b) => b.score - a.score);
    // Behind the last that was asked for there may be better ones in other communities.
    return { each, isAll, hits: isAll ? hits : hits.slice(0, most) };
  };
  let at = Number.isInteger(offset) ? offset : 0;
  // As many as are shown, and one that tells whether there are more: those who go on are few.
  let { each, isAll, hits } = await ask(Math.min(MOST_HITS, at + limit + 1));
  if (offset === 0) await noteSearch(context, communities, each);

  // One reader for each community, which fetches at once what is looked up of all hits at the same time.
  const homes = new Map(communities.map((id) => [id, context.in(communityPartition(id))]));
  const items: SearchResult[] = [];
  for (;;) {
    if (at >= hits.length && !isAll) ({ isAll, hits } = await ask(MOST_HITS));
    if (at >= hits.length || items.length === limit) break;
    const next = hits.slice(at, at + limit - items.length);
    at += next.length;
    const results = await Promise.all(next.map((hit) => result(context, homes.get(communityIdOf(hit.id)), hit, topic)));
    items.push(...results.filter((each) => each !== null));
  }
  return { items, next: at < hits.length ? cursorAt(list, String(at)) : null };
}

/** `null` when the post went away since it was indexed, or its thread is not about the topic. */
async function result(
  context: ReadContext,
  home: PartitionReader | undefined,
  hit: SearchHit,
  topic: readonly string[] | null,
): Promise<SearchResult | null> {
  if (!home) return null;
  if (isPracticeId(hit.id)) return practiceResult(context, home, hit, topic);
  const reply = isThreadId(hit.id) ? null : await home.get(replies, hit.id);
  const thread: ThreadRecord | null = await home.get(threads, reply?.threadId ?? hit.id);
  const post = reply ?? thread;
  if (!thread || !post || thread.visibility === 'hidden' || post.visibility !== 'visible') return null;
  if (topic !== null && !thread.topics.some((id) => topic.includes(id))) return null;
  const [people, refs, text] = await Promise.all([
    context.kit.people.cards([post.authorId]),
    context.kit.topics.refs(thread.topics, home),
    context.kit.renderer.plain(post.body),
  ]);
  return {
    postId: post.id,
    threadId: thread.id,
    communityId: communityIdOf(thread.id),
    kind: thread.kind,
    state: thread.state,
    ...findingsOf(context.kit).shown(hit, thread.title, text),
    author: people.get(post.authorId) ?? stranger(post.authorId),
    topics: topicsShown(thread.topics, refs),
    at: post.createdAt,
  };
}

async function practiceResult(
  context: ReadContext,
  home: PartitionReader,
  hit: SearchHit,
  topic: readonly string[] | null,
): Promise<SearchResult | null> {
  const practice = await home.get(practices, hit.id);
  if (!practice || !isPublished(practice)) return null;
  if (topic !== null && !practice.topics.some((id) => topic.includes(id))) return null;
  const [people, refs, text] = await Promise.all([
    context.kit.people.cards([practice.authorId]),
    context.kit.topics.refs(practice.topics, home),
    practiceText(practice),
  ]);
  return {
    practiceId: practice.id,
    communityId: communityIdOf(practice.id),
    kind: 'practice',
    state: practice.state,
    ...findingsOf(context.kit).shown(hit, practice.title, text),
    author: people.get(practice.authorId) ?? stranger(practice.authorId),
    topics: topicsShown(practice.topics, refs),
    at: practice.publishedAt ?? practice.createdAt,
  };
}
