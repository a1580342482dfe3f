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

const { name, unit, jobTitle, locale } = claimsSchema.shape;

/** How a directory brings people and groups by SCIM 2.0. */
export const scimSettings = z.strictObject({
  hostId: z
    .enum(['externalId', 'userName'])
    .default('externalId')
    .describe("Which attribute is a person's id at the sign-on as well. It never changes for somebody who is here."),
  hostIdPrefix: z.string().max(60).default('').describe('Put before the id, as the sign-on does.'),
  attributes: z
    .strictObject({
      name: name.describe('Which attribute says the name; `displayName`, `name`, `userName` where absent.'),
      unit: unit.describe('Which says the unit; `department`, `division`, `organization` where absent.'),
      jobTitle: jobTitle.describe('Which says the job title; `title` where absent.'),
      locale: locale.describe('Which says the language; `preferredLanguage`, `locale` where absent.'),
    })
    .prefault({}),
  groups: z
    .array(mapping)
    .default([])
    .describe('Groups with the `communityId` and the `role` that they give there; others give nothing.'),
});
export type ScimSettings = z.infer<typeof scimSettings>;
