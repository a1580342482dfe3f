import { givenRoles } from '@copkit/core/provisioning';
import * as z from 'zod';
import { claimsSchema } from '../sign-on/claims.js';

const mapping = z.strictObject({
  /** The group's `displayName`, without regard to case, or its `externalId`. */
  group: z.string().min(1).max(200),
  communityId: z.string().regex(/^c_[0-9a-z]{16}$/, 'must be the id of a community, such as c_0123456789abcdef'),
  /** What its members have there; `member` where absent. */
  role: z.enum(givenRoles).default('member'),
});

/** How a directory brings people and groups by SCIM 2.0. */
export const scimSettings = z.strictObject({
  /** Which attribute is the id that the sign-on has of a person as well. Once brought in, a person's never changes. */
  hostId: z.enum(['externalId', 'userName']).default('externalId'),
  /** Put before the id, as the sign-on does. */
  hostIdPrefix: z.string().max(60).default(''),
  /**
   * Which attribute says what of a person, as in the sign-on: `displayName`, `name` (in one text), `userName`, `title`,
   * `preferredLanguage`, `locale`, `department`, `division`, `organization`.
   */
  attributes: claimsSchema.pick({ name: true, unit: true, jobTitle: true, locale: true }).prefault({}),
  /** Which groups give which roles in which communities. Groups that are not named are kept and give nothing. */
  groups: z.array(mapping).default([]),
});
export type ScimSettings = z.infer<typeof scimSettings>;
