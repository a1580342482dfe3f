import * as z from 'zod';
import { adopters } from '../adoptions/records.js';
import type { WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { pageFields, pageOf } from '../operations/paging.js';
import type { Grant } from '../operations/policy.js';
import { shortText } from '../operations/text.js';
import { subjectText } from '../subjects/schemas.js';
import { communityId, personId, replyId, topics } from '../threads/schemas.js';
import type { Practice, PracticesApi } from './api.js';
import * as schema from './schemas.js';
import { authorOfPractice, keeperOf, REVIEWERS } from './standing.js';

type In<K extends keyof PracticesApi> = InputOf<PracticesApi[K]>;
type Out<K extends keyof PracticesApi> = OutputOf<PracticesApi[K]>;

const { practiceId } = schema;
const note = schema.note.optional();
const stewardId = personId.optional();
const reviewBy = schema.reviewBy.optional();
const described = {
  kind: schema.kind.optional(),
  topics: topics.optional(),
  subjects: schema.subjects.optional(),
  stewardId,
  reviewBy,
};

/** The pages that show practices are few: what they do is loaded when it is called. */
const handlers = async () => (await import('../late/knowledge.js')).practices;
type Handlers = Awaited<ReturnType<typeof handlers>>;

/** Units are told what becomes of a practice, and who speaks for how many of them makes it proven. */
const alsoReads = [adopters.name];

/** A mutation that leaves one practice behind and answers with it. */
function change<I>(definition: {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType<I>;
  readonly allow: readonly Grant[];
  readonly community: (input: I) => string;
  readonly owner?: typeof keeperOf;
  readonly run: (handlers: Handlers, context: WriteContext, input: I) => Promise<string>;
}): Operation {
  const { run, owner, ...described } = definition;
  return write<I, Practice, string>({
    ...described,
    alsoReads,
    ...(owner ? { owner: (context, input) => owner(context, (input as In<'get'>).practiceId) } : {}),
    output: schema.practice,
    run: async (context, input) => run(await handlers(), context, input),
    answer: async (context, id) => (await handlers()).practiceView(context, id),
  });
}

const ofPractice = (input: { practiceId: string }) => input.practiceId;

export const practiceOperations: readonly Operation[] = [
  change<In<'create'>>({
    name: 'practices.create',
    summary: 'Writes a practice; stewards, experts and facilitators publish it at once.',
    input: z.strictObject({ communityId, draft: z.boolean().optional(), ...schema.textFields, ...described }),
    allow: ['participant'],
    community: (input) => input.communityId,
    run: ({ create }, context, input) => create(context, input),
  }),

  change<In<'fromReply'>>({
    name: 'practices.fromReply',
    summary: 'Makes an accepted answer a practice.',
    input: z.strictObject({ replyId, ...schema.optionalText, ...described }),
    allow: ['participant'],
    community: (input) => input.replyId,
    run: ({ fromReply }, context, input) => fromReply(context, input),
  }),

  change<In<'revise'>>({
    name: 'practices.revise',
    summary: 'Changes a practice: a new version of what is published; who adopted an older one is told.',
    input: z.strictObject({
      practiceId,
      ...schema.optionalText,
      topics: topics.optional(),
      subjects: schema.subjects.optional(),
      note,
      basedOn: z.int().min(1).optional(),
    }),
    allow: ['keeper', ...REVIEWERS],
    community: ofPractice,
    owner: keeperOf,
    run: ({ revise }, context, input) => revise(context, input),
  }),

  change<In<'submit'>>({
    name: 'practices.submit',
    summary: 'Brings a draft into review.',
    input: z.strictObject({ practiceId }),
    allow: ['keeper'],
    community: ofPractice,
    owner: authorOfPractice,
    run: ({ submit }, context, input) => submit(context, input),
  }),

  write<In<'discard'>, Out<'discard'>, string>({
    name: 'practices.discard',
    summary: 'Throws a draft away.',
    input: z.strictObject({ practiceId }),
    output: z.strictObject({ practiceId: z.string() }),
    allow: ['owner'],
    community: ofPractice,
    owner: (context, input) => authorOfPractice(context, input.practiceId),
    // A draft that is gone is nobody's any more.
    endsAccess: true,
    run: async (context, input) => (await handlers()).discard(context, input),
    answer: async (_context, id) => ({ practiceId: id }),
  }),

  read<In<'get'>, Out<'get'>>({
    name: 'practices.get',
    summary: 'A practice in its present version.',
    input: z.strictObject({ practiceId }),
    output: schema.practice,
    allow: ['reader'],
    alsoReads,
    community: ofPractice,
    run: async (context, input) => (await handlers()).get(context, input),
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'practices.list',
    summary: 'The practices of a community, the best proven first.',
    input: z.strictObject({
      communityId,
      topic: z.string().min(1).max(80).optional(),
      subject: subjectText.optional(),
      state: schema.state.optional(),
      kind: schema.kind.optional(),
      forkOf: practiceId.optional(),
      stewardId,
      text: shortText(500).optional(),
      ...pageFields,
    }),
    output: z.strictObject(pageOf(schema.practiceCard)),
    allow: ['reader'],
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).list(context, input),
  }),

  read<In<'listVersions'>, Out<'listVersions'>>({
    name: 'practices.listVersions',
    summary: 'The versions of a practice, the newest first.',
    input: z.strictObject({ practiceId, ...pageFields }),
    output: z.strictObject(pageOf(schema.practiceVersion)),
    allow: ['reader'],
    community: ofPractice,
    run: async (context, input) => (await handlers()).listVersions(context, input),
  }),

  change<In<'approve'>>({
    name: 'practices.approve',
    summary: 'Publishes a practice that is in review.',
    input: z.strictObject({ practiceId, stewardId, reviewBy }),
    allow: REVIEWERS,
    community: ofPractice,
    run: ({ approve }, context, input) => approve(context, input),
  }),

  change<In<'confirm'>>({
    name: 'practices.confirm',
    summary: 'Says after a review that a practice still holds, and when to look again.',
    input: z.strictObject({ practiceId, reviewBy, note }),
    allow: ['keeper', 'steward', 'facilitator'],
    community: ofPractice,
    owner: keeperOf,
    run: ({ confirm }, context, input) => confirm(context, input),
  }),

  change<In<'setSteward'>>({
    name: 'practices.setSteward',
    summary: 'Names the member who looks after a practice.',
    input: z.strictObject({ practiceId, stewardId: personId }),
    allow: ['keeper', 'steward', 'facilitator'],
    community: ofPractice,
    owner: keeperOf,
    run: ({ setSteward }, context, input) => setSteward(context, input),
  }),

  change<In<'supersede'>>({
    name: 'practices.supersede',
    summary: 'Says which practice takes the place of this one.',
    input: z.strictObject({ practiceId, byPracticeId: practiceId }),
    allow: ['keeper', 'steward', 'facilitator'],
    community: ofPractice,
    owner: keeperOf,
    run: ({ supersede }, context, input) => supersede(context, input),
  }),

  change<In<'retire'>>({
    name: 'practices.retire',
    summary: 'Says that a practice should no longer be followed, or turns one down that is in review.',
    input: z.strictObject({ practiceId, reason: note }),
    allow: ['keeper', 'steward', 'facilitator'],
    community: ofPractice,
    owner: keeperOf,
    run: ({ retire }, context, input) => retire(context, input),
  }),

  change<In<'fork'>>({
    name: 'practices.fork',
    summary: "Writes down a unit's adaptation of a practice.",
    input: z.strictObject({ practiceId, ...schema.optionalText, note, draft: z.boolean().optional() }),
    allow: ['participant'],
    community: ofPractice,
    run: ({ fork }, context, input) => fork(context, input),
  }),

  change<In<'offerBack'>>({
    name: 'practices.offerBack',
    summary: 'Offers the improvements of an adaptation to the practice it was made of.',
    input: z.strictObject({ practiceId, note }),
    allow: ['keeper', 'facilitator'],
    community: ofPractice,
    async owner(context, id) {
      const authorId = await authorOfPractice(context, id);
      return authorId === context.actor.id ? authorId : keeperOf(context, id);
    },
    run: ({ offerBack }, context, input) => offerBack(context, input),
  }),

  change<In<'merge'>>({
    name: 'practices.merge',
    summary: 'Takes offered improvements of an adaptation over into a new version.',
    input: z.strictObject({ practiceId, forkId: practiceId, note, ...schema.optionalText }),
    allow: ['keeper', ...REVIEWERS],
    community: ofPractice,
    owner: keeperOf,
    run: ({ merge }, context, input) => merge(context, input),
  }),
];
