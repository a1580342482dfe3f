import { CopkitError } from '../errors.js';
import { oneself } from '../expertise/knowing.js';
import { theCommunity, type WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import { threads } from '../threads/records.js';
import type { IdeasApi } from './api.js';
import { findIdea } from './reading.js';
import { type IdeaRecord, ideas, ideaVotes, isUndecided, problemKey, voteId } from './records.js';

type In<K extends keyof IdeasApi> = InputOf<IdeasApi[K]>;

async function refuseUnlessReadable(context: WriteContext, threadId: string): Promise<void> {
  const thread = await context.get(threads, threadId);
  if (thread?.visibility !== 'visible')
    throw new CopkitError('not-found', 'There is no such thread in this community.', 'threadId');
}

/** Each problem once, as the community wrote it first. */
async function namedProblems(context: WriteContext, problems: readonly string[]): Promise<string[]> {
  if (problems.length === 0) return [];
  const all = await scanAll(context, ideas, { index: 'ideas', ...under('newest/all/') });
  const known = new Map(all.flatMap(({ body }) => body.problems.map((each) => [problemKey(each), each] as const)));
  return [...new Map(problems.map((each) => [problemKey(each), known.get(problemKey(each)) ?? each.trim()])).values()];
}

export async function submit(context: WriteContext, input: In<'submit'>): Promise<string> {
  const { threadId = null } = input;
  if (threadId !== null) await refuseUnlessReadable(context, threadId);
  const id = context.newId('ideas-idea');
  const topics = await context.kit.topics.take(context, input.topics ?? []);
  const problems = await namedProblems(context, input.problems ?? []);
  context.put(ideas, id, {
    id,
    title: input.title.trim(),
    body: input.body,
    authorId: context.actor.id,
    at: context.now,
    state: 'submitted',
    topics,
    problems,
    originThreadId: threadId,
    threadId: null,
    decision: null,
    implementation: null,
    approvals: 0,
  });
  context.log({ verb: 'ideas.submit', object: id, inReplyTo: threadId, topics, detail: { problems: problems.length } });
  for (const facilitatorId of theCommunity(context).facilitatorIds) {
    if (facilitatorId === context.actor.id) continue;
    context.notify(facilitatorId, `idea ${id} submitted`, notice(context, id, 'submitted'));
  }
  return id;
}

const notice = (context: WriteContext, object: string, change: string) =>
  ({ type: 'idea', object, actor: context.actor.id, detail: { change } }) as const;

export async function discuss(context: WriteContext, { ideaId, threadId }: In<'discuss'>): Promise<string> {
  const idea = await findIdea(context, ideaId);
  if (idea.threadId === threadId) return ideaId;
  if (!isUndecided(idea)) throw decided(idea);
  await refuseUnlessReadable(context, threadId);
  context.put(ideas, ideaId, { ...idea, state: 'discussed', threadId });
  context.log({
    verb: 'ideas.discuss',
    object: ideaId,
    inReplyTo: threadId,
    target: idea.authorId,
    topics: idea.topics,
  });
  return ideaId;
}

const decided = ({ state }: IdeaRecord): CopkitError =>
  new CopkitError('conflict', `This idea was ${state} already.`, 'ideaId');

export async function vote(context: WriteContext, { ideaId, approve }: In<'vote'>): Promise<string> {
  const idea = await findIdea(context, ideaId);
  const voterId = oneself(context);
  if (!isUndecided(idea)) throw decided(idea);
  const id = voteId(ideaId, voterId);
  const given = (await context.get(ideaVotes, id)) !== null;
  if (given === approve) return ideaId;
  if (approve) context.put(ideaVotes, id, { ideaId, voterId, at: context.now });
  else context.remove(ideaVotes, id);
  context.put(ideas, ideaId, { ...idea, approvals: idea.approvals + (approve ? 1 : -1) });
  context.log({ verb: 'ideas.vote', object: ideaId, target: idea.authorId, topics: idea.topics, detail: { approve } });
  return ideaId;
}

export async function decide(context: WriteContext, { ideaId, outcome, reason }: In<'decide'>): Promise<string> {
  const idea = await findIdea(context, ideaId);
  const why = reason?.trim() || null;
  if (outcome === 'declined' && why === null) throw new CopkitError('invalid', 'Say why it is declined.', 'reason');
  if (idea.state === 'implemented') throw decided(idea);
  if (idea.state === outcome && idea.decision?.reason === why) return ideaId;
  const decision = { by: context.actor.id, at: context.now, reason: why };
  context.put(ideas, ideaId, { ...idea, state: outcome, decision });
  context.log({
    verb: 'ideas.decide',
    object: ideaId,
    target: idea.authorId,
    topics: idea.topics,
    detail: { outcome },
  });
  tellAuthor(context, idea, outcome);
  return ideaId;
}

function tellAuthor(context: WriteContext, { id, authorId }: IdeaRecord, change: string): void {
  if (authorId !== context.actor.id)
    context.notify(authorId, `idea ${id} ${change} ${context.now}`, notice(context, id, change));
}

export async function implement(context: WriteContext, { ideaId, ...said }: In<'implement'>): Promise<string> {
  const idea = await findIdea(context, ideaId);
  if (said.day > context.now.slice(0, 10)) throw new CopkitError('invalid', 'This day is yet to come.', 'day');
  if (idea.state !== 'graduated' && idea.state !== 'implemented')
    throw new CopkitError('conflict', 'First somebody has to decide that it shall be done.', 'ideaId');
  const implementation = { what: said.what.trim(), where: said.where.trim(), day: said.day, by: context.actor.id };
  context.put(ideas, ideaId, { ...idea, state: 'implemented', implementation });
  if (idea.state === 'implemented') return ideaId;
  const detail = { day: said.day };
  context.log({ verb: 'ideas.implement', object: ideaId, target: idea.authorId, topics: idea.topics, detail });
  tellAuthor(context, idea, 'implemented');
  return ideaId;
}

export async function withdraw(context: WriteContext, { ideaId }: In<'withdraw'>): Promise<string> {
  const idea = await context.get(ideas, ideaId);
  if (!idea) throw new CopkitError('not-found', 'There is no such idea.', 'ideaId');
  if (idea.state === 'withdrawn') return ideaId;
  if (!isUndecided(idea)) throw decided(idea);
  context.put(ideas, ideaId, { ...idea, state: 'withdrawn', title: '', body: '', problems: [], topics: [] });
  context.log({ verb: 'ideas.withdraw', object: ideaId });
  return ideaId;
}
