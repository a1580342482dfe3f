import type { Extension } from '../extension/extension.js';
import type { ExpertiseApi, RoutingMore } from './api.js';
import { declarations, declaredSkills, disputes, endorsements } from './records.js';

export type * from './api.js';
export { expertiseDeclarations } from './declarations.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly expertise: ExpertiseApi;
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
    collections: [declarations, declaredSkills, endorsements, disputes],
    operations: [],
  };
}
