import { expect, test } from 'vitest';
import { RecentPosts } from './recent-posts.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 8, minute)).toISOString();

test('what people wrote is kept for an hour and no longer, whether they come back or not', () => {
  const recent = new RecentPosts();
  recent.note('ada', 'r1', { at: at(0), threadId: null, text: 'One' });
  recent.note('bo', 'r2', { at: at(10), threadId: null, text: 'Two' });
  recent.note('bo', 'r3', { at: at(50), threadId: null, text: 'Three' });
  expect(recent.size).toBe(3);
  recent.note('cy', 'r4', { at: at(75), threadId: null, text: 'Four' });
  expect(recent.of('ada', at(0))).toEqual([]);
  expect(recent.of('bo', at(75)).map(({ text }) => text)).toEqual(['Three']);
  recent.note('bo', 'r5', { at: at(80), threadId: null, text: 'Five' });
  expect(recent.size).toBe(3);
});
