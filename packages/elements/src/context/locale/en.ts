import type { WorkTexts } from '../texts.js';

export const en: WorkTexts = {
  forThis: 'Practices for this',
  match: { subject: 'for this page', topic: 'same topic', text: 'similar' },
  answeredBefore: 'Answered before',
  discussed: 'Discussed about this',
  nothingYet: 'Nothing is known about this yet.',
  ask: 'Ask the community',
  askHint: 'Your question in one sentence',
  asked: 'Your question was asked.',
  pageDiscussion: 'Discussion of this page',
  noDiscussion: 'Nobody has written about this page yet.',
  otherThreads: 'Threads about this page',
};
