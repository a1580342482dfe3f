import { CopkitError } from '../errors.js';
import { communityIdOf } from '../identity/ids.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { type Listing, page } from '../operations/paging.js';
import { isParticipant } from '../operations/policy.js';
import { countKey, under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import { stranger } from '../threads/view.js';
import { topicsShown } from '../topics/shown.js';
import type { Idea, IdeasApi } from './api.js';
import { type IdeaRecord, ideas, ideaVotes, isUndecided, problemKey, voteId } from './records.js';

type In<K extends keyof IdeasApi> = InputOf<IdeasApi[K]>;
type Out<K extends keyof IdeasApi> = OutputOf<IdeasApi[K]>;

export async function findIdea(context: Pick<ReadContext, 'get'>, ideaId: string): Promise<IdeaRecord> {
  const found = await context.get(ideas, ideaId);
  if (!found || found.state === 'withdrawn') throw new CopkitError('not-found', 'There is no such idea.', 'ideaId');
  return found;
}

export async function authorOfIdea(context: ReadContext, { ideaId }: { ideaId: string }): Promise<string | null> {
  return (await context.get(ideas, ideaId))?.authorId ?? null;
}

/** What the actor may do with an idea as it stands. */
function mayDo({ actor, membership }: ReadContext, record: IdeaRecord): string[] {
  if (!isParticipant(membership)) return [];
  const mine = record.authorId === actor.id;
  const decides = membership?.roles.some((role) => role === 'facilitator' || role === 'sponsor') ?? false;
  const { state } = record;
  return [
    ...(isUndecided(record) ? ['discuss', 'vote'] : []),
    ...(decides && state !== 'implemented' ? ['decide'] : []),
    ...(state === 'graduated' && (mine || decides) ? ['implement'] : []),
    ...(mine && isUndecided(record) ? ['withdraw'] : []),
  ];
}

async function ideaViews(context: ReadContext, records: readonly IdeaRecord[]): Promise<Idea[]> {
  const { kit, actor } = context;
  const [people, refs, votes] = await Promise.all([
    kit.people.cards(
      records.flatMap(({ authorId, decision, implementation }) =>
        [authorId, decision?.by, implementation?.by].filter((id) => id !== undefined),
      ),
    ),
    kit.topics.refs(
      records.flatMap(({ topics }) => topics),
      context,
    ),
    context.getMany(
      ideaVotes,
      records.map(({ id }) => voteId(id, actor.id)),
    ),
  ]);
  const card = (id: string) => people.get(id) ?? stranger(id);
  return records.map((record, at) => {
    const { authorId, topics, decision, implementation, ...plain } = record;
    return {
      ...plain,
      communityId: communityIdOf(record.id),
      author: card(authorId),
      topics: topicsShown(topics, refs),
      mine: votes[at] !== null,
      decision: decision && { ...decision, by: card(decision.by) },
      implementation: implementation && { ...implementation, by: card(implementation.by) },
      may: mayDo(context, record),
    };
  });
}

export async function ideaView(context: ReadContext, ideaId: string): Promise<Idea> {
  return (await ideaViews(context, [await findIdea(context, ideaId)]))[0] as Idea;
}

export async function list(
  context: ReadContext,
  { communityId: _of, state = undefined, sort = 'newest', ...request }: In<'list'>,
): Promise<Out<'list'>> {
  const prefix = `${sort}/${state ?? 'all'}/`;
  const listing: Listing<IdeaRecord> = {
    collection: ideas,
    index: 'ideas',
    prefix,
    descending: true,
    keyOf: ({ id, body }) => `${prefix}${sort === 'approved' ? `${countKey(body.approvals)}/` : ''}${body.at}/${id}`,
  };
  const found = await page(context, listing, request);
  const records = found.items.map(({ body }) => body);
  return { ...found, items: await ideaViews(context, records) };
}

export async function listProblems(context: ReadContext): Promise<Out<'listProblems'>> {
  const all = await scanAll(context, ideas, { index: 'ideas', ...under('newest/all/') });
  const counted = new Map<string, { readonly problem: string; ideas: number }>();
  for (const problem of all.flatMap(({ body }) => body.problems)) {
    const known = counted.get(problemKey(problem)) ?? { problem, ideas: 0 };
    known.ideas++;
    counted.set(problemKey(problem), known);
  }
  return { items: [...counted.values()].sort((a, b) => b.ideas - a.ideas || a.problem.localeCompare(b.problem, 'en')) };
}
