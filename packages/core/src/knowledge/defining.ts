import { CopkitError } from '../errors.js';
import type { Actor } from '../identity/identity.js';
import { communityIdOf } from '../identity/ids.js';
import type { Kit } from '../kit.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import type { Effect } from '../operations/effects.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { type Listing, page } from '../operations/paging.js';
import { communityPartition, TOPICS } from '../store/partitions.js';
import { type PartitionReader, reader } from '../store/reader.js';
import { stranger } from '../threads/view.js';
import { topics } from '../topics/records.js';
import type { KnowledgeApi, ProposedDefinition } from './api.js';
import { acceptedDefinitions, definitionProposals, type ProposalRecord } from './records.js';

type In<K extends keyof KnowledgeApi> = InputOf<KnowledgeApi[K]>;
type Out<K extends keyof KnowledgeApi> = OutputOf<KnowledgeApi[K]>;

const unknownProposal = () => new CopkitError('not-found', 'There is no such proposal.', 'definitionId');

export async function authorOfDefinition(context: ReadContext, definitionId: string): Promise<string | null> {
  return (await context.get(definitionProposals, definitionId))?.authorId ?? null;
}

export async function proposeDefinition(context: WriteContext, input: In<'proposeDefinition'>): Promise<string> {
  const topic = await context.kit.topics.find(input.topic);
  if (!topic) throw new CopkitError('not-found', 'There is no such topic.', 'topic');
  const id = context.newId('knowledge-definition');
  context.put(definitionProposals, id, {
    id,
    topicId: topic.id,
    definition: input.definition.trim(),
    authorId: context.actor.id,
    at: context.now,
    state: 'proposed',
    reason: null,
    decidedBy: null,
    decidedAt: null,
  });
  const { id: communityId } = theCommunity(context);
  for (const personId of await whoDecides(context, communityId)) {
    context.notify(personId, `definition ${id}`, {
      type: 'expertise',
      object: communityId,
      actor: context.actor.id,
      detail: { topicId: topic.id, change: 'proposed', definitionId: id },
    });
  }
  return id;
}

/** Facilitators and stewards, who may accept it or decline it. */
async function whoDecides({ kit }: WriteContext, communityId: string): Promise<string[]> {
  const { standings } = await (await kit.experts.engine()).evidenceOf(communityId);
  return [...standings.participants.values()]
    .filter(({ roles }) => roles.includes('facilitator') || roles.includes('steward'))
    .map(({ personId }) => personId);
}

/** Decides about a proposal that is still open. */
async function decide(
  context: WriteContext,
  definitionId: string,
  state: 'accepted' | 'declined' | 'withdrawn',
  reason: string | null = null,
): Promise<string> {
  const proposal = await context.get(definitionProposals, definitionId);
  if (!proposal) throw unknownProposal();
  if (proposal.state === state) return definitionId;
  if (proposal.state !== 'proposed') {
    throw new CopkitError('conflict', `This proposal was ${proposal.state} already.`, 'definitionId');
  }
  context.put(definitionProposals, definitionId, {
    ...proposal,
    state,
    reason,
    decidedBy: context.actor.id,
    decidedAt: context.now,
  });
  if (state === 'accepted') {
    const administrator = isAdministrator(context.actor);
    if (!administrator) await refuseToAccept(context, proposal);
    context.effect('definition', proposal.topicId, { definitionId, administrator });
  }
  return definitionId;
}

const isAdministrator = (actor: Actor): boolean => actor.kind === 'system' || actor.admin;

/**
 * Everybody may have a community, and the glossary is that of the whole organisation: who is no administrator decides
 * neither alone nor about what an administrator or an import has said.
 */
async function refuseToAccept(context: WriteContext, { authorId, topicId }: ProposalRecord): Promise<void> {
  if (authorId === context.actor.id) {
    throw new CopkitError('conflict', 'Somebody else has to accept what you proposed, or an administrator.');
  }
  const topic = await context.kit.topics.find(topicId);
  if (topic && !(await isOpen(context.kit, context.in(TOPICS), topic.id))) {
    throw new CopkitError(
      'conflict',
      `What "${topic.prefLabel}" means was written or imported by an administrator. Ask one to accept this.`,
    );
  }
}

/** Whether a topic has no definition, or one that was proposed and accepted. */
async function isOpen(kit: Kit, scheme: Pick<PartitionReader, 'get'>, topicId: string): Promise<boolean> {
  const [topic, accepted] = [await scheme.get(topics, topicId), await scheme.get(acceptedDefinitions, topicId)];
  if (!topic || topic.definition === null) return true;
  if (!accepted) return false;
  const home = reader(kit.storage, communityPartition(communityIdOf(accepted.definitionId)));
  // An administrator may have written another since.
  return (await home.get(definitionProposals, accepted.definitionId))?.definition === topic.definition;
}

export const accept = (context: WriteContext, input: In<'acceptDefinition'>): Promise<string> =>
  decide(context, input.definitionId, 'accepted');
export const decline = (context: WriteContext, input: In<'declineDefinition'>): Promise<string> =>
  decide(context, input.definitionId, 'declined', input.reason);
export const withdraw = (context: WriteContext, input: In<'withdrawDefinition'>): Promise<string> =>
  decide(context, input.definitionId, 'withdrawn');

/** Carries what was accepted in a community into the glossary of the organisation. */
export const definitionEffect: Effect = {
  type: 'definition',
  async deliver(kit, partition, payload) {
    const definitionId = String(payload.definitionId);
    const proposal = await reader(kit.storage, partition).get(definitionProposals, definitionId);
    if (proposal?.state !== 'accepted' || proposal.decidedAt === null) return;
    const { definition, decidedAt } = proposal;
    const topicId = (await kit.topics.find(proposal.topicId))?.id;
    if (topicId === undefined) return;
    await kit.writers.mutate(TOPICS, async (transaction) => {
      const [topic, before] = [
        await transaction.get(topics, topicId),
        await transaction.get(acceptedDefinitions, topicId),
      ];
      if (!topic || (before && before.decidedAt >= decidedAt)) return;
      // An administrator may have said what it means between the acceptance and now.
      if (payload.administrator !== true && !(await isOpen(kit, transaction, topicId))) return;
      transaction.put(topics, topicId, { ...topic, definition });
      transaction.put(acceptedDefinitions, topicId, { definitionId, decidedAt });
    });
  },
};

async function views(context: ReadContext, records: readonly ProposalRecord[]): Promise<ProposedDefinition[]> {
  const refs = await context.kit.topics.refs(records.map(({ topicId }) => topicId));
  const ids = records.map(({ topicId }) => refs.get(topicId)?.id ?? topicId);
  const [people, current] = await Promise.all([
    context.kit.people.cards(records.map(({ authorId }) => authorId)),
    context.in(TOPICS).getMany(topics, ids),
  ]);
  return records.map(({ id, topicId, definition, authorId, at, state, reason, decidedAt }, index) => ({
    id,
    communityId: communityIdOf(id),
    topic: refs.get(topicId) ?? { id: topicId, label: topicId },
    current: current[index]?.definition ?? null,
    definition,
    by: people.get(authorId) ?? stranger(authorId),
    at,
    state,
    reason,
    decidedAt,
  }));
}

export async function proposalView(context: ReadContext, definitionId: string): Promise<ProposedDefinition> {
  const record = await context.get(definitionProposals, definitionId);
  const [view] = record ? await views(context, [record]) : [];
  if (!view) throw unknownProposal();
  return view;
}

export async function listDefinitions(
  context: ReadContext,
  { communityId: _community, state, ...request }: In<'listDefinitions'>,
): Promise<Out<'listDefinitions'>> {
  const prefix = `${state ?? 'all'}/`;
  const listing: Listing<ProposalRecord> = {
    collection: definitionProposals,
    index: 'definitions',
    prefix,
    descending: true,
    keyOf: ({ id, body }) => `${prefix}${body.at}/${id}`,
  };
  const found = await page(context, listing, request);
  return {
    ...found,
    items: await views(
      context,
      found.items.map(({ body }) => body),
    ),
  };
}
