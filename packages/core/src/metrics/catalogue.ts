import type { MetricInfo } from './api.js';

const people = 'At least 5 different people in each part of it.';

/** What is measured, and how far it can be trusted. */
export const catalogue: readonly MetricInfo[] = [
  {
    name: 'time-to-first-response',
    label: 'Time to first response',
    says: 'How long questions wait for the first answer by somebody else; those still waiting at the end of their quarter count as waiting, not as missing.',
    formula:
      'S(t) = Π over tⱼ ≤ t of (1 − dⱼ/nⱼ); median = the first t with S(t) ≤ ½; restricted mean = ∫₀ʰ S, h = 168 hours; variance of Greenwood, log(−log) interval. Above 5 % closed unanswered: 1 − F(t) of Aalen and Johansen.',
    source: 'Kaplan & Meier 1958; Aalen & Johansen 1978; Ortega et al. 2014',
    floor: `${people} At least 20 questions. The curve ends where fewer than 5 askers are still waiting.`,
    grade: 'R',
    rung: 'activity',
  },
  {
    name: 'answer-rate',
    label: 'Answer rate',
    says: 'The share of questions that somebody else answered within one day, three days and a week.',
    formula: 'answered within h / questions, each watched for a week',
    source: 'Wilson 1927 for the interval',
    floor: `${people} At least 20 questions. A time within which fewer than 5 people answered is not shown.`,
    grade: 'R',
    rung: 'activity',
  },
  {
    name: 'cross-unit-help',
    label: 'Help across units',
    says: 'The share of answers that come from another unit than the question, beside what would be seen if units did not matter.',
    formula:
      'answers with unit(answerer) ≠ unit(asker) / answers; chance = 1 − Σ n(n−1) / (N(N−1)), bounds from 1,000 seeded shuffles of the unit labels',
    source: 'Krackhardt & Stern 1988; Blau 1977',
    floor: `${people} At least 20 answers. By unit for quarters only, with units kept back that have fewer than 5 people or give such a unit away.`,
    grade: 'R',
    rung: 'activity',
  },
  {
    name: 'adoption-breadth',
    label: 'Adoption breadth',
    says: 'How far published practices have spread over the units that could adopt them.',
    formula:
      'units that adopted and did not abandon / units that could adopt, summed over practices, at the end of the window',
    source: 'Rogers 2003 for the idea of spread; Wilson 1927 for the interval',
    floor: 'At least 3 units that could adopt, with at least 5 people who take part.',
    grade: 'R',
    rung: 'growth',
  },
  {
    name: 'time-to-adoption',
    label: 'Time to adoption',
    says: 'How long it takes a unit to adopt a practice after it was published.',
    formula:
      'S(t) over pairs of a practice and a unit, from publication to adoption; units that came later are at risk from their coming on',
    source: 'Kaplan & Meier 1958; left truncation as in Klein & Moeschberger 2003, § 4.6',
    floor:
      'At least 3 units that could adopt, with at least 5 people who take part. The curve ends where fewer than 3 units are still waiting.',
    grade: 'R',
    rung: 'growth',
  },
];
