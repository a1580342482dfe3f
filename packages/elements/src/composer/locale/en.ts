import type { AskingTexts } from '../asking-texts.js';

export const en: AskingTexts = {
  invite: 'Ask people who might know',
  nobody: 'Nobody comes to mind for this yet. Everybody in the community sees the question.',
  newcomer: 'gets a chance to help, as somebody new to this',
  role: 'by their role in the community',
  wrote: (titles) => `wrote about ${titles}`,
  quoted: (title) => `“${title}”`,
};
