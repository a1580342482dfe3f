import type { MetricName } from '../metrics/api.js';
import type { InstrumentRecord } from '../surveys/records.js';
import type { MatrixColumn, OrganisationOutcome, Supply } from './api.js';

/** What a cell is made of, and what supplies it. */
export interface PlannedCell {
  readonly column: MatrixColumn;
  readonly label: string;
  readonly metrics: readonly MetricName[];
  /** A survey that says it, where one was let out. */
  readonly survey?: InstrumentRecord['kind'];
  readonly supply: readonly Supply[];
}

export interface PlannedRow {
  readonly outcome: OrganisationOutcome;
  readonly label: string;
  readonly cells: readonly PlannedCell[];
}

const SERIES = {
  text: 'Import a series of the host’s system, and say that it is of this outcome.',
  link: 'series',
} as const;
const TERMS = { text: 'Define terms in the glossary, and tag or name them in posts.', link: 'glossary' } as const;

/** The matrix after Lesser & Storck 2001: outcome measures, and leads by kind of social capital. */
export const plan: readonly PlannedRow[] = [
  {
    outcome: 'newcomers',
    label: 'Shorter learning curve of newcomers',
    cells: [
      {
        column: 'outcome',
        label: 'Time to a declared competence milestone',
        metrics: ['time-to-competence'],
        supply: [
          {
            text: 'Define milestones; newcomers declare them, and their mentor or a facilitator confirms.',
            link: 'milestones',
          },
          SERIES,
        ],
      },
      {
        column: 'structural',
        label: 'Experts can be found',
        metrics: ['expert-coverage'],
        supply: [{ text: 'Members say what they know and agree to be asked.', link: 'experts' }],
      },
      {
        column: 'relational',
        label: 'Mentoring, and how newcomers are answered',
        metrics: ['mentoring-match', 'newcomer-gap'],
        supply: [
          { text: 'Members offer to mentor, and newcomers ask for a mentor.', link: 'mentoring' },
          { text: 'Newcomers and others ask questions.', link: 'questions' },
        ],
      },
      {
        column: 'cognitive',
        label: 'Use of the glossary',
        metrics: ['glossary-uptake'],
        supply: [TERMS],
      },
    ],
  },
  {
    outcome: 'customers',
    label: 'Faster response to customers',
    cells: [
      {
        column: 'outcome',
        label: 'Response where a customer waits',
        metrics: ['customer-response'],
        supply: [
          { text: 'Mark questions for which a customer is waiting.', link: 'questions' },
          {
            text: 'Import the case times of the host’s ticket system, and say that they are of this outcome.',
            link: 'series',
          },
        ],
      },
      {
        column: 'structural',
        label: 'Help across units',
        metrics: ['cross-unit-help'],
        supply: [{ text: 'People’s units come with the sign-on or an import of people.', link: 'people' }],
      },
      {
        column: 'relational',
        label: 'Willingness to answer',
        metrics: ['routing-hit-rate'],
        supply: [{ text: 'Questions are put to members who might know.', link: 'questions' }],
      },
      {
        column: 'cognitive',
        label: 'Shared terms',
        metrics: ['vocabulary-convergence'],
        supply: [{ text: 'Newcomers and others write enough for their words to be compared.', link: 'questions' }],
      },
    ],
  },
  {
    outcome: 'rework',
    label: 'Less rework and less invented anew',
    cells: [
      {
        column: 'outcome',
        label: 'Rework, and reuse against new equivalents',
        metrics: ['reuse-ratio'],
        supply: [
          { text: 'Units adopt practices instead of writing new ones.', link: 'practices' },
          {
            text: 'Import reworked items of all items from the host’s system as a share, and say that it is of this outcome.',
            link: 'series',
          },
        ],
      },
      {
        column: 'structural',
        label: 'Reach of practices',
        metrics: ['adoption-breadth'],
        supply: [{ text: 'Practices are published, and units say that they work by them.', link: 'practices' }],
      },
      {
        column: 'relational',
        label: 'Trust in authors',
        metrics: [],
        survey: 'social-capital',
        supply: [
          { text: 'A survey of trust, norms and shared language, answered by half of the members.', link: 'surveys' },
        ],
      },
      {
        column: 'cognitive',
        label: 'Practices that tell their context',
        metrics: ['context-recorded'],
        supply: [{ text: 'Authors of practices write where they hold.', link: 'practices' }],
      },
    ],
  },
  {
    outcome: 'innovation',
    label: 'New products and services',
    cells: [
      {
        column: 'outcome',
        label: 'Ideas, and ideas that came true',
        metrics: ['ideas-per-member', 'ideas-implemented'],
        supply: [{ text: 'Members put ideas forward, and it is said what became of them.', link: 'ideas' }, SERIES],
      },
      {
        column: 'structural',
        label: 'Weak ties across units',
        metrics: ['weak-ties'],
        supply: [{ text: 'People of several units answer and thank each other.', link: 'people' }],
      },
      {
        column: 'relational',
        label: 'Psychological safety',
        metrics: [],
        survey: 'psychological-safety',
        supply: [{ text: 'A survey of psychological safety, answered by half of the members.', link: 'surveys' }],
      },
      {
        column: 'cognitive',
        label: 'Problems in common',
        metrics: ['shared-problems'],
        supply: [{ text: 'Ideas name the problem they are about.', link: 'ideas' }],
      },
    ],
  },
];
