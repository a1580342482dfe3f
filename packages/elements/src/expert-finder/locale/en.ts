import { counter } from '../../locale/counter.js';
import type { OwnTexts } from '../texts.js';

const n = counter('en');

export const en: OwnTexts = {
  search: 'Who knows about …',
  begin: 'Say what it is about: a few words, as you would put the question.',
  inferred:
    'Who let themselves be found, by what you may read. The order says who has most to show for this question, and nothing more.',
  nobody: 'Nobody has written about this and lets themselves be found. Ask the community instead.',
  topics: 'Or choose a topic',
  aboutTopic: (topic) => `About ${topic}`,
  anyTopic: 'Look for something else',
  found: (count) => n(count, { one: '# person', other: '# people' }),
  evidenceMore: (count) => n(count, { one: '# contribution about this', other: '# contributions about this' }),
  own: 'How others find me',
  ask: 'Ask the community',
  askMeans: 'Put the question to everybody there: who may be asked is told of it.',
  card: 'Profile',
  confidence: { low: 'Little evidence', medium: 'Good evidence', high: 'Strong evidence' },
};
