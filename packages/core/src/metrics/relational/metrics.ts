import { giveReceiveBalance as balanceOf, thanksCoverage as coverageOf } from '../../measures/exchange.js';
import { ok } from '../../measures/measured.js';
import { reciprocity as reciprocityOf } from '../../measures/networks/cohesion.js';
import { inside } from '../acts.js';
import { answersOf } from '../answering/answerers.js';
import { remembered } from '../columns.js';
import { described } from '../described.js';
import type { Metric } from '../metric.js';
import { networkMetric, numberOf } from '../networks/network-metric.js';
import { exchangesOf } from '../networks/ties.js';

const group = 'relational';

export const reciprocity = networkMetric({
  name: 'reciprocity',
  grade: 'R',
  info: {
    label: 'Mutual help',
    says: 'The share of ties that are returned, and how far that is above what chance gives.',
    reading: 'ρ can be compared between sizes, the share cannot. Experts are rarely answered by those they help.',
    formula: 'r = Σ aᵢⱼaⱼᵢ / m; ρ = (r − ā)/(1 − ā), ā the density',
    source: 'Garlaschelli & Loffredo 2004',
    shape: 'number',
    group,
  },
  method: 'Directed binary ties that have one back.',
  of({ graph }) {
    const found = reciprocityOf(graph);
    if (found.status !== 'ok') return found;
    const { share, rho } = found.value;
    const asides = rho === null ? [] : [{ code: 'rho', label: 'above chance (ρ)', value: rho, unit: 'none' as const }];
    return ok({ value: numberOf(share, 'none', asides) });
  },
});

export const giveReceiveBalance = networkMetric({
  name: 'give-receive-balance',
  grade: 'C',
  info: {
    label: 'Giving and receiving',
    says: 'How giving and receiving balance over people, from −1 only receiving to 1 only giving: quartiles, of nobody in particular.',
    reading: 'Those who know more give more, and rightly so.',
    formula: '(given − received) / (given + received); quartiles over people',
    source: 'after SWOOP',
    shape: 'distribution',
    group,
  },
  method: 'Replies, answers and thanks that each gave and received.',
  of({ graph: { nodes, out, into } }) {
    const weightOf = ({ start, weight }: typeof out, node: number) =>
      weight.subarray(start[node] ?? 0, start[node + 1] ?? 0).reduce((sum, each) => sum + each, 0);
    const found = balanceOf(
      nodes.map((_, node) => weightOf(out, node)),
      nodes.map((_, node) => weightOf(into, node)),
    );
    if (found.status !== 'ok') return found;
    return ok({ value: { ...found.value, unit: 'none' as const }, caveats: ['experts-give' as const] });
  },
});

/** Answers, and whether somebody had thanked for each by the end of its quarter. */
const thankedOf = remembered((log) => {
  const thanks = new Map<number, { at: number; by: number }>();
  for (const { kind, object, at, from } of exchangesOf(log)) {
    if (kind === 'thank' && !thanks.has(object)) thanks.set(object, { at, by: from });
  }
  return answersOf(log).map(({ at, person, object, unit, topics }) => {
    const thank = thanks.get(object);
    const thanked = thank !== undefined && thank.at < log.calendar.endOfQuarter(at);
    return { at, counted: thanked, unit, topics, person, parts: [[person], thanked ? [thank.by] : []] };
  });
});

const thanksCoverage: Metric<'thanks-coverage'> = {
  name: 'thanks-coverage',
  version: 1,
  grade: 'C',
  info: described({
    label: 'Answers that were thanked for',
    says: 'The share of answers for which somebody said thanks.',
    reading: 'Thanks can become a ritual; who was helped may say so elsewhere.',
    formula: 'answers thanked for by the end of their quarter / answers, Wilson interval',
    source: 'Wilson 1927 for the interval',
    floor: 'At least 20 answers by 5 people; of those who thanked nobody, or 5.',
    group,
    shape: 'share',
  }),
  method:
    'Answers to others given in the window for which somebody else said thanks by the end of their quarter, of all.',
  evidence: (log) => thankedOf(log),
  counted: (log) => thankedOf(log),
  compute(log, window) {
    const answers = inside(thankedOf(log), window);
    if (answers.length < 20) return { insufficient: 'too-few-answers', nRecords: answers.length };
    const count = answers.filter(({ counted }) => counted).length;
    const found = coverageOf(count, answers.length);
    if (found.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
    const { low, high } = found.value;
    return {
      value: { ...found.value, count, of: answers.length, chance: null },
      ci: [low, high],
      nRecords: answers.length,
      caveats: ['ritual'],
      next: null,
    };
  },
};

export const relational = {
  reciprocity,
  'give-receive-balance': giveReceiveBalance,
  'thanks-coverage': thanksCoverage,
};
