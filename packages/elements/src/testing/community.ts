import { type Copkit, type CopkitApi, createCopkit, type Extension, type Identity } from '@copkit/core';
import { memory } from '@copkit/storage';

export const ADA: Identity = {
  hostId: 'ada',
  name: 'Ada Byron',
  unit: 'turbines',
  unitName: 'Turbines',
  jobTitle: 'Rotor engineer',
};
export const BRUNO: Identity = { hostId: 'bruno', name: 'Bruno Sattler', unit: 'service', unitName: 'Field service' };
export const CLAIRE: Identity = {
  hostId: 'claire',
  name: 'Claire Dubois',
  unit: 'lab',
  unitName: 'Materials lab',
  jobTitle: 'Metallurgist',
};
export const DEV: Identity = {
  hostId: 'dev',
  name: 'Dev Anand Krishnamurthy',
  unit: 'service',
  unitName: 'Field service',
};
export const EVA: Identity = { hostId: 'eva', name: 'Eva Lindqvist', unit: 'purchasing', unitName: 'Purchasing' };

/** A community as tests and the gallery need it, with the API of each person. */
export interface TestCommunity {
  readonly cop: Copkit;
  readonly id: string;
  readonly ada: CopkitApi;
  readonly bruno: CopkitApi;
  readonly claire: CopkitApi;
  readonly dev: CopkitApi;
  /** Reads along, and is no member. */
  readonly eva: CopkitApi;
  /** Sets the community's clock forward. */
  wait(minutes: number): void;
}

/** A clock that stands still until it is told, and begins `minutes` before now. */
const clockFrom = (minutes: number) => {
  let now = Date.now() - minutes * 60_000;
  return {
    read: () => new Date(now++),
    wait: (by: number) => {
      now += by * 60_000;
    },
  };
};

const DAY = 24 * 60;

/** A community of four people without any thread, founded some days ago; Ada facilitates. */
export const createCommunity = async (
  fields: Partial<Parameters<CopkitApi['communities']['create']>[0]> = {},
  daysAgo = 4,
  extensions: readonly Extension[] = [],
): Promise<TestCommunity> => {
  const clock = clockFrom(daysAgo * DAY);
  const cop = await createCopkit({ storage: memory(), clock: clock.read, extensions });
  const [ada, bruno, claire, dev, eva] = [cop.as(ADA), cop.as(BRUNO), cop.as(CLAIRE), cop.as(DEV), cop.as(EVA)];
  const { id } = await ada.communities.create({
    name: 'Rotor dynamics',
    purpose: 'Everybody who balances, measures or repairs rotors learns from what the others have seen.',
    topics: ['vibration', 'balancing', 'bearings'],
    ...fields,
  });
  const { joinPolicy = 'open' } = fields;
  for (const api of [bruno, claire, dev]) {
    const { id: personId } = await api.people.getMe();
    if (joinPolicy === 'open') await api.membership.join({ communityId: id });
    else {
      await ada.membership.invite({ communityId: id, personId });
      await api.membership.accept({ communityId: id });
    }
  }
  await eva.people.getMe();
  return { cop, id, ada, bruno, claire, dev, eva, wait: clock.wait };
};

/** The API with some operations replaced, such as `{ 'threads.list': () => Promise.reject(problem) }`. */
export const withOperations = (api: CopkitApi, replaced: Readonly<Record<string, unknown>>): CopkitApi =>
  Object.fromEntries(
    Object.entries(api).map(([part, operations]) => {
      const own = Object.entries(replaced).flatMap(([name, operation]) => {
        const [of, verb = ''] = name.split('.');
        return of === part ? [[verb, operation] as const] : [];
      });
      return [part, typeof operations === 'object' ? { ...operations, ...Object.fromEntries(own) } : operations];
    }),
  ) as unknown as CopkitApi;
