import { counter } from '../../locale/counter.js';
import type { ExpertTexts } from '../texts.js';

const n = counter('en');

export const en: ExpertTexts = {
  search: 'Who knows about …',
  begin: 'Say what it is about: a few words, as you would put the question.',
  inferred: 'Inferred from answers and practices that you may read, by people who let themselves be found.',
  nobody: 'Nobody has written about this and lets themselves be found. Ask the community instead.',
  found: (count) => n(count, { one: '# person', other: '# people' }),
  contributions: (count) => n(count, { one: '# contribution about this', other: '# contributions about this' }),
  askable: 'May be asked',
  kind: { answer: 'Answered', accepted: 'Accepted answer', practice: 'Practice' },
  own: 'How others find me',
  consentLabel: 'May I be found by what I wrote?',
  consent: { unlisted: 'No', listed: 'Found', routable: 'Found and asked' },
  consentMeans: {
    unlisted: 'Nobody finds me here, and I am not asked.',
    listed: 'Who looks for somebody finds me. I am not asked.',
    routable: 'I am found, and asked when a question of my communities fits.',
  },
  away: 'Away',
  awayFrom: 'From',
  awayUntil: 'Until',
  saveAway: 'I am away then',
  awayNow: (from, until) => `Away from ${from} to ${until}: you are not asked.`,
  back: 'I am back',
  cap: 'Questions a week, at most',
  invited: (count) =>
    n(count, {
      one: 'You were asked once in the last seven days.',
      other: 'You were asked # times in the last seven days.',
    }),
  topics: 'What I am found by',
  counted: (count) => n(count, { one: '# contribution', other: '# contributions' }),
  noTopics: 'Nothing yet: answers and practices of yours count.',
  hide: 'Hide',
  show: 'Show again',
  saved: 'Saved.',
};
