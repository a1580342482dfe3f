import * as z from 'zod';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { pageFields, pageOf } from '../operations/paging.js';
import type { Grant } from '../operations/policy.js';
import { longText, shortText } from '../operations/text.js';
import { communityId, personId } from '../threads/schemas.js';
import type { MentoringApi, MentoringRelation } from './api.js';
import { list, listMine, listOpen } from './listing.js';
import * as matching from './matching.js';
import * as offering from './offering.js';
import { mentoringStates, offers, relations, saidReasons, sessions } from './records.js';
import * as schema from './schemas.js';
import * as sessioning from './sessions.js';
import { findRelation, oneOfTheTwo, relationView } from './views.js';

type In<K extends keyof MentoringApi> = InputOf<MentoringApi[K]>;
type Out<K extends keyof MentoringApi> = OutputOf<MentoringApi[K]>;

const ofCommunity = (input: { communityId: string }) => input.communityId;
const ofRelation = (input: { relationId: string }) => input.relationId;
/** What is the two’s own is read to find out whose it is. */
const alsoReads = [relations.name, sessions.name];
const topic = shortText(200);
const someText = (most: number) => longText(most).refine((text) => text.trim().length > 0, 'must not be empty');
const relationId = schema.relationId;
const onRelation = z.strictObject({ relationId });

/** Whose it is: the actor’s where they are one of the two or put forward. */
const pairOf = async (context: ReadContext, input: { relationId: string }) =>
  oneOfTheTwo(context.actor.id, await findRelation(context, input.relationId));
const menteeOf = async (context: ReadContext, input: { relationId: string }) =>
  (await findRelation(context, input.relationId)).menteeId;
/** Who puts themself forward, and the mentee. */
const proposerOf = async (context: ReadContext, input: In<'propose'>) =>
  input.mentorId === context.actor.id ? context.actor.id : menteeOf(context, input);
const sessionsPairOf = async (context: ReadContext, input: { sessionId: string }) => {
  const record = await sessioning.relationOfSession(context, input.sessionId);
  return record && oneOfTheTwo(context.actor.id, record);
};

/** A step of a mentoring, answered by how it stands then. */
function step<I extends { relationId: string }>(
  verb: keyof MentoringApi,
  summary: string,
  of: Pick<Parameters<typeof write<I, MentoringRelation, string>>[0], 'allow' | 'owner' | 'run' | 'endsAccess'> & {
    readonly input: z.ZodType<I>;
  },
): Operation {
  return write<I, MentoringRelation, string>({
    name: `mentoring.${verb}`,
    summary,
    output: schema.relation,
    alsoReads,
    community: ofRelation,
    answer: relationView,
    ...of,
  });
}

const THE_TWO: readonly Grant[] = ['keeper'];
const WITH_FACILITATORS: readonly Grant[] = ['facilitator', 'keeper'];

export const mentoringOperations: readonly Operation[] = [
  write<In<'offer'>, Out<'offer'>, string>({
    name: 'mentoring.offer',
    summary: 'Says that one is willing to mentor, in what and how many at once.',
    input: z.strictObject({
      communityId,
      topics: z.array(shortText(60)).min(1, 'must name a topic').max(10, 'must have at most 10 topics'),
      capacity: z.int().min(1).max(10),
      note: longText(500).optional(),
    }),
    output: schema.offer,
    allow: ['participant'],
    alsoReads,
    community: ofCommunity,
    run: offering.offer,
    async answer(context, id) {
      const record = await context.get(offers, id);
      const [view] = await offering.offerViews(context, record ? [record] : []);
      return view as Out<'offer'>;
    },
  }),

  write<In<'withdrawOffer'>, Out<'withdrawOffer'>, string>({
    name: 'mentoring.withdrawOffer',
    summary: 'Says no more that one is willing to mentor.',
    input: z.strictObject({ communityId }),
    output: z.strictObject({ communityId: z.string() }),
    allow: ['participant'],
    community: ofCommunity,
    run: (context: WriteContext) => offering.withdrawOffer(context),
    answer: async (_context, id) => ({ communityId: id }),
  }),

  read<In<'listOffers'>, Out<'listOffers'>>({
    name: 'mentoring.listOffers',
    summary: 'Who is willing to mentor.',
    input: z.strictObject({ communityId, topic: topic.optional() }),
    output: z.strictObject({ items: z.array(schema.offer) }),
    allow: ['participant'],
    alsoReads,
    community: ofCommunity,
    run: offering.listOffers,
  }),

  write<In<'request'>, Out<'request'>, string>({
    name: 'mentoring.request',
    summary: 'Asks to be mentored, by a certain person or whoever is put forward.',
    input: z.strictObject({ communityId, topic, goals: someText(2_000), mentorId: personId.optional() }),
    output: schema.relation,
    allow: ['participant'],
    alsoReads,
    community: ofCommunity,
    run: matching.request,
    answer: relationView,
  }),

  read<In<'suggestMentors'>, Out<'suggestMentors'>>({
    name: 'mentoring.suggestMentors',
    summary: 'Who might mentor somebody in a topic: the willing, and members who agreed to be asked.',
    input: z.strictObject({ communityId, topic, limit: z.int().min(1).max(10).optional() }),
    output: z.strictObject({ items: z.array(schema.suggestedMentor) }),
    allow: ['participant'],
    alsoReads,
    community: ofCommunity,
    run: offering.suggestMentors,
  }),

  step<In<'propose'>>('propose', 'Puts somebody forward to mentor; both have to say yes.', {
    input: z.strictObject({ relationId, mentorId: personId }),
    allow: WITH_FACILITATORS,
    owner: proposerOf,
    run: matching.propose,
  }),
  step<In<'accept'>>('accept', 'Says yes to a mentoring.', {
    input: onRelation,
    allow: THE_TWO,
    owner: pairOf,
    run: matching.accept,
  }),
  step<In<'decline'>>('decline', 'Says no to a mentoring.', {
    input: onRelation,
    allow: THE_TWO,
    owner: pairOf,
    // Who was put forward and says no has nothing to do with it any more.
    endsAccess: true,
    run: matching.decline,
  }),
  step<In<'withdraw'>>('withdraw', 'Takes a request to be mentored back.', {
    input: onRelation,
    allow: THE_TWO,
    owner: menteeOf,
    run: matching.withdraw,
  }),

  write<In<'planSession'>, Out<'planSession'>, string>({
    name: 'mentoring.planSession',
    summary: 'Plans a session.',
    input: z.strictObject({ relationId, day: schema.day }),
    output: schema.session,
    allow: THE_TWO,
    alsoReads,
    community: ofRelation,
    owner: pairOf,
    run: sessioning.planSession,
    answer: sessioning.sessionView,
  }),

  write<In<'holdSession'>, Out<'holdSession'>, string>({
    name: 'mentoring.holdSession',
    summary: 'Notes that a session was held: the day and the minutes.',
    input: z.strictObject({
      relationId,
      day: schema.day,
      minutes: z.int().min(1).max(1_440),
      sessionId: schema.sessionId.optional(),
    }),
    output: schema.session,
    allow: THE_TWO,
    alsoReads,
    community: ofRelation,
    owner: pairOf,
    run: sessioning.holdSession,
    answer: sessioning.sessionView,
  }),

  write<In<'cancelSession'>, Out<'cancelSession'>, string>({
    name: 'mentoring.cancelSession',
    summary: 'Calls a planned session off.',
    input: z.strictObject({ sessionId: schema.sessionId }),
    output: schema.session,
    allow: THE_TWO,
    alsoReads,
    community: (input) => input.sessionId,
    owner: sessionsPairOf,
    run: sessioning.cancelSession,
    answer: sessioning.sessionView,
  }),

  read<In<'listSessions'>, Out<'listSessions'>>({
    name: 'mentoring.listSessions',
    summary: 'The sessions of a mentoring, by day.',
    input: onRelation,
    output: z.strictObject({ items: z.array(schema.session) }),
    allow: WITH_FACILITATORS,
    alsoReads,
    community: ofRelation,
    owner: pairOf,
    run: sessioning.listSessions,
  }),

  step<In<'complete'>>('complete', 'Ends a mentoring that came to what it was for.', {
    input: onRelation,
    allow: THE_TWO,
    owner: pairOf,
    run: sessioning.complete,
  }),
  step<In<'endEarly'>>('endEarly', 'Ends a mentoring before that, with a kind of reason.', {
    input: z.strictObject({ relationId, reason: z.enum(saidReasons) }),
    allow: WITH_FACILITATORS,
    owner: pairOf,
    run: sessioning.endEarly,
  }),

  read<In<'get'>, Out<'get'>>({
    name: 'mentoring.get',
    summary: 'One mentoring.',
    input: onRelation,
    output: schema.relation,
    allow: WITH_FACILITATORS,
    alsoReads,
    community: ofRelation,
    owner: pairOf,
    run: (context, input) => relationView(context, input.relationId),
  }),

  read<In<'listMine'>, Out<'listMine'>>({
    name: 'mentoring.listMine',
    summary: 'Mentorings that the actor is one of the two of, or put forward for.',
    input: z.strictObject({ communityId }),
    output: z.strictObject({ items: z.array(schema.relation) }),
    allow: ['participant'],
    alsoReads,
    community: ofCommunity,
    run: (context) => listMine(context),
  }),

  read<In<'listOpen'>, Out<'listOpen'>>({
    name: 'mentoring.listOpen',
    summary: 'Requests that whoever offers to mentor may step forward for, the longest waiting first.',
    input: z.strictObject({ communityId, ...pageFields }),
    output: z.strictObject(pageOf(schema.relation)),
    allow: ['participant'],
    alsoReads,
    community: ofCommunity,
    run: listOpen,
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'mentoring.list',
    summary: 'All mentorings of a community, the newest first; without notes.',
    input: z.strictObject({ communityId, state: z.enum(mentoringStates).optional(), ...pageFields }),
    output: z.strictObject(pageOf(schema.relation)),
    allow: ['facilitator'],
    alsoReads,
    community: ofCommunity,
    run: list,
  }),
];
