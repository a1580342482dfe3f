import type { CommunityLog, LoggedAct } from './columns.js';

/** A practice that was published; adaptations of it count as it. */
export interface Published {
  readonly id: string;
  readonly at: number;
  /** The unit it comes from, which cannot adopt it; 0 where it is not known. */
  readonly origin: number;
  /** Superseded or retired. */
  readonly endedAt: number | null;
}

/** A unit that took up a practice, once or again. */
export interface Adopted {
  readonly practice: string;
  readonly unit: number;
  readonly at: number;
  readonly abandonedAt: number | null;
}

/** A unit from the first act of one of its people on. */
export interface Present {
  readonly since: number;
  /** By person, since when. */
  readonly people: ReadonlyMap<number, number>;
}

export interface Spread {
  readonly published: readonly Published[];
  readonly adopted: readonly Adopted[];
  readonly units: ReadonlyMap<number, Present>;
}

const texts = (detail: LoggedAct['detail']) => {
  const fields = (detail ?? {}) as Readonly<Record<string, unknown>>;
  return (field: string) => (typeof fields[field] === 'string' ? (fields[field] as string) : null);
};

/** Published practices, the units that took them up, and the units that could. */
export function spreadOf(log: CommunityLog): Spread {
  const published = new Map<string, { id: string; at: number; origin: number; endedAt: number | null }>();
  const original = new Map<string, string>();
  const adopted: { practice: string; unit: number; at: number; abandonedAt: number | null }[] = [];
  const units = new Map<number, { since: number; people: Map<number, number> }>();
  for (const act of log.acts()) {
    const { at, actor, unit } = act;
    if (actor !== 0 && unit !== 0) {
      const present = units.get(unit) ?? { since: at, people: new Map() };
      if (!present.people.has(actor)) present.people.set(actor, at);
      units.set(unit, present);
    }
    const text = texts(act.detail);
    const id = text('practiceId') ?? log.objects.stringOf(act.object);
    const practice = original.get(id) ?? id;
    const takingUp = text('unit') === null ? unit : log.units.numberOf(text('unit'));
    const standing = () =>
      adopted.find((each) => each.practice === practice && each.unit === takingUp && each.abandonedAt === null);
    const verb: string = act.verb;
    switch (verb) {
      case 'publish': {
        const forkOf = text('forkOf');
        if (forkOf !== null) original.set(id, original.get(forkOf) ?? forkOf);
        else if (!published.has(id)) published.set(id, { id, at, origin: takingUp, endedAt: null });
        break;
      }
      case 'supersede':
      case 'retire': {
        const ended = original.has(id) ? undefined : published.get(id);
        if (ended) ended.endedAt ??= at;
        break;
      }
      case 'adopt':
      case 'adapt':
        if (takingUp !== 0 && !standing()) adopted.push({ practice, unit: takingUp, at, abandonedAt: null });
        break;
      case 'abandon': {
        const given = standing();
        if (given) given.abandonedAt = at;
        break;
      }
    }
  }
  return { published: [...published.values()], adopted, units };
}
