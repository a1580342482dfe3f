import type { ExpertEngine } from '../../../packages/core/src/experts/engine.js';
import type { CommunityEvidence } from '../../../packages/core/src/experts/evidence.js';
import { ROUTED_ITEMS, recency } from '../../../packages/core/src/experts/formulas.js';
import { best, highest } from '../../../packages/core/src/experts/ranking.js';
import { ranked } from '../../../packages/core/src/experts/routing.js';
import { sought } from '../../../packages/core/src/experts/words.js';
import type { Happening, Question } from './history.js';
import { Invitations } from './invitations.js';
import { Profiles } from './profiles.js';
import type { Replay } from './replay.js';
import { type Place, placeOf } from './statistics.js';

export const METHODS = [
  'most answers',
  'most accepted',
  'most votes',
  'recent answers, 7 d',
  'BM25 profile',
  'CombSUM, top 200',
  'expertise alone',
  'route',
] as const;
export type Method = (typeof METHODS)[number];

/** Where the person stood whose answer was accepted, in the ranking of each method, question by question. */
export type Places = Readonly<Record<Method, readonly Place[]>>;

export interface Outcome {
  readonly questions: number;
  /** Evidence items at the end. */
  readonly items: number;
  readonly development: Places;
  readonly test: Places;
  /** Of the development and the test questions together. */
  readonly invitations: readonly Invitations[];
  /** Milliseconds of ranking, by question. */
  readonly milliseconds: readonly number[];
}

const noPlaces = () => Object.fromEntries(METHODS.map((method) => [method, [] as Place[]])) as Record<Method, Place[]>;

/**
 * Goes through a history: the first three fifths of the questions only teach, the next are the development set, the
 * last the test set. Each question of these whose accepted answer somebody else gave ranks everybody who answered
 * before by what was known before, and only then is taken in.
 */
export async function prequential(
  history: readonly Happening[],
  replay: Replay,
  engine: ExpertEngine,
  onProgress: (text: string) => void = () => {},
): Promise<Outcome> {
  const total = history.filter(({ what }) => what === 'question').length;
  const [developmentFrom, testFrom] = [Math.floor(total * 0.6), Math.floor(total * 0.8)];
  const places = { development: noPlaces(), test: noPlaces() };
  const known = new Answerers();
  const profiles = new Profiles();
  const invitations = [new Invitations(true), new Invitations(false)];
  const milliseconds: number[] = [];
  let questions = 0;
  for (const happening of history) {
    if (happening.what === 'question') {
      const set = questions >= testFrom ? places.test : questions >= developmentFrom ? places.development : null;
      if (set && happening.acceptedBy && happening.acceptedBy !== happening.personId) {
        await replay.flush();
        const evidence = await engine.evidenceOf(replay.communityId);
        const began = performance.now();
        const asked = ranked(evidence, request(happening));
        milliseconds.push(performance.now() - began);
        const route = new Map(asked.candidates.map(({ personId, atMost }) => [personId, atMost]));
        const sums = combSum(evidence, happening);
        const texts = profiles.scores(sought(happening.title, happening.topics));
        const now = Date.parse(happening.at);
        const others = asked.candidates.filter(({ personId }) => personId !== replay.personIdOf(happening.personId));
        for (const each of invitations) each.ask(others, replay.personIdOf(happening.acceptedBy), now);
        const scores: Record<Method, (personId: string) => number> = {
          'most answers': (personId) => known.of(personId).answers.length,
          'most accepted': (personId) => known.of(personId).accepted,
          'most votes': (personId) => known.of(personId).votes,
          'BM25 profile': (personId) => texts.get(personId) ?? 0,
          'recent answers, 7 d': (personId) => recency(known.of(personId).answers, now),
          'CombSUM, top 200': (personId) => sums.get(replay.personIdOf(personId)) ?? 0,
          'expertise alone': (personId) => asked.people.of(replay.personIdOf(personId)),
          route: (personId) => route.get(replay.personIdOf(personId)) ?? 0,
        };
        const candidates = known.all().filter((personId) => personId !== happening.personId);
        for (const method of METHODS) set[method].push(placeOf(candidates, happening.acceptedBy, scores[method]));
        if (milliseconds.length % 500 === 0) onProgress(`${milliseconds.length} questions ranked`);
      }
      questions++;
    }
    known.take(happening);
    profiles.take(happening);
    await replay.take(happening);
  }
  await replay.flush();
  const { size } = await engine.evidenceOf(replay.communityId);
  return { questions, items: size, ...places, invitations, milliseconds };
}

const request = ({ title, body, topics, at }: Question) => ({ title, body, topics, now: at });

function combSum(evidence: CommunityEvidence, question: Question): Map<string, number> {
  const hits = evidence.search(sought(question.title, question.topics));
  const most = highest(hits);
  const { places, scores, votes, people } = best(hits, ROUTED_ITEMS);
  const sums = new Map<string, number>();
  for (const [at, place] of places.entries()) {
    const personId = people[votes.authors[place] as number] as string;
    sums.set(personId, (sums.get(personId) ?? 0) + (scores[at] as number) / most);
  }
  return sums;
}

/** What the baselines count. */
class Answerers {
  readonly #people = new Map<string, { answers: number[]; accepted: number; votes: number }>();
  readonly #authors = new Map<string, string>();

  all(): string[] {
    return [...this.#people.keys()];
  }

  of(personId: string): { readonly answers: readonly number[]; readonly accepted: number; readonly votes: number } {
    return this.#people.get(personId) ?? { answers: [], accepted: 0, votes: 0 };
  }

  take(happening: Happening): void {
    if (happening.what === 'answer') {
      const person = this.#people.get(happening.personId) ?? { answers: [], accepted: 0, votes: 0 };
      person.answers.push(Date.parse(happening.at));
      this.#people.set(happening.personId, person);
      this.#authors.set(happening.id, happening.personId);
    } else if (happening.what === 'acceptance') {
      const person = this.#people.get(this.#authors.get(happening.answerId) ?? '');
      if (person) person.accepted++;
    } else if (happening.what === 'votes') {
      const person = this.#people.get(this.#authors.get(happening.postId) ?? '');
      if (person) person.votes += happening.up - happening.down;
    }
  }
}
