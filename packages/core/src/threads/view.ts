import { communityIdOf } from '../identity/ids.js';
import { withNames } from '../markdown/mentions.js';
import type { ReadContext } from '../operations/context.js';
import { allows, isParticipant, mayRead } from '../operations/policy.js';
import { standingIn } from '../operations/standing.js';
import type { PersonCard } from '../people/api.js';
import { practiceIdOf, practices } from '../practices/records.js';
import { maySeePractice } from '../practices/standing.js';
import { personPartition } from '../store/partitions.js';
import type { Found } from '../store/reader.js';
import { subjectsOf } from '../subjects/subject.js';
import { topicsShown } from '../topics/shown.js';
import type { Post, ReactionKind, Reply, Thread, ThreadCard } from './api.js';
import type { FoundPost } from './post.js';
import {
  aboutPost,
  follows,
  type ListingRecord,
  listings,
  type ReplyRecord,
  reactionKinds,
  reactions,
  readMarks,
  type TallyRecord,
  type ThreadRecord,
  tallies,
} from './records.js';

/** Stands in rendered text for a name that was erased. */
export const FORMER_MEMBER = 'former member';

/** Who has no record any more. */
export const stranger = (id: string): PersonCard => ({ id, name: null, unit: null, jobTitle: null });

/** Rows of a thread list, with what the actor has not read yet. */
export async function threadCards(context: ReadContext, found: readonly Found<ListingRecord>[]): Promise<ThreadCard[]> {
  if (found.length === 0) return [];
  const [unread, people, topics] = await Promise.all([
    unreadAmong(context, found),
    context.kit.people.cards(found.map(({ body }) => body.authorId)),
    context.kit.topics.refs(
      found.flatMap(({ body }) => body.topics),
      context,
    ),
  ]);
  return found.map(({ id, body: listing }) => ({
    id,
    communityId: context.community?.id ?? '',
    kind: listing.kind,
    title: listing.title,
    topics: topicsShown(listing.topics, topics),
    subject: listing.subject,
    author: people.get(listing.authorId) ?? stranger(listing.authorId),
    createdAt: listing.createdAt,
    lastActivityAt: listing.lastActivityAt,
    state: listing.state,
    replyCount: listing.replyCount,
    answerCount: listing.answerCount,
    reactionCount: listing.reactionCount,
    pinned: listing.pinned,
    locked: listing.locked,
    unread: unread.has(id),
    visibility: listing.visibility,
  }));
}

export async function threadCard(context: ReadContext, threadId: string): Promise<ThreadCard> {
  const listing = await context.get(listings, threadId);
  const [shown] = listing ? await threadCards(context, [{ id: threadId, body: listing }]) : [];
  if (!shown) throw new Error(`Thread ${threadId} has no listing.`);
  return shown;
}

/** Activity by others since the actor joined, that is newer than the actor's marks. Who is no member has no unread. */
async function unreadAmong(context: ReadContext, found: readonly Found<ListingRecord>[]): Promise<Set<string>> {
  const { actor, community, membership } = context;
  if (!community || !isParticipant(membership)) return new Set();
  const own = context.in(personPartition(actor.id));
  const [all, ...each] = await own.getMany(readMarks, [community.id, ...found.map(({ id }) => id)]);
  return new Set(
    found
      .filter(({ body }, at) => {
        const { activity, at: moment } =
          body.lastActivityBy === actor.id ? body.before : { activity: body.activity, at: body.lastActivityAt };
        return (
          moment >= (membership?.joinedAt ?? '') && moment > (all?.at ?? '') && activity > (each[at]?.activity ?? 0)
        );
      })
      .map(({ id }) => id),
  );
}

/** The openings and replies of one thread as the actor sees them. */
export async function postViews(context: ReadContext, posts: readonly FoundPost[]): Promise<Post[]> {
  const abouts = posts.map(({ thread, post }) => aboutPost(thread.id, post.id));
  const [counted, rendered] = await Promise.all([
    context.getMany(tallies, abouts),
    Promise.all(posts.map(({ post }) => context.kit.renderer.render(post.body))),
  ]);
  const mine = await ownReactions(context, abouts, counted);
  const people = await context.kit.people.cards([
    ...posts.map(({ post }) => post.authorId),
    ...rendered.flatMap(({ mentions }) => mentions),
  ]);
  const names = new Map([...people].map(([id, person]) => [id, person.name]));
  const abilities = abilitiesOf(context);
  return posts.map((found, at) => {
    const { post } = found;
    const text = rendered[at] ?? { html: '', mentions: [] };
    return {
      id: post.id,
      author: people.get(post.authorId) ?? stranger(post.authorId),
      body: post.body,
      html: withNames(text.html, names, FORMER_MEMBER),
      mentions: text.mentions.map((id) => people.get(id) ?? stranger(id)),
      createdAt: post.createdAt,
      editedAt: post.editedAt,
      visibility: post.visibility,
      reactions: reactionCounts(counted[at] ?? null, mine.get(abouts[at] ?? '') ?? []),
      importedVotes: importedVotes(counted[at] ?? null),
      may: mayDo(abilities, context.actor.id, found),
    };
  });
}

/** Looked for only where somebody reacted, which for most posts nobody did. */
async function ownReactions(
  context: ReadContext,
  abouts: readonly string[],
  counted: readonly (TallyRecord | null)[],
): Promise<ReadonlyMap<string, readonly ReactionKind[]>> {
  const reacted = abouts.filter((_, at) => Object.values(counted[at]?.reactions ?? {}).some((count) => count > 0));
  const found = await context.getMany(
    reactions,
    reacted.map((about) => `${about}:${context.actor.id}`),
  );
  return new Map(reacted.map((about, at) => [about, found[at]?.kinds ?? []]));
}

export function reactionCounts(tally: TallyRecord | null, mine: readonly ReactionKind[]): Post['reactions'] {
  return reactionKinds.flatMap((kind) => {
    const count = tally?.reactions[kind] ?? 0;
    return count > 0 ? [{ kind, count, mine: mine.includes(kind) }] : [];
  });
}

export function importedVotes(tally: TallyRecord | null): Post['importedVotes'] {
  const total = (side: 'up' | 'down') => (tally?.votes ?? []).reduce((sum, day) => sum + day[side], 0);
  return { up: total('up'), down: total('down') };
}

export async function replyViews(
  context: ReadContext,
  thread: ThreadRecord,
  records: readonly ReplyRecord[],
): Promise<Reply[]> {
  const views = await postViews(
    context,
    records.map((post) => ({ type: 'reply', thread, post })),
  );
  // Added to, as they are of this call alone: copying their many fields costs more than making them.
  return views.map((view, at) => {
    const { id, role, inReplyTo } = records[at] as ReplyRecord;
    return Object.assign(view, { threadId: thread.id, role, inReplyTo, accepted: thread.acceptedReplyId === id });
  });
}

export async function threadView(context: ReadContext, thread: ThreadRecord): Promise<Thread> {
  const { id, acceptedReplyId } = thread;
  const practiceId = acceptedReplyId === null ? null : practiceIdOf(communityIdOf(id), acceptedReplyId);
  const [card, [post], follow, practice, about] = await Promise.all([
    threadCard(context, thread.id),
    postViews(context, [{ type: 'thread', thread, post: thread }]),
    context.get(follows, aboutPost(thread.id, context.actor.id)),
    practiceId === null ? null : context.get(practices, practiceId),
    subjectsOf(context, thread.subject === null ? [] : [thread.subject]),
  ]);
  return {
    ...card,
    ...(post as Post),
    about: thread.subject === null ? null : (about.get(thread.subject) ?? null),
    acceptedReplyId: thread.acceptedReplyId,
    customerWaiting: thread.customerWaiting,
    closed: await closedView(context, thread),
    following: follow !== null,
    practiceId: practice && maySeePractice(context, practice) ? practiceId : null,
    ext: thread.ext,
  };
}

/** Why a thread is closed. What it repeats may be where the actor cannot read. */
async function closedView(context: ReadContext, { closed }: ThreadRecord): Promise<Thread['closed']> {
  if (!closed?.duplicateOf || mayRead(await standingIn(context, closed.duplicateOf))) return closed;
  return { ...closed, duplicateOf: null };
}

/** Whether an operation makes sense on a post in its present state; who may call it is the policy's to say. */
const SENSIBLE: Readonly<Record<string, (found: FoundPost) => boolean>> = {
  'threads.reply': ({ thread, post }) => post.visibility === 'visible' && !thread.locked && thread.state !== 'closed',
  'threads.edit': ({ thread, post }) => post.visibility === 'visible' && !thread.locked,
  'threads.getHistory': ({ post }) => post.editedAt !== null && post.visibility === 'visible',
  'threads.withdraw': ({ post }) => post.visibility === 'visible',
  'threads.hide': ({ post }) => post.visibility === 'visible',
  'threads.restore': ({ post }) => post.visibility === 'hidden',
  'threads.react': ({ post }) => post.visibility === 'visible',
  'threads.unreact': ({ post }) => post.visibility === 'visible',
  'threads.thank': ({ post }) => post.visibility === 'visible',
  'threads.flag': ({ post }) => post.visibility === 'visible',
  'threads.accept': (found) =>
    isAnswer(found) && found.thread.state !== 'closed' && found.thread.acceptedReplyId !== found.post.id,
  'threads.unaccept': (found) => isAnswer(found) && found.thread.acceptedReplyId === found.post.id,
  'practices.fromReply': (found) => isAnswer(found) && found.thread.acceptedReplyId === found.post.id,
  'threads.setPinned': ({ type }) => type === 'thread',
  'threads.setLocked': ({ type }) => type === 'thread',
  'threads.close': ({ type, thread }) => type === 'thread' && thread.state !== 'closed',
  'threads.reopen': ({ type, thread }) => type === 'thread' && thread.state === 'closed',
  'threads.follow': ({ type }) => type === 'thread',
};

/** Accepting is the asker's: these belong to whoever opened the thread. */
const OF_THE_OPENER = new Set(['threads.accept', 'threads.unaccept']);
const NOT_ONES_OWN = new Set(['threads.thank', 'threads.flag']);

function isAnswer(found: FoundPost): boolean {
  return found.type === 'reply' && found.post.role === 'answer' && found.post.visibility === 'visible';
}

interface Ability {
  readonly name: string;
  readonly sensible: (found: FoundPost) => boolean;
  readonly asOwner: boolean;
  readonly asOther: boolean;
}

/** What the policy says of the actor here, asked once for all posts of a page. */
function abilitiesOf(context: ReadContext): readonly Ability[] {
  const { actor, community, membership, kit } = context;
  return Object.entries(SENSIBLE).flatMap(([name, sensible]) => {
    const operation = kit.operations.get(name);
    if (!operation || (operation.kind === 'write' && community?.archivedAt)) return [];
    const may = (owner: boolean) => allows(operation.allow, { actor, community, membership, owner });
    return [{ name, sensible, asOwner: may(true), asOther: may(false) }];
  });
}

function mayDo(abilities: readonly Ability[], actorId: string, found: FoundPost): string[] {
  const names: string[] = [];
  const mine = found.post.authorId === actorId;
  for (const { name, sensible, asOwner, asOther } of abilities) {
    if (mine && NOT_ONES_OWN.has(name)) continue;
    const owner = OF_THE_OPENER.has(name) ? found.thread.authorId === actorId : mine;
    if ((owner ? asOwner : asOther) && sensible(found)) names.push(name);
  }
  return names;
}
