import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Copkit, createCopkit } from '@copkit/core';
import { memory, type StorageAdapter } from '@copkit/storage';
import { ExpertEngine } from '../../packages/core/src/experts/engine.js';
import { type Happening, inOrder, type Question } from './experts/history.js';
import { PER_QUESTION } from './experts/invitations.js';
import { METHODS, type Method, type Outcome, type Places, prequential } from './experts/prequential.js';
import { Replay } from './experts/replay.js';
import { historyOf } from './experts/stackexchange.js';
import { expected, mean, ndcg10, type Place, pairedBootstrap, reciprocal, within } from './experts/statistics.js';
import { type Bench, percentile } from './harness.js';

/** Beside the repository: real histories are not part of it. */
const DATA = join(process.cwd(), '../shared/data');
const SITES = [
  { name: 'Cardano, full text', folder: 'stackexchange-cardano-2021', format: 'xml' },
  { name: 'Travel, titles only', folder: 'stackexchange-travel-2017-csv', format: 'csv' },
] as const;

const FIGURES = {
  MRR: reciprocal,
  'P@1': within(1),
  'Hit@5': within(5),
  'Hit@10': within(10),
  'NDCG@10': ndcg10,
} as const;

const admin = { hostId: 'admin', name: 'Admin', admin: true };
const asker = { hostId: 'asker', name: 'Asker' };

interface Organisation {
  readonly cop: Copkit;
  readonly storage: StorageAdapter;
  readonly communityId: string;
  readonly personIds: ReadonlyMap<string, string>;
}

/** An organisation with everybody of a history, and a community that nobody wrote anything in. */
async function organisationOf(history: readonly Happening[]): Promise<Organisation> {
  const storage = memory();
  const cop = await createCopkit({ storage });
  const sourceIds = [...new Set(history.flatMap((each) => ('personId' in each ? [each.personId] : [])))];
  const personIds = new Map<string, string>();
  for (let at = 0; at < sourceIds.length; at += 500) {
    const some = sourceIds.slice(at, at + 500);
    const people = some.map((id) => ({ hostId: id || 'nobody', name: `Person ${id}` }));
    const { ids } = await cop.as(admin).people.import({ people });
    some.forEach((id, each) => {
      personIds.set(id, ids[each] ?? '');
    });
  }
  const { communityId } = await cop
    .system({ name: 'bench' })
    .imports.community({ source: 'bench', name: 'Bench', purpose: 'Measuring' });
  await cop.as(asker).membership.join({ communityId });
  return { cop, storage, communityId, personIds };
}

const replayInto = ({ storage, communityId, personIds }: Organisation) =>
  new Replay(storage, communityId, (sourceId) => personIds.get(sourceId) ?? '');

const figuresOf = (places: readonly Place[]): Record<string, number> =>
  Object.fromEntries(
    Object.entries(FIGURES).map(([name, measure]) => [name, mean(places.map((place) => expected(place, measure)))]),
  );

const gain = (places: Places, over: Method) => {
  const ranks = (method: Method) => places[method].map((place) => expected(place, reciprocal));
  return pairedBootstrap(ranks('route'), ranks(over));
};

function lines(site: string, outcome: Outcome, as: 'json' | 'text'): string[] {
  const p95 = percentile(outcome.milliseconds, 0.95);
  const sets = (['development', 'test'] as const).map((set) => {
    const places = outcome[set];
    const against = ['most answers', 'recent answers, 7 d'] as const;
    return {
      set,
      questions: places.route.length,
      methods: METHODS.map((method) => ({ method, figures: figuresOf(places[method]) })),
      gain: against.map((over) => ({ over, interval: gain(places, over) })),
    };
  });
  const invitations = outcome.invitations.map(({ loadCounts, reach, busiestShare }) => ({
    loadCounts,
    reach,
    busiestShare,
  }));
  if (as === 'json') {
    return [JSON.stringify({ bench: 'experts', site, items: outcome.items, rankingP95: p95, sets, invitations })];
  }
  const row = (label: string, cells: readonly string[]) =>
    `  ${label.padEnd(22)}${cells.map((cell) => cell.padStart(9)).join('')}`;
  const bySet = sets.flatMap(({ set, questions, methods, gain: gains }) => [
    `${site}: ${set} set, ${questions} questions, ${outcome.items} items at the end, ranking p95 ${p95.toFixed(1)} ms`,
    row('', Object.keys(FIGURES)),
    ...methods.map(({ method, figures }) =>
      row(
        method,
        Object.values(figures).map((value) => value.toFixed(3)),
      ),
    ),
    ...gains.map(
      ({ over, interval: [low, high] }) =>
        `  MRR of route less that of ${over}: 95 % interval ${low.toFixed(3)} to ${high.toFixed(3)}`,
    ),
  ]);
  const spread = invitations.map(
    ({ loadCounts, reach, busiestShare }) =>
      `  ${PER_QUESTION} invitations a question, load ${loadCounts ? 'counted' : 'left out'}: ${reach.toFixed(3)} reach who answers, ${busiestShare.toFixed(3)} go to the busiest five`,
  );
  return [...bySet, ...spread];
}

/** Made up, so that there is something to measure where the real histories are not. */
function madeUp(items: number): Happening[] {
  const subjects = ['rotor', 'pump', 'seal', 'valve', 'bearing', 'filter', 'sensor', 'cable', 'brake', 'gear'];
  const troubles = ['hums', 'leaks', 'slips', 'sticks', 'overheats', 'rattles', 'freezes', 'drifts'];
  const happenings: Happening[] = [];
  for (let at = 0; at < items; at++) {
    const subject = subjects[(at * 7) % subjects.length];
    const moment = (minutes: number) => new Date(Date.UTC(2020, 0, 1, 0, at * 60 + minutes)).toISOString();
    const title = `Why does the ${subject} ${at % 97} in hall ${at % 13} ${troubles[(at * 3) % troubles.length]}?`;
    const question: Question = {
      what: 'question',
      id: `${at}`,
      at: moment(0),
      personId: `${at % 1_000}`,
      title,
      body: '',
      topics: [],
      acceptedBy: null,
    };
    happenings.push(question, {
      what: 'answer',
      id: `${items + at}`,
      at: moment(1),
      onId: `${at}`,
      personId: `${(at * 31) % 4_000}`,
      body: '',
    });
  }
  return inOrder(happenings);
}

export default async (): Promise<Bench> => {
  let largest: { readonly org: Organisation; readonly questions: readonly Question[] } | null = null;
  const isQuestion = (each: Happening): each is Question => each.what === 'question';
  const asked = () => {
    if (!largest) throw new Error('The report comes first.');
    const { org, questions } = largest;
    return {
      org,
      asker: org.cop.as(asker),
      question: (at: number) => questions[(at * 7) % questions.length] as Question,
    };
  };

  return {
    rounds: 3,
    async *report(as) {
      for (const { name, folder, format } of SITES) {
        const directory = join(DATA, folder);
        if (!existsSync(directory)) {
          if (as === 'text') yield `${name}: no ${directory}. Put the dump there to measure how well people are found.`;
          continue;
        }
        const history = await historyOf(directory, format);
        const org = await organisationOf(history);
        const engine = new ExpertEngine(org.storage, { record: async () => null });
        yield* lines(name, await prequential(history, replayInto(org), engine), as);
        await largest?.org.cop.close();
        largest = { org, questions: history.filter(isQuestion).slice(-1_000) };
      }
      if (!largest) {
        const history = madeUp(42_000);
        largest = { org: await organisationOf(history), questions: history.filter(isQuestion).slice(-1_000) };
        const replay = replayInto(largest.org);
        for (const happening of history) await replay.take(happening);
        await replay.flush();
      }
    },
    cases: [
      {
        name: 'index all evidence of the largest community',
        operations: 1,
        subject: {
          run() {
            const { storage, communityId } = asked().org;
            return new ExpertEngine(storage, { record: async () => null }).evidenceOf(communityId);
          },
        },
      },
      {
        name: 'routing.preview: whom to ask',
        operations: 200,
        subject: {
          run(index) {
            const { org, asker: by, question } = asked();
            const { title, body } = question(index);
            return by.routing.preview({ communityId: org.communityId, title: title.slice(0, 200), body });
          },
        },
      },
      {
        name: 'experts.find: who knows',
        operations: 200,
        subject: {
          run(index) {
            const { org, asker: by, question } = asked();
            return by.experts.find({ communityId: org.communityId, text: question(index).title.slice(0, 500) });
          },
        },
      },
    ],
    close: () => largest?.org.cop.close(),
  };
};
