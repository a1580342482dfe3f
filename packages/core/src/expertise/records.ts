import * as z from 'zod';
import { derive } from '../identity/ids.js';
import { collection } from '../store/collection.js';

/**
 * What people say of themselves and of each other. The evidence index of a community is made from its partition alone,
 * so everything that counts there stands there: of a declaration, which is the person's own and stands with them, each
 * community that they belong to keeps a copy.
 */

const declarationRecord = z.strictObject({
  topicId: z.string(),
  note: z.string().nullable(),
  at: z.string(),
  expiresAt: z.string(),
});
export type DeclarationRecord = z.infer<typeof declarationRecord>;

/** What somebody says that they know. Id: the topic. */
export const declarations = collection<DeclarationRecord>({
  name: 'declarations',
  home: 'person',
  audience: 'owner',
  schema: declarationRecord,
  keys: (_body, id) => [['declarations', id]],
});

const declaredSkillsRecord = z.strictObject({
  personId: z.string(),
  /** Each counts before the moment it expires; soon after, it is removed. */
  skills: z.array(z.strictObject({ topicId: z.string(), at: z.string(), expiresAt: z.string() })),
});
export type DeclaredSkillsRecord = z.infer<typeof declaredSkillsRecord>;

/**
 * The same in a community, while they belong to it. Without the notes, which are read where they stand. Id: the person.
 * All in one document, so that of two processes that bring it up to date the one that read earlier meets the other.
 */
export const declaredSkills = collection<DeclaredSkillsRecord>({
  name: 'declaredSkills',
  home: 'community',
  audience: 'owner',
  schema: declaredSkillsRecord,
});

const endorsementRecord = z.strictObject({
  /** Who is endorsed. */
  personId: z.string(),
  topicId: z.string(),
  endorserId: z.string(),
  at: z.string(),
  /** The endorsed turned it down: it counts for nothing. */
  declined: z.boolean(),
});
export type EndorsementRecord = z.infer<typeof endorsementRecord>;

/** What colleagues say in a community; removed when one of both leaves it. */
export const endorsements = collection<EndorsementRecord>({
  name: 'endorsements',
  home: 'community',
  audience: 'owner',
  schema: endorsementRecord,
  keys: ({ personId, endorserId, topicId }) => [
    ['endorsements', `of:${personId}/${topicId}/${endorserId}`],
    ['endorsements', `by:${endorserId}/${personId}/${topicId}`],
  ],
});
export const endorsementId = (personId: string, topicId: string, endorserId: string): string =>
  `${personId}:${topicId}:${endorserId}`;

/**
 * That somebody turned down what a colleague said and took back since: saying it again does not undo that. Nothing is
 * left of who said what. Id: `refusalId`.
 */
export const refusedEndorsements = collection<{ readonly at: string }>({
  name: 'refusedEndorsements',
  home: 'community',
  audience: 'system',
  schema: z.strictObject({ at: z.string() }),
});
export const refusalId = (endorsement: string): string => derive(`refused ${endorsement}`, 26);

const disputeRecord = z.strictObject({
  personId: z.string(),
  itemId: z.string(),
  /** The item counts for nothing. */
  whole: z.boolean(),
  /**
   * The item counts for nothing where `topicId` is looked for, and is not of that topic; it is of `insteadId`, where
   * there is one, as if its author had written that.
   */
  topics: z.array(z.strictObject({ topicId: z.string(), insteadId: z.string().nullable() })),
  reason: z.string().nullable(),
  at: z.string(),
});
export type DisputeRecord = z.infer<typeof disputeRecord>;

/** What people say against their own contributions as evidence. Id: the item and the person. */
export const disputes = collection<DisputeRecord>({
  name: 'disputes',
  home: 'community',
  audience: 'owner',
  schema: disputeRecord,
  keys: ({ personId, itemId }) => [['disputes', `${personId}/${itemId}`]],
});
export const disputeId = (itemId: string, personId: string): string => `${itemId}:${personId}`;

/** The topics that an item is evidence for, as its author has it; `null` where it is none. Each once. */
export function topicsAsDisputed(
  topics: readonly string[],
  dispute: Pick<DisputeRecord, 'whole' | 'topics'> | null,
): readonly string[] | null {
  if (!dispute) return topics;
  if (dispute.whole) return null;
  const instead = dispute.topics.flatMap(({ insteadId }) => insteadId ?? []);
  const denied = new Set(dispute.topics.map(({ topicId }) => topicId));
  return [...new Set([...topics.filter((topic) => !denied.has(topic)), ...instead])];
}

/** Where questions go that the rounds brought no answer to. The one document of its kind. */
export const escalations = collection<{ to: 'facilitators' | 'leads' }>({
  name: 'escalations',
  home: 'units',
  audience: 'system',
  schema: z.strictObject({ to: z.enum(['facilitators', 'leads']) }),
});

const unitLeadRecord = z.strictObject({ unitId: z.string(), personId: z.string() });

/** Who answers for a unit. Id: `unitKey` of the unit. */
export const unitLeads = collection<z.infer<typeof unitLeadRecord>>({
  name: 'unitLeads',
  home: 'units',
  audience: 'system',
  schema: unitLeadRecord,
  keys: ({ personId }, id) => [
    ['unitLeads', `unit/${id}`],
    ['unitLeads', `of:${personId}/${id}`],
  ],
});
