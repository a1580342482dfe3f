import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { COMMUNITY_ID, PERSON_ID } from '../identity/ids.js';
import type { ReadContext } from '../operations/context.js';
import { direct, type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { idText, languageTag, moment, shortText } from '../operations/text.js';
import { peoplePartition, UNITS } from '../store/partitions.js';
import type { Me, PeopleApi, Person, UnitsApi } from './api.js';
import { card } from './directory.js';
import { currentUnit, type PersonRecord, people, unitKey, units } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof PeopleApi> = InputOf<PeopleApi[K]>;
type Out<K extends keyof PeopleApi> = OutputOf<PeopleApi[K]>;

const nothing = z.strictObject({}) as unknown as z.ZodType<Record<string, never>>;
const ownRecord = (_input: unknown, actorId: string) => peoplePartition(actorId);

const handlers = async () => (await import('../late/oversight.js')).people;

const unknownPerson = () => new CopkitError('not-found', 'There is no such person.', 'personId');

async function view(context: ReadContext, record: PersonRecord): Promise<Person> {
  return {
    ...card(record.id, record, await context.kit.people.unitNames()),
    unitId: currentUnit(record),
    locale: record.locale,
    ext: record.ext,
  };
}

async function me(context: ReadContext): Promise<Me> {
  const record = await context.get(people, context.actor.id);
  if (!record) throw unknownPerson();
  return {
    ...(await view(context, record)),
    admin: context.actor.kind === 'person' && context.actor.admin,
    unitHistory: record.units,
  };
}

export const peopleOperations: readonly Operation[] = [
  read<In<'getMe'>, Out<'getMe'>>({
    name: 'people.getMe',
    summary: 'The signed-in person.',
    input: nothing,
    output: schema.me,
    allow: ['person'],
    home: ownRecord,
    run: (context) => me(context),
  }),

  read<In<'get'>, Out<'get'>>({
    name: 'people.get',
    summary: 'One person of the organisation.',
    input: z.strictObject({ personId: idText(PERSON_ID, 'person') }),
    output: schema.person,
    allow: ['person'],
    home: (input) => peoplePartition(input.personId),
    async run(context, input) {
      const record = await context.get(people, input.personId);
      if (!record) throw unknownPerson();
      return view(context, record);
    },
  }),

  read<In<'search'>, Out<'search'>>({
    name: 'people.search',
    summary: 'People by the beginning of a name, for mentions and invitations.',
    input: z.strictObject({
      text: shortText(100),
      communityId: idText(COMMUNITY_ID, 'community').optional(),
      limit: z.int().min(1).max(20).optional(),
    }),
    output: z.strictObject({ items: z.array(schema.personCard) }),
    allow: ['person'],
    home: ownRecord,
    run: async (context, input) => (await handlers()).search(context, input),
  }),

  write<In<'update'>, Out<'update'>, null>({
    name: 'people.update',
    summary: "Changes the actor's own profile.",
    input: z.strictObject({
      jobTitle: shortText(200).nullable().optional(),
      locale: languageTag().nullable().optional(),
      ext: schema.ext.optional(),
    }),
    output: schema.me,
    allow: ['person'],
    home: ownRecord,
    async run(context, input) {
      const record = await context.get(people, context.actor.id);
      if (!record) throw unknownPerson();
      context.put(people, record.id, {
        ...record,
        jobTitle: input.jobTitle === undefined ? record.jobTitle : input.jobTitle,
        locale: input.locale === undefined ? record.locale : input.locale,
        changedHere: [
          ...new Set([
            ...record.changedHere,
            ...(['jobTitle', 'locale'] as const).filter((field) => input[field] !== undefined),
          ]),
        ],
        ext: context.kit.fields.merge('people', record.ext, input.ext),
      });
      return null;
    },
    answer: (context) => me(context),
  }),

  direct<In<'import'>, Out<'import'>>({
    name: 'people.import',
    summary: "Takes in people from the host's directory before they sign in.",
    input: z.strictObject({
      people: z
        .array(
          z.strictObject({
            hostId: shortText(200),
            name: shortText(200).nullable(),
            unit: shortText(100).optional(),
            jobTitle: shortText(200).optional(),
            locale: languageTag().optional(),
            since: moment().optional(),
          }),
        )
        .max(500),
    }),
    output: schema.importOutcome,
    allow: ['admin'],
    home: () => UNITS,
    run: async (context, input) => (await handlers()).importPeople(context, input),
  }),

  write<In<'erase'>, Out<'erase'>, { personId: string }>({
    name: 'people.erase',
    summary: 'Removes who somebody is and ends their memberships; what they wrote stays, nameless.',
    input: z.strictObject({ personId: idText(PERSON_ID, 'person') }),
    output: z.strictObject({ personId: z.string() }),
    allow: ['admin', 'owner'],
    owner: (_context, input) => input.personId,
    home: (input) => peoplePartition(input.personId),
    endsActor: (input) => input.personId,
    run: async (context, input) => (await handlers()).erase(context, input),
    async answer(_context, result) {
      return result;
    },
  }),
];

export const unitOperations: readonly Operation[] = [
  read<InputOf<UnitsApi['list']>, OutputOf<UnitsApi['list']>>({
    name: 'units.list',
    summary: 'The units of the organisation.',
    input: nothing,
    output: z.strictObject({ items: z.array(schema.unit) }),
    allow: ['person'],
    home: () => UNITS,
    async run(context) {
      return { items: [...(await context.kit.people.unitNames()).values()] };
    },
  }),

  write<InputOf<UnitsApi['define']>, OutputOf<UnitsApi['define']>, string>({
    name: 'units.define',
    summary: 'Names a unit and says what it belongs to.',
    input: z.strictObject({ id: shortText(100), name: shortText(200), parentId: shortText(100).nullable().optional() }),
    output: schema.unit,
    allow: ['admin'],
    home: () => UNITS,
    run: async (context, input) => (await handlers()).defineUnit(context, input),
    async answer(context, id) {
      const unit = await context.get(units, unitKey(id));
      if (!unit) throw new CopkitError('not-found', 'There is no unit with this id.', 'id');
      return unit;
    },
  }),
];
