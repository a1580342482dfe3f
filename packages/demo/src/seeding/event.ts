import type { CallOptions, Copkit, CopkitApi } from '@copkit/core';

/** What the events have made so far, by the keys of the sample. */
export interface World {
  readonly cop: Copkit;
  /** People by host id. */
  readonly people: ReadonlyMap<string, string>;
  readonly ids: Map<string, string>;
  as(who: string): CopkitApi;
  once(what: string): CallOptions;
}

/** One thing that somebody did, at its time. */
export interface Event {
  /** ISO 8601. */
  readonly at: string;
  /** Names it among all; the ids of what it makes follow from it. */
  readonly key: string;
  run(world: World): Promise<unknown>;
}

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** When a moment of the sample is, counted back from `now`. */
export function timeOf(moment: string, now: Date, plusMinutes = 0): string {
  const [, hours, minutes] = /^-(\d+):(\d\d)$/.exec(moment) ?? [];
  if (hours && minutes)
    return new Date(now.getTime() - (Number(hours) * 60 + Number(minutes) - plusMinutes) * MINUTE).toISOString();
  const [days = '', clock = ''] = moment.split(' ');
  const midnight = Math.floor(now.getTime() / DAY) * DAY - Number(days) * DAY;
  const at = Date.parse(`${new Date(midnight).toISOString().slice(0, 10)}T${clock}:00.000Z`);
  if (Number.isNaN(at)) throw new Error(`"${moment}" is not a moment such as '212 07:40'.`);
  return new Date(at + plusMinutes * MINUTE).toISOString();
}

export function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The sample has nothing called "${key}" yet.`);
  return id;
}

/** Lines of the files that go on in the next one, outside of lists and tables. */
const WRAP = /(?<=[^\n|])\n(?!\n|\||- |\d+\. |> |#)/g;

/** Texts name people by host id in the sample, `@[ingrid]`. */
export function written({ people }: World, body: string): string {
  return body
    .trim()
    .replaceAll(WRAP, ' ')
    .replaceAll(/@\[([\w-]+)\]/g, (_all, who: string) => `@[${idOf(people, who)}]`);
}

/** The events of one community, with keys that begin with its own. */
export class Chronicle {
  readonly events: Event[] = [];

  constructor(
    readonly community: string,
    readonly now: Date,
  ) {}

  /** `run` gets the options that make the act the same one when it is told again. */
  add(moment: string, what: string, run: (world: World, once: CallOptions) => Promise<unknown>, plusMinutes = 0): void {
    const key = this.key(what);
    const at = timeOf(moment, this.now, plusMinutes);
    this.events.push({ at, key, run: (world) => run(world, world.once(key)) });
  }

  key(what: string): string {
    return what === '' ? this.community : `${this.community}/${what}`;
  }

  here({ ids }: World): { readonly communityId: string } {
    return { communityId: idOf(ids, this.community) };
  }

  /** The id of something of this community that was made by an earlier event. */
  id({ ids }: World, what: string): string {
    return idOf(ids, this.key(what));
  }
}
