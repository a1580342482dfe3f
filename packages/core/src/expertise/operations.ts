import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { change } from '../experts/own.js';
import { communityOf } from '../identity/ids.js';
import { theCommunity } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { longText, shortText } from '../operations/text.js';
import { personPartition } from '../store/partitions.js';
import { communityId, personId } from '../threads/schemas.js';
import type { ExpertiseApi } from './api.js';
import * as declaring from './declaring.js';
import * as disputing from './disputing.js';
import * as endorsing from './endorsing.js';
import { getMine } from './mine.js';
import { getProfile } from './profile.js';
import { declarations, disputes, endorsements, refusedEndorsements } from './records.js';
import * as schema from './schemas.js';
import { listWhy } from './why.js';

type In<K extends keyof ExpertiseApi> = InputOf<ExpertiseApi[K]>;
type Out<K extends keyof ExpertiseApi> = OutputOf<ExpertiseApi[K]>;

const own = (_input: unknown, actorId: string) => personPartition(actorId);
const topic = shortText(200);
const text = longText(500);
const itemId = z.string().refine((id) => communityOf(id) !== null, 'is not the id of something in a community');
const onTopic = { communityId, personId, topic };
const named = z.strictObject({ topicId: z.string() });
const topicIdOnly = async (_context: unknown, topicId: string) => ({ topicId });

export const claimOperations: readonly Operation[] = [
  write<In<'declare'>, Out<'declare'>, string>({
    name: 'expertise.declare',
    summary: 'Says that one knows about a topic, for a year.',
    input: z.strictObject({ topic, note: text.optional() }),
    output: schema.declaration,
    allow: ['person'],
    home: own,
    run: declaring.declare,
    async answer(context, topicId) {
      const record = await context.get(declarations, topicId);
      if (!record) throw new CopkitError('not-found', 'This was withdrawn since.', 'topic');
      return declaring.declarationView(context, record);
    },
  }),

  write<In<'withdraw'>, Out<'withdraw'>, string>({
    name: 'expertise.withdraw',
    summary: 'Says no more that one knows about a topic.',
    input: z.strictObject({ topic }),
    output: named,
    allow: ['person'],
    home: own,
    run: declaring.withdraw,
    answer: topicIdOnly,
  }),

  write<In<'setNamed'>, Out<'setNamed'>, boolean>({
    name: 'expertise.setNamed',
    summary: 'Says whether the actor may be named where a topic hangs on few people.',
    input: z.strictObject({ named: z.boolean() }),
    output: z.strictObject({ named: z.boolean() }),
    allow: ['person'],
    home: own,
    async run(context, input) {
      await change(context, (settings) => ({ ...settings, named: input.named }));
      return input.named;
    },
    answer: async (_context, isNamed) => ({ named: isNamed }),
  }),

  write<In<'endorse'>, Out<'endorse'>, endorsing.Endorsed>({
    name: 'expertise.endorse',
    summary: 'Says that a colleague of the same community knows about a topic.',
    input: z.strictObject(onTopic),
    output: schema.endorsement,
    allow: ['participant'],
    alsoReads: [refusedEndorsements.name],
    community: (input) => input.communityId,
    run: endorsing.endorse,
    async answer(context, endorsed) {
      const { id } = theCommunity(context);
      const [view] = await endorsing.endorsementViews(context, [{ ...endorsed, communityId: id }]);
      return view as Out<'endorse'>;
    },
  }),

  write<In<'withdrawEndorsement'>, Out<'withdrawEndorsement'>, string>({
    name: 'expertise.withdrawEndorsement',
    summary: 'Takes an endorsement back.',
    input: z.strictObject(onTopic),
    output: named,
    allow: ['participant'],
    alsoReads: [refusedEndorsements.name],
    community: (input) => input.communityId,
    run: endorsing.withdrawEndorsement,
    answer: topicIdOnly,
  }),

  write<In<'declineEndorsement'>, Out<'declineEndorsement'>, string>({
    name: 'expertise.declineEndorsement',
    summary: 'Turns down what a colleague said of the actor.',
    input: z.strictObject({ communityId, endorserId: personId, topic }),
    output: named,
    allow: ['participant'],
    community: (input) => input.communityId,
    run: (context, input) => endorsing.decideEndorsement(context, input, true),
    answer: topicIdOnly,
  }),

  write<In<'acceptEndorsement'>, Out<'acceptEndorsement'>, string>({
    name: 'expertise.acceptEndorsement',
    summary: 'Lets count after all what the actor turned down.',
    input: z.strictObject({ communityId, endorserId: personId, topic }),
    output: named,
    allow: ['participant'],
    alsoReads: [refusedEndorsements.name],
    community: (input) => input.communityId,
    run: (context, input) => endorsing.decideEndorsement(context, input, false),
    answer: topicIdOnly,
  }),

  write<In<'dispute'>, Out<'dispute'>, string>({
    name: 'expertise.dispute',
    summary: "Says that a contribution of one's own is not about a topic, or does not speak for one.",
    input: z.strictObject({ itemId, topic: topic.optional(), instead: topic.optional(), reason: text.optional() }),
    output: schema.dispute,
    allow: ['participant'],
    community: (input) => input.itemId,
    run: disputing.dispute,
    async answer(context, id) {
      const record = await context.get(disputes, id);
      if (!record) throw new CopkitError('not-found', 'This was taken back since.', 'itemId');
      return (await disputing.disputeViews(context, [record]))[0] as Out<'dispute'>;
    },
  }),

  write<In<'undispute'>, Out<'undispute'>, string>({
    name: 'expertise.undispute',
    summary: 'Lets a disputed contribution count again.',
    input: z.strictObject({ itemId, topic: topic.optional() }),
    output: z.strictObject({ itemId: z.string() }),
    allow: ['participant'],
    community: (input) => input.itemId,
    run: disputing.undispute,
    answer: async (_context, disputed) => ({ itemId: disputed }),
  }),

  read<In<'getProfile'>, Out<'getProfile'>>({
    name: 'expertise.getProfile',
    summary: 'What is known of what somebody knows, with the evidence that the actor may read.',
    input: z.strictObject({ personId }),
    output: schema.profile,
    allow: ['person'],
    // The endorsements of communities that the caller may read are for them, but for what was turned down.
    alsoReads: [endorsements.name],
    home: own,
    run: getProfile,
  }),

  read<In<'getMine'>, Out<'getMine'>>({
    name: 'expertise.getMine',
    summary: 'Everything that is kept and counted about what the actor knows.',
    input: z.strictObject({}) as unknown as z.ZodType<Record<string, never>>,
    output: schema.mine,
    allow: ['person'],
    alsoReads: [endorsements.name, disputes.name],
    home: own,
    run: getMine,
  }),

  read<In<'listWhy'>, Out<'listWhy'>>({
    name: 'expertise.listWhy',
    summary: 'Why the actor is listed for a topic, and what each contribution adds.',
    input: z.strictObject({
      topic,
      limit: z.int().min(1).max(100).optional(),
      after: z.string().max(4_000).optional(),
    }),
    output: z.strictObject({
      items: z.array(schema.whyListed),
      score: z.number(),
      next: z.string().nullable(),
    }),
    allow: ['person'],
    home: own,
    run: listWhy,
  }),
];
