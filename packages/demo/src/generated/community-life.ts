import type { SampleCommunity, SampleReply, SampleThread, Who } from '../communities/sample.js';
import { people } from '../company/people.js';
import { subjects } from '../ids.js';
import { DAY, HOUR, timeOf } from '../seeding/event.js';
import { actsAfter, duringWork, momentOf } from './calendar.js';
import { Chance } from './chance.js';
import type { Theme, ThemeAnswer } from './theme.js';

/** How a community lives; each pair says how it was in its first weeks and how it is now. */
export interface Manner {
  readonly themes: readonly Theme[];
  readonly threadsPerWeek: readonly [number, number];
  /** Median until the first answer. */
  readonly hoursToAnswer: readonly [number, number];
  /** Share of what is asked that nobody answers. */
  readonly unanswered: readonly [number, number];
  /** How much likelier somebody of the asker's own unit answers than somebody of another one. */
  readonly ownUnitFirst: number;
}

const WEEK = 7 * DAY;
/** Only what was written by hand happens in the last days, so that it stands on top. */
const QUIET_DAYS = 5;
const KNOWS = 6;
const ATTEMPTS = 12;
const unitOf = new Map(people.map(({ hostId, unit }) => [hostId, unit]));

interface Member {
  readonly who: Who;
  readonly from: number;
  readonly to: number;
}

/** The threads of a community that nobody wrote by hand, as if somebody had. */
export function lifeOf(community: SampleCommunity, manner: Manner, until: Date, seed: number): SampleThread[] {
  const life = new CommunityLife(community, manner, until, seed);
  return life.threads();
}

class CommunityLife {
  readonly #members: readonly Member[];
  readonly #began: number;
  readonly #ends: number;
  readonly #titles = new Set<string>();

  constructor(
    readonly community: SampleCommunity,
    readonly manner: Manner,
    readonly until: Date,
    readonly seed: number,
  ) {
    this.#members = membersOf(community, until);
    this.#began = Date.parse(timeOf(community.founded, until)) + WEEK;
    this.#ends = until.getTime() - QUIET_DAYS * DAY;
  }

  threads(): SampleThread[] {
    const threads: SampleThread[] = [];
    const weeks = Math.floor((this.#ends - this.#began) / WEEK);
    for (let week = 0; week < weeks; week++) {
      const chance = new Chance(this.seed, `${this.community.key} week ${week}`);
      const start = this.#began + week * WEEK;
      const count = chance.poisson(this.#at(this.manner.threadsPerWeek, start));
      for (let number = 0; number < count; number++) {
        const key = `life-${week}-${number}`;
        const thread = this.#thread(key, start, new Chance(this.seed, `${this.community.key} ${key}`));
        if (thread) threads.push(thread);
      }
    }
    return threads;
  }

  /** Between what was at the beginning and what is now. */
  #at([first, now]: readonly [number, number], time: number): number {
    return first + (now - first) * Math.min(1, Math.max(0, (time - this.#began) / (this.#ends - this.#began)));
  }

  #present(time: number): Who[] {
    return this.#members.filter(({ from, to }) => from + DAY < time && time < to).map(({ who }) => who);
  }

  #thread(key: string, week: number, chance: Chance): SampleThread | null {
    const at = duringWork(chance, week + chance.between(0, 5) * DAY);
    const theme = chance.weighted(this.manner.themes, ({ weight = 1 }) => weight);
    const present = this.#present(at);
    if (!theme || at > this.#ends) return null;
    // Who knows a thing asks about it now and then; who came lately asks more.
    const by = chance.weighted(present, (who) => (theme.knows.includes(who) ? 0.15 : this.#isNew(who, at) ? 2.5 : 1));
    if (by === null) return null;
    const { kind = 'question', topics, subject } = theme;
    const named = this.#named(theme, chance);
    if (named === null) return null;
    const { title, fill } = named;
    const silent = chance.happens(this.#at(this.manner.unanswered, at));
    const replies = silent ? [] : this.#replies(theme, by, at, chance, fill);
    const given = reactions(chance, present, by, kind === 'question' ? 0.5 : 2);
    return {
      key,
      kind,
      by,
      at: momentOf(at, this.until),
      title,
      topics,
      body: fill(chance.pick(theme.bodies)),
      replies,
      ...(subject && chance.happens(0.6) && { subject: subjects[subject] }),
      ...(kind === 'question' && chance.happens(0.12) && { customerWaiting: true as const }),
      ...(silent && kind === 'question' && this.#closing(at, chance)),
      ...given,
    };
  }

  #isNew(who: Who, at: number): boolean {
    const member = this.#members.find((each) => each.who === who);
    return member !== undefined && member.from > this.#began && at - member.from < 60 * DAY;
  }

  /** A title that was not used before, and how its words fill other texts; `null` where hardly one is left. */
  #named(theme: Theme, chance: Chance): { readonly title: string; readonly fill: (text: string) => string } | null {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const words = new Map(Object.entries(theme.words).map(([name, choice]) => [name, chance.pick(choice)]));
      const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (all, name: string) => words.get(name) ?? all);
      const title = fill(chance.pick(theme.titles));
      if (this.#titles.has(title)) continue;
      this.#titles.add(title);
      return { title, fill };
    }
    return null;
  }

  /** Some of what nobody answers is closed in the end. */
  #closing(at: number, chance: Chance): Pick<SampleThread, 'closed'> {
    const time = actsAfter(chance, at, chance.between(40, 80) * 24);
    if (time > this.#ends || !chance.happens(0.4)) return {};
    const { founder } = this.community;
    const note = 'Nobody knew, and the machine runs again. Ask anew if it comes back.';
    return { closed: { by: founder, at: momentOf(time, this.until), reason: 'obsolete', note } };
  }

  #replies(theme: Theme, asker: Who, asked: number, chance: Chance, fill: (text: string) => string): SampleReply[] {
    const daysLeft = (this.until.getTime() - asked) / DAY;
    const said = theme.answers.filter(({ since = Number.POSITIVE_INFINITY }) => daysLeft <= since);
    const count = Math.min(said.length, 1 + chance.poisson(0.55));
    const replies: SampleReply[] = [];
    const spoke = new Set<Who>([asker]);
    let at = asked;
    for (const answer of chance.some(said, count)) {
      at = actsAfter(chance, at, chance.logNormal(this.#at(this.manner.hoursToAnswer, asked), 1.15));
      if (at > this.#ends) break;
      const by = this.#answerer(theme, answer, asker, spoke, at, chance);
      if (by === null) continue;
      spoke.add(by);
      const isFirst = replies.length === 0;
      replies.push({ ...this.#reply(theme, answer, by, asker, at, chance, fill, isFirst) });
    }
    return replies;
  }

  #answerer(
    theme: Theme,
    answer: ThemeAnswer,
    asker: Who,
    spoke: ReadonlySet<Who>,
    at: number,
    chance: Chance,
  ): Who | null {
    const free = this.#present(at).filter((who) => !spoke.has(who));
    if (answer.by && free.includes(answer.by)) return answer.by;
    return chance.weighted(
      free,
      (who) =>
        (theme.knows.includes(who) ? KNOWS : 0.35) *
        (unitOf.get(who) === unitOf.get(asker) ? this.manner.ownUnitFirst : 1),
    );
  }

  #reply(
    theme: Theme,
    { body }: ThemeAnswer,
    by: Who,
    asker: Who,
    at: number,
    chance: Chance,
    fill: (text: string) => string,
    isFirst: boolean,
  ): SampleReply {
    const present = this.#present(at);
    const given = reactions(chance, present, by, isFirst ? 1.4 : 0.6);
    const reply = { by, at: momentOf(at, this.until), body: fill(body), ...given };
    if (!isFirst || (theme.kind ?? 'question') !== 'question' || !chance.happens(0.68)) return reply;
    const told = actsAfter(chance, at, chance.logNormal(22, 1));
    const accepted = told + chance.between(2, 20) * (HOUR / 60);
    if (accepted > this.#ends) return reply;
    const thanks = [...new Set([asker, ...(given.thanks ?? [])])];
    const outcome = { by: asker, at: momentOf(told, this.until), body: fill(chance.pick(theme.outcomes)) };
    const replies = chance.happens(0.75) ? [outcome] : [];
    return { ...reply, thanks, replies, accepted: momentOf(accepted, this.until) };
  }
}

function membersOf(community: SampleCommunity, until: Date): Member[] {
  const { founder, founded, members, left = {}, dormant = {} } = community;
  const time = (moment: string) => Date.parse(timeOf(moment, until));
  return Object.entries({ [founder]: founded, ...members }).map(([who, from]) => {
    const ends = left[who] ?? dormant[who];
    return { who, from: time(from), to: ends === undefined ? Number.POSITIVE_INFINITY : time(ends) };
  });
}

function reactions(
  chance: Chance,
  present: readonly Who[],
  by: Who,
  mean: number,
): Pick<SampleReply, 'thanks' | 'insightful' | 'like'> {
  const others = present.filter((who) => who !== by);
  const some = (share: number) => chance.some(others, chance.poisson(mean * share));
  const found = { insightful: some(0.4), like: some(0.35), thanks: some(0.25) };
  return Object.fromEntries(Object.entries(found).filter(([, who]) => who.length > 0));
}
