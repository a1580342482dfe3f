import { CopkitError } from '../errors.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { utc } from '../operations/text.js';
import type { PeopleApi, UnitsApi } from './api.js';
import { hostKey, hosts, people, type UnitRecord, unitKey, units } from './records.js';

type In<K extends keyof PeopleApi> = InputOf<PeopleApi[K]>;
type Out<K extends keyof PeopleApi> = OutputOf<PeopleApi[K]>;

export async function importPeople(context: ReadContext, input: In<'import'>): Promise<Out<'import'>> {
  const { people: directory } = context.kit;
  const named = new Set(input.people.flatMap((person) => (person.unit ? [person.unit] : [])));
  for (const unit of named) await directory.noteUnit(unit, undefined);
  const outcomes = await Promise.all(
    input.people.map(({ since, ...told }) =>
      directory.admit(told, since === undefined ? context.now : utc(since), 'imported'),
    ),
  );
  const count = (outcome?: string) => outcomes.filter((each) => each?.outcome === outcome).length;
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    erased: count(),
    ids: outcomes.map((each) => each?.id ?? null),
  };
}

export async function erase(context: WriteContext, { personId }: In<'erase'>): Promise<Out<'erase'>> {
  const record = await context.get(people, personId);
  if (!record) throw new CopkitError('not-found', 'There is no such person.', 'personId');
  if (record.hostId !== null) context.put(hosts, hostKey(record.hostId), { personId: null, erasedAt: context.now });
  const { suspension: _over, ...kept } = record;
  context.put(people, personId, {
    ...kept,
    hostId: null,
    name: null,
    jobTitle: null,
    locale: null,
    changedHere: [],
    units: [],
    toldAt: null,
    erasedAt: context.now,
    ext: {},
  });
  context.effect('erasure', personId, { personId });
  return { personId };
}

export async function defineUnit(context: WriteContext, input: InputOf<UnitsApi['define']>): Promise<string> {
  const known = await context.get(units, unitKey(input.id));
  const parentId = input.parentId === undefined ? (known?.parentId ?? null) : input.parentId;
  for (let above = parentId; above !== null; ) {
    if (above === input.id) throw new CopkitError('invalid', 'A unit cannot belong to itself.', 'parentId');
    const parent: UnitRecord | null = await context.get(units, unitKey(above));
    if (!parent) throw new CopkitError('not-found', 'There is no unit with this id.', 'parentId');
    above = parent.parentId;
  }
  context.put(units, unitKey(input.id), { id: input.id, name: input.name, parentId });
  return input.id;
}
