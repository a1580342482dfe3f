import type { DetailOf, Verb } from '../activity/records.js';
import { remembered } from './columns.js';

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
  /** Taken over in a form of their own. */
  readonly adapted: boolean;
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

const SPREADING: ReadonlySet<Verb> = new Set<Verb>(['publish', 'supersede', 'retire', 'adopt', 'adapt', 'abandon']);

/** Published practices, the units that took them up, and the units that could. */
export const spreadOf = remembered((log): Spread => {
  const published = new Map<string, { id: string; at: number; origin: number; endedAt: number | null }>();
  const original = new Map<string, string>();
  const adopted: { practice: string; unit: number; at: number; abandonedAt: number | null; adapted: boolean }[] = [];
  const units = new Map<number, { since: number; people: Map<number, number> }>();
  for (const act of log.acts()) {
    const { at, actor, unit } = act;
    if (actor !== 0 && unit !== 0) {
      const present = units.get(unit) ?? { since: at, people: new Map() };
      if (!present.people.has(actor)) present.people.set(actor, at);
      units.set(unit, present);
    }
    if (!SPREADING.has(act.verb)) continue;
    const id = log.objects.stringOf(act.object);
    const practice = original.get(id) ?? id;
    const standing = (unit: number) =>
      adopted.find((each) => each.practice === practice && each.unit === unit && each.abandonedAt === null);
    switch (act.verb) {
      case 'publish': {
        const { forkOf, unit } = act.detail as DetailOf['publish'];
        if (forkOf !== null) original.set(id, original.get(forkOf) ?? forkOf);
        else if (!published.has(id)) published.set(id, { id, at, origin: log.units.numberOf(unit), endedAt: null });
        break;
      }
      case 'supersede':
      case 'retire': {
        const ended = published.get(id);
        if (ended) ended.endedAt ??= at;
        break;
      }
      case 'adopt':
      case 'adapt': {
        const { unit: id, mode } = act.detail as DetailOf['adopt'];
        const unit = log.units.numberOf(id);
        const adapted = act.verb === 'adapt' || mode === 'adapted';
        if (!standing(unit)) adopted.push({ practice, unit, at, abandonedAt: null, adapted });
        break;
      }
      case 'abandon': {
        const given = standing(log.units.numberOf((act.detail as DetailOf['abandon']).unit));
        if (given) given.abandonedAt = at;
        break;
      }
    }
  }
  return { published: [...published.values()], adopted, units };
});
