import type { AskingTexts } from '../texts.js';

export const en: AskingTexts = {
  invite: 'Ask people who might know',
  seen: 'Everybody in the community sees the question. These are told of it:',
  why: 'Only people who agreed to be asked, who are not away and were not asked too often this week.',
  keptPlace:
    'One place is kept for somebody new, or who says that they know about it: so it is not always the same who are asked.',
  nobody: 'Nobody comes to mind for this yet. Everybody in the community sees the question.',
  slot: {
    evidence: 'by their role in the community',
    newcomer: 'gets a chance to help, as somebody new to this',
    declared: 'says that they know about it',
    colleague: 'a colleague put the question to them',
  },
  wrote: (titles) => `wrote about ${titles}`,
  quoted: (title) => `“${title}”`,
};
