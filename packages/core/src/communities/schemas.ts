import * as z from 'zod';
import { role, state } from '../membership/schemas.js';
import { ext, personCard } from '../people/schemas.js';
import { routingSettings } from '../routing/settings.js';
import { topicRef } from '../topics/schemas.js';
import type { Community, CommunityCard } from './api.js';
import { communityTypes, joinPolicies, visibilities } from './records.js';

const cardFields = {
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  type: z.enum(communityTypes),
  visibility: z.enum(visibilities),
  joinPolicy: z.enum(joinPolicies),
  topics: z.array(topicRef),
  archived: z.boolean(),
  needsFacilitator: z.boolean(),
  memberCount: z.number(),
  threadCount: z.number(),
  lastActivityAt: z.string().nullable(),
  you: z.strictObject({ state: z.union([state, z.literal('none')]), roles: z.array(role) }),
};

export const communityCard: z.ZodType<CommunityCard> = z.strictObject(cardFields);

export const community: z.ZodType<Community> = z.strictObject({
  ...cardFields,
  charter: z.strictObject({
    domain: z.string().nullable(),
    purpose: z.string(),
    audience: z.string().nullable(),
    mandate: z.string().nullable(),
  }),
  sponsor: personCard.nullable(),
  facilitators: z.array(personCard),
  createdAt: z.string(),
  routing: routingSettings,
  may: z.array(z.string()),
  ext,
});
