import type { Extension } from '../extension/extension.js';
import type { GroupMapping, ProvisioningApi } from './api.js';
import { communityEffect, departedEffect, erasedEffect, settleCommunity, standingEffect } from './carrying.js';
import { provisioningOperations } from './operations.js';
import { grants, groups, names, users } from './records.js';

export type * from './api.js';
export { givenRoles, profileFields } from './api.js';
export { provisioningDeclarations } from './declarations.js';
export { accountSchema, groupSchema } from './operations.js';

declare module '../copkit.js' {
  interface SystemApi {
    readonly provisioning: ProvisioningApi;
  }
}

export interface ProvisioningOptions {
  /** Which groups give which roles in which communities; none where absent. */
  readonly groups?: readonly GroupMapping[];
}

/**
 * Keeps people, access and memberships as a directory of the host has them: accounts and groups that SCIM or an import
 * brings. Needs the moderation extension, which keeps out who is not active. No part of it is open to people.
 */
export function provisioning({ groups: mappings = [] }: ProvisioningOptions = {}): Extension {
  return {
    name: 'provisioning',
    collections: [users, groups, names, grants],
    operations: provisioningOperations(mappings),
    effects: [standingEffect, departedEffect, communityEffect(mappings), erasedEffect],
    async sweep(kit) {
      const mapped = new Set(mappings.map(({ communityId }) => communityId));
      for (const communityId of mapped) await settleCommunity(kit, mappings, communityId);
    },
  };
}
