import { plainText } from '../markdown/render.js';
import type { PracticeRecord } from './records.js';

/** What a practice says, as plain text, for the search index and its extracts. */
export async function practiceText({ problem, steps, context }: PracticeRecord): Promise<string> {
  const texts = await Promise.all([problem, ...steps, context].map((text) => plainText(text)));
  return texts.filter(Boolean).join('\n');
}
