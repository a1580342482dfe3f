import * as z from 'zod';

/** A way into an output: properties by name, `[]` the items of a list, `{}` the values of a map. */
type Way = readonly [operation: string, ...steps: string[]];

/**
 * What the schemas that several operations share are called in the description, and where each is found first. The core
 * does not name them, so that pages in browsers do not load the names.
 */
export const SHARED: Readonly<Record<string, Way>> = {
  Json: ['inbox.list', 'items', '[]', 'detail', '{}'],
  Ext: ['people.get', 'ext'],
  Me: ['people.getMe'],
  Person: ['people.get'],
  PersonCard: ['communities.get', 'sponsor'],
  Unit: ['units.define'],
  Topic: ['topics.get'],
  TopicRef: ['topics.get', 'broader', '[]'],
  Community: ['communities.get'],
  CommunityCard: ['communities.list', 'items', '[]'],
  Charter: ['communities.get', 'charter'],
  RoutingSettings: ['communities.get', 'routing'],
  Yours: ['communities.get', 'you'],
  Membership: ['membership.join'],
  MembershipState: ['membership.join', 'state'],
  Role: ['communities.get', 'you', 'roles', '[]'],
  Thread: ['threads.start'],
  ThreadCard: ['threads.list', 'items', '[]'],
  ThreadKind: ['threads.start', 'kind'],
  ThreadState: ['threads.start', 'state'],
  Reply: ['threads.reply'],
  ReplyPage: ['threads.listReplies'],
  ReactionCount: ['threads.start', 'reactions', '[]'],
  ReactionCounts: ['threads.react'],
  PostVisibility: ['threads.start', 'visibility'],
  Flag: ['threads.listFlags', 'items', '[]'],
  Subject: ['threads.start', 'about'],
  Practice: ['practices.create'],
  PracticeCard: ['practices.list', 'items', '[]'],
  PracticeKind: ['practices.create', 'kind'],
  PracticeState: ['practices.create', 'state'],
  Adoption: ['practices.create', 'yours'],
  AdoptionCounts: ['practices.create', 'adoptions'],
  Benefit: ['practices.create', 'yours', 'benefit'],
  Draft: ['drafts.save'],
  RoutingReason: ['routing.preview', 'people', '[]', 'reasons', '[]'],
  ExpertSettings: ['experts.setConsent'],
  Caveat: ['metrics.get', 'caveats', '[]'],
  Series: ['outcomes.define'],
  Intervention: ['interventions.record'],
};

/** The schema at a way into another, through what makes it optional; `undefined` where the way leads nowhere. */
export function schemaAt(schema: z.ZodType | undefined, steps: readonly string[]): z.ZodType | undefined {
  const bare = unwrapped(schema);
  const [step, ...further] = steps;
  if (step === undefined) return bare;
  if (bare instanceof z.ZodObject) return schemaAt(bare.shape[step], further);
  if (bare instanceof z.ZodArray && step === '[]') return schemaAt(bare.element as z.ZodType, further);
  if (bare instanceof z.ZodRecord && step === '{}') return schemaAt(bare.valueType as z.ZodType, further);
  return undefined;
}

function unwrapped(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return unwrapped(schema.unwrap() as z.ZodType);
  return schema;
}
