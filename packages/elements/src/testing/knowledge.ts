import type { CopkitApi, MetricResult } from '@copkit/core';
import type { KnowledgeMap, KnowledgeRisk, MappedTopic } from '@copkit/core/expertise';
import { withOperations } from './community.js';

const TOPICS: readonly (readonly [string, number, number, number])[] = [
  ['seals', 34, 0.41, 1.6],
  ['vibration', 29, 0.1, 7.2],
  ['bearings', 22, 0.18, 4.9],
  ['balancing', 12, 0, 6.1],
  ['lubrication', 9, 0.55, 1.3],
  ['alignment', 7, 0.14, 3.4],
  ['couplings', 4, 0.25, 2.6],
];

const topic = (label: string) => ({ id: label, label });

const told = ([label, questions, unansweredShare, coverage]: (typeof TOPICS)[number]): MappedTopic => ({
  topic: topic(label),
  demand: 'ok',
  questions,
  unanswered: Math.round(questions * unansweredShare),
  unansweredShare,
  supply: 'ok',
  coverage,
  coverageAt: '2026-10-01T00:00:00.000Z',
  gap: (questions * (1 + unansweredShare)) / coverage,
});

const suppressed: MappedTopic = {
  topic: topic('cavitation'),
  demand: 'suppressed',
  questions: null,
  unanswered: null,
  unansweredShare: null,
  supply: 'suppressed',
  coverage: null,
  coverageAt: null,
  gap: null,
};

const MEASURED = {
  status: 'ok',
  nRecords: 117,
  nPersons: 48,
  window: ['2026-07-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z'],
  method: 'By topic: questions asked in the quarter.',
  grade: 'C',
  caveats: [{ code: 'topics-as-tagged', text: 'A topic has what was tagged with it when it was written.' }],
  next: 'route-to-experts',
  definition: { id: 'knowledge-map', version: 1 },
} as const;

/** A map as a community of fifty people could have it. */
export const KNOWLEDGE_MAP: MetricResult<KnowledgeMap> = {
  ...MEASURED,
  value: { topics: [...TOPICS.map(told), suppressed], suppressed: 1 },
};

export const KNOWLEDGE_RISK: MetricResult<KnowledgeRisk> = {
  ...MEASURED,
  value: {
    topics: TOPICS.length,
    onOnePerson: 2,
    items: TOPICS.map(([label, , , coverage]) => ({
      topic: topic(label),
      status: 'ok',
      absenceFactor: Math.max(1, Math.round(coverage / 2)),
      people: Math.round(coverage * 2),
      coverage,
      at: '2026-10-01T00:00:00.000Z',
      units: [],
    })),
  },
};

export const withKnowledge = (api: CopkitApi, map = KNOWLEDGE_MAP, risk = KNOWLEDGE_RISK): CopkitApi =>
  withOperations(api, {
    'knowledge.getMap': () => Promise.resolve(map),
    'knowledge.getRisk': () => Promise.resolve(risk),
  });
