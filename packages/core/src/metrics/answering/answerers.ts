import { floors } from '../../measures/floors.js';
import { expertCoverage as coverageOf } from '../../measures/responsiveness.js';
import { inside, perPerson } from '../acts.js';
import { remembered } from '../columns.js';
import { described } from '../described.js';
import { lorenzFigure } from '../lorenz.js';
import type { Metric } from '../metric.js';
import { questionsOf } from '../questions.js';

const GROUP = 'responsiveness';
const YEAR = 365 * 86_400_000;
/** Above this concentration few carry the answers. */
const HEAVY = 0.6;

/** Answers by others than the asker, the oldest first. */
export const answersOf = remembered((log) =>
  questionsOf(log)
    .flatMap(({ asker, topics, answers }) =>
      answers.map(({ at, by, object, unit }) => ({ at, person: by, object, unit, asker, topics })),
    )
    .sort((a, b) => a.at - b.at),
);

export const answerLoad: Metric<'answer-load'> = {
  name: 'answer-load',
  version: 1,
  grade: 'R',
  costly: true,
  info: described({
    label: 'Load of answering',
    says: 'How unequally the answers are spread over those who answer: 0 all alike, 1 all by one.',
    reading: 'A heavy load on few foretells that they will tire. Who opted out is respected.',
    formula:
      'G = Σ(2i − n − 1)x₍ᵢ₎ / (n Σx), times n/(n − 1), over those who answered; interval by 1,000 seeded resamples',
    source: 'Gini 1912; Lorenz 1905',
    floor: 'At least 10 people who answered; a step of the curve is of 5 people or more.',
    group: GROUP,
    shape: 'lorenz',
  }),
  method: 'Corrected Gini index of the answers to others given in the window, over those who gave any.',
  evidence: (log) => answersOf(log).map(({ at, person }) => ({ at, parts: [[person]] })),
  compute(log, window) {
    const answers = inside(answersOf(log), window);
    const amounts = [...perPerson(answers).values()];
    if (amounts.length < floors.concentration.people) return { insufficient: 'few-people', nRecords: answers.length };
    const value = lorenzFigure(amounts, amounts.length);
    if (!value) return { insufficient: 'no-variation', nRecords: answers.length };
    const { low, high, gini } = value;
    return {
      value,
      ci: low === null || high === null ? null : [low, high],
      nRecords: answers.length,
      caveats: ['no-best-value'],
      next: gini > HEAVY ? 'spread-load' : null,
    };
  },
};

export const expertCoverage: Metric<'expert-coverage'> = {
  name: 'expert-coverage',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Topics with enough who answer',
    says: 'Of the topics that were asked about, how many have at least two people who answered about them within a year.',
    reading: 'Who is willing and was never asked is not seen; topics are as they were tagged.',
    formula: 'topics with ≥ 2 different answerers within 365 days / topics asked about, Wilson interval',
    source: 'Wilson 1927 for the interval',
    floor: 'At least 5 different people who answered in the quarter.',
    group: GROUP,
    shape: 'share',
    unit: 'topics',
  }),
  windows: 'quarters',
  method:
    'Topics of the questions asked in the quarter; those about which at least two different people answered others in the year up to its end.',
  evidence: (log) => answersOf(log).map(({ at, person, asker }) => ({ at, parts: [[person], [asker]] })),
  compute(log, window) {
    const topics = new Set(inside(questionsOf(log), window).flatMap((question) => question.topics));
    const recent = inside(answersOf(log), { from: window.to - YEAR, to: window.to });
    const people = new Map<string, Set<number>>();
    for (const { person, topics: about } of recent) {
      for (const topic of about) people.set(topic, (people.get(topic) ?? new Set()).add(person));
    }
    const willing = [...topics].map((topic) => people.get(topic)?.size ?? 0);
    const found = coverageOf(willing);
    if (found.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: recent.length };
    const { low, high } = found.value;
    const count = willing.filter((size) => size >= 2).length;
    return {
      value: { ...found.value, count, of: willing.length, chance: null },
      ci: [low, high],
      nRecords: recent.length,
      caveats: ['answers-show-willingness', 'topics-as-tagged'],
      next: count < willing.length ? 'find-experts' : null,
    };
  },
};
