import { snapshotChunks, snapshotHeads, tidySnapshots } from '../experts/snapshot.js';
import type { Extension } from '../extension/extension.js';
import type { KnowledgeApi } from '../knowledge/api.js';
import { knowledge } from '../knowledge/knowledge.js';
import type { RoutingMore } from '../routing/api.js';
import { moreRoutingOperations } from '../routing/more-operations.js';
import type { ExpertiseApi } from './api.js';
import { contributions } from './contributions.js';
import { expireJob, remindJob } from './declaring.js';
import { escalationOperations, leadErasedEffect } from './escalation.js';
import { declaredEffect, endHook, membershipEffect } from './following.js';
import { claimOperations } from './operations.js';
import {
  declarations,
  declaredSkills,
  disputes,
  endorsements,
  escalations,
  refusedEndorsements,
  unitLeads,
} from './records.js';

export type * from '../knowledge/api.js';
export type * from './api.js';
export { type ContributionRecord, contributions } from './contributions.js';
export { expertiseDeclarations } from './declarations.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly expertise: ExpertiseApi;
    readonly knowledge: KnowledgeApi;
  }
}

declare module '../routing/api.js' {
  interface RoutingApi extends RoutingMore {}
}

/**
 * Profiles of who knows what, under each person's own control: what they declare, what colleagues endorse and what they
 * dispute; and questions that are handed on, accepted and escalated.
 */
export function expertise(): Extension {
  return {
    name: 'expertise',
    collections: [
      declarations,
      declaredSkills,
      endorsements,
      refusedEndorsements,
      disputes,
      contributions,
      escalations,
      unitLeads,
      snapshotHeads,
      snapshotChunks,
      ...knowledge.collections,
    ],
    operations: [...claimOperations, ...escalationOperations, ...moreRoutingOperations, ...knowledge.operations],
    hooks: [endHook],
    effects: [declaredEffect, membershipEffect, leadErasedEffect, ...knowledge.effects],
    jobs: [remindJob, expireJob],
    sweep: ({ storage }) => tidySnapshots(storage),
  };
}
