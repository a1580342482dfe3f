import * as z from 'zod';
import { adopters, adoptionIdOf, adoptions } from '../../adoptions/records.js';
import type { Extension, WriteContext } from '../../index.js';
import { write } from '../../index.js';
import { definitionProposals } from '../../knowledge/records.js';
import { keepVersion } from '../../practices/practice.js';
import { type PracticeRecord, practices } from '../../practices/records.js';
import { fresh } from '../../practices/writing.js';
import { type Evaluated, putEvaluated } from './evaluated.js';
import { putTold, type ToldOf } from './told.js';

export interface Practices extends Evaluated, ToldOf {
  readonly practiceId: string;
  readonly draftId: string;
  readonly inReviewId: string;
  readonly forkId: string;
  readonly offeredId: string;
  readonly adoptionId: string;
  /** Of the meaning of a topic, where the extension for it is there. */
  readonly definitionId: string;
}

interface Of {
  communityId: string;
  ownerId: string;
}

const LONG_AGO = '2025-06-01T09:00:00.000Z';

/** Practices of anybody, member or not, in every state an operation may ask for. */
async function put(context: WriteContext, { ownerId }: Of): Promise<Practices> {
  const make = (more: Partial<PracticeRecord>): string => {
    const practice = fresh(context, {
      id: context.newId('practice'),
      kind: 'method',
      title: 'Balance first',
      context: '',
      problem: '',
      steps: ['Balance the rotor.'],
      authorId: ownerId,
      unit: 'mill',
      stewardId: ownerId,
      ...more,
    });
    context.put(practices, practice.id, practice);
    for (let version = 1; version <= practice.version && practice.state !== 'draft'; version++) {
      keepVersion(context, { ...practice, version });
    }
    return practice.id;
  };
  const published = { state: 'good', publishedAt: LONG_AGO, reviewBy: '2027-01-01' } as const;
  const practiceId = context.newId('practice');
  const forked = { ...published, unit: 'quarry', forkOf: { practiceId, version: 1 } };
  const adoptionId = adoptionIdOf(practiceId, `forge of ${ownerId}`);
  const counts = { considering: 0, trial: 0, adopted: 1, sustained: 0 };
  make({ ...published, id: practiceId, version: 2, adoptions: counts, live: [adoptionId] });
  context.put(adoptions, adoptionId, {
    id: adoptionId,
    practiceId,
    unit: `forge of ${ownerId}`,
    version: 1,
    state: 'adopted',
    mode: 'asIs',
    forkId: null,
    consideredAt: LONG_AGO,
    triedAt: null,
    adoptedAt: LONG_AGO,
    sustainedAt: null,
    abandonedAt: null,
    abandonReason: null,
    benefit: { hours: { low: 1, mid: 2, high: 4 }, note: null, at: LONG_AGO, corroboratedAt: null },
    updatedAt: LONG_AGO,
    origin: 'live',
  });
  context.put(adopters, adoptionId, { adopterId: ownerId, claimantId: 'p_0somebodyelse0000', corroboratorId: null });
  const definitionId = context.newId('knowledge-definition');
  if (context.kit.collections.has(definitionProposals.name)) {
    context.put(definitionProposals, definitionId, {
      id: definitionId,
      topicId: 'pumps',
      definition: 'What moves water.',
      authorId: ownerId,
      at: LONG_AGO,
      state: 'proposed',
      reason: null,
      decidedBy: null,
      decidedAt: null,
    });
  }
  return {
    ...putEvaluated(context, ownerId),
    ...putTold(context, ownerId),
    definitionId,
    practiceId,
    adoptionId,
    draftId: make({ state: 'draft' }),
    inReviewId: make({ state: 'inReview' }),
    forkId: make(forked),
    offeredId: make({ ...forked, offer: { state: 'open', note: null, at: LONG_AGO } }),
  };
}

export const fixtures: Extension = {
  name: 'fixtures',
  operations: [
    write<Of, Practices, Practices>({
      name: 'fixtures.practices',
      summary: 'Practices for the test of who may do what.',
      input: z.strictObject({ communityId: z.string(), ownerId: z.string() }),
      output: z.custom<Practices>(),
      allow: ['system'],
      community: (input) => input.communityId,
      run: put,
      answer: async (_context, result) => result,
    }),
  ],
};
