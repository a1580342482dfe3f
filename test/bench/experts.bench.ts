import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Copkit, createCopkit } from '@copkit/core';
import { memory, type StorageAdapter } from '@copkit/storage';
import { ExpertEngine } from '../../packages/core/src/experts/engine.js';
import { growthAt } from './experts/growth.js';
import { type Happening, inOrder, type Question } from './experts/history.js';
import { PER_QUESTION } from './experts/invitations.js';
import { METHODS, type Method, type Outcome, type Places, prequential } from './experts/prequential.js';
import { Replay } from './experts/replay.js';
import { restarts } from './experts/restart.js';
import { historyOf } from './experts/stackexchange.js';
import { expected, mean, ndcg10, type Place, pairedBootstrap, reciprocal, within } from './experts/statistics.js';
import { type Bench, type Options, percentile } from './harness.js';

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

async function* growth(as: 'json' | 'text'): AsyncGenerator<string> {
  for (const size of SIZES) {
    const { items, indexMs, asked, common } = await growthAt(size);
    yield figure(as, `${items} items: index`, 'processor ms', indexMs, Math.round((2_000 * items) / 42_000));
    yield figure(as, `${items} items: six words, ${asked.matching} items match, p95`, 'ms', asked.p95, 10);
    yield figure(as, `${items} items: one word, ${common.matching} items match, p50`, 'ms', common.p50);
    yield figure(
      as,
      `${items} items: one word, for 1,000 items that match`,
      'ms',
      (common.p50 * 1_000) / common.matching,
    );
  }
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

/** A figure of the house: what it is, and what is aimed at. Lower is better. */
function figure(as: 'json' | 'text', name: string, unit: string, value: number, target: number | null = null): string {
  if (as === 'json') return JSON.stringify({ bench: 'experts', case: name, unit, value, better: 'lower', target });
  const aim = target === null ? '' : `   aimed at ${target} or less: ${value <= target ? 'reached' : 'missed'}`;
  return `  ${name.padEnd(60)}${value.toFixed(2).padStart(10)} ${unit}${aim}`;
}

const PARTS = ['quality', 'speed', 'growth', 'restart'] as const;
const SIZES = [42_000, 100_000, 400_000];
const MADE_UP = 42_000;
const ASKED = 300;

export default async ({ only }: Options): Promise<Bench> => {
  const unknown = only.filter((name) => !PARTS.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`No part is called ${unknown.join(', ')}: ${PARTS.join(', ')}.`);
  const wanted = (part: (typeof PARTS)[number]) => only.length === 0 || only.includes(part);
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

  const queries = {
    'routing.preview: whom to ask': (index: number) => {
      const { org, asker: by, question } = asked();
      const { title, body } = question(index);
      return by.routing.preview({ communityId: org.communityId, title: title.slice(0, 200), body });
    },
    'experts.find: who knows': (index: number) => {
      const { org, asker: by, question } = asked();
      return by.experts.find({ communityId: org.communityId, text: question(index).title.slice(0, 500) });
    },
  };

  return {
    rounds: 3,
    async *report(as) {
      for (const { name, folder, format } of wanted('quality') ? SITES : []) {
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
      if (wanted('growth')) yield* growth(as);
      if (wanted('restart')) {
        for await (const { store, items, rebuiltMs, resumedMs, keptMs } of restarts(madeUp(MADE_UP))) {
          const of = `${items} items on ${store}:`;
          yield figure(as, `${of} restart to the first answer, from the feed`, 'processor ms', rebuiltMs, 2_000);
          yield figure(as, `${of} restart to the first answer, from what was kept`, 'processor ms', resumedMs, 2_000);
          yield figure(as, `${of} keeping it`, 'processor ms', keptMs);
        }
      }
      if (!largest && wanted('speed')) {
        const history = madeUp(MADE_UP);
        largest = { org: await organisationOf(history), questions: history.filter(isQuestion).slice(-1_000) };
        const replay = replayInto(largest.org);
        for (const happening of history) await replay.take(happening);
        await replay.flush();
      }
      if (wanted('speed')) {
        for (const [name, query] of Object.entries(queries)) {
          const milliseconds: number[] = [];
          for (let at = 0; at < ASKED + 20; at++) {
            const began = performance.now();
            await query(at);
            if (at >= 20) milliseconds.push(performance.now() - began);
          }
          yield figure(as, `${name}, p50`, 'ms', percentile(milliseconds, 0.5));
          yield figure(as, `${name}, p95`, 'ms', percentile(milliseconds, 0.95), 10);
        }
      }
    },
    cases: !wanted('speed')
      ? []
      : [
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
          ...Object.entries(queries).map(([name, run]) => ({ name, operations: 200, subject: { run } })),
        ],
    close: () => largest?.org.cop.close(),
  };
};
