import * as z from 'zod';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { pageFields, pageOf } from '../operations/paging.js';
import type { Grant } from '../operations/policy.js';
import { longText, shortText } from '../operations/text.js';
import { practiceId } from '../practices/schemas.js';
import { communityId } from '../threads/schemas.js';
import type { Adoption, AdoptionsApi } from './api.js';
import { adopters, adoptions } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof AdoptionsApi> = InputOf<AdoptionsApi[K]>;
type Out<K extends keyof AdoptionsApi> = OutputOf<AdoptionsApi[K]>;

const { adoptionId } = schema;
const note = longText(1_000).optional();
const how = { mode: schema.adoptionMode.optional(), forkId: practiceId.optional() };
const filters = { state: schema.adoptionState.optional(), unit: shortText(100).optional(), ...pageFields };

/** The pages that show adoptions are few: what they do is loaded when it is called. */
const handlers = async () => (await import('../late/knowledge.js')).adoptions;
type Handlers = Awaited<ReturnType<typeof handlers>>;

/** Who spoke for a unit decides what the actor may do; who it was is not told. */
const alsoReads = [adopters.name];

const answer = async (context: ReadContext, id: string): Promise<Adoption> =>
  (await handlers()).adoptionView(context, id);

/** For the grant `keeper`: who spoke for the unit first, and whoever is in it now. */
async function speakerOf({ get, actor, kit }: ReadContext, id: string): Promise<string | null> {
  const [adoption, speaker] = [await get(adoptions, id), await get(adopters, id)];
  if (!adoption) return null;
  return (await kit.people.unitOf(actor.id)) === adoption.unit ? actor.id : (speaker?.adopterId ?? null);
}

/** A mutation of one adoption that answers with it. */
function change<I extends { adoptionId: string }>(definition: {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType<I>;
  readonly allow: readonly Grant[];
  readonly run: (handlers: Handlers, context: WriteContext, input: I) => Promise<string>;
}): Operation {
  const { run, ...described } = definition;
  const owned = described.allow.includes('keeper');
  return write<I, Adoption, string>({
    ...described,
    alsoReads,
    output: schema.adoption,
    community: (input) => input.adoptionId,
    ...(owned ? { owner: (context, input) => speakerOf(context, input.adoptionId) } : {}),
    run: async (context, input) => run(await handlers(), context, input),
    answer,
  });
}

export const adoptionOperations: readonly Operation[] = [
  write<In<'adopt'>, Out<'adopt'>, string>({
    name: 'adoptions.adopt',
    summary: "The actor's unit considers, tries or adopts a practice of another unit.",
    input: z.strictObject({
      practiceId,
      version: z.int().min(1).optional(),
      state: z.enum(['considering', 'trial', 'adopted']).optional(),
      ...how,
    }),
    output: schema.adoption,
    alsoReads,
    allow: ['participant'],
    community: (input) => input.practiceId,
    run: async (context, input) => (await handlers()).adopt(context, input),
    answer,
  }),

  change<In<'advance'>>({
    name: 'adoptions.advance',
    summary: 'Takes an adoption on, from considering to trial, adopted and, after 90 days, sustained.',
    input: z.strictObject({ adoptionId, to: z.enum(['trial', 'adopted', 'sustained']), ...how }),
    allow: ['keeper', 'facilitator'],
    run: ({ advance }, context, input) => advance(context, input),
  }),

  change<In<'abandon'>>({
    name: 'adoptions.abandon',
    summary: 'Says that a unit no longer works by a practice.',
    input: z.strictObject({ adoptionId, reason: note }),
    allow: ['keeper', 'facilitator'],
    run: ({ abandon }, context, input) => abandon(context, input),
  }),

  change<In<'upgrade'>>({
    name: 'adoptions.upgrade',
    summary: 'Takes the current version over, or another way of working by it.',
    input: z.strictObject({ adoptionId, ...how }),
    allow: ['keeper', 'facilitator'],
    run: ({ upgrade }, context, input) => upgrade(context, input),
  }),

  change<In<'claimBenefit'>>({
    name: 'adoptions.claimBenefit',
    summary: 'Says how many hours a unit saves in a year by a practice.',
    input: z.strictObject({ adoptionId, hours: schema.hours, note }),
    allow: ['keeper'],
    run: ({ claimBenefit }, context, input) => claimBenefit(context, input),
  }),

  change<In<'corroborate'>>({
    name: 'adoptions.corroborate',
    summary: 'Confirms a benefit that somebody else claimed.',
    input: z.strictObject({ adoptionId }),
    allow: ['participant'],
    run: ({ corroborate }, context, input) => corroborate(context, input),
  }),

  read<In<'get'>, Out<'get'>>({
    name: 'adoptions.get',
    summary: 'What a unit does with a practice.',
    input: z.strictObject({ adoptionId }),
    output: schema.adoption,
    alsoReads,
    allow: ['reader'],
    community: (input) => input.adoptionId,
    run: (context, input) => answer(context, input.adoptionId),
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'adoptions.list',
    summary: 'What units do with a practice, or with those of a community.',
    input: z.union([z.strictObject({ practiceId, ...filters }), z.strictObject({ communityId, ...filters })], {
      error: 'Name a practice or a community, and filters that there are.',
    }),
    output: z.strictObject(pageOf(schema.adoption)),
    alsoReads,
    allow: ['reader'],
    community: (input) => ('practiceId' in input ? input.practiceId : input.communityId),
    run: async (context, input) => (await handlers()).list(context, input),
  }),
];
