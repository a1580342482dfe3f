import { expect, it } from 'vitest';
import * as z from 'zod';
import { linksOf, pageWithin } from './links.js';

const page = z.strictObject({
  items: z.array(z.string()),
  next: z.string().nullable(),
  previous: z.string().nullable(),
});

it('finds the page in an output, or in the one property that is one', () => {
  expect(pageWithin(page)).toBe('');
  expect(pageWithin(z.strictObject({ thread: z.string(), replies: page }))).toBe('replies');
  expect(pageWithin(z.strictObject({ one: page, other: page }))).toBeNull();
  expect(pageWithin(z.strictObject({ items: z.array(z.string()) }))).toBeNull();
});

it('links to both neighbours, keeping what else was asked', () => {
  const asked = new URLSearchParams({ communityId: 'c', after: 'here', limit: '2' });
  expect(linksOf(asked, { items: [], next: 'on', previous: 'back' }, '')).toBe(
    '<?communityId=c&limit=2&after=on>; rel="next", <?communityId=c&limit=2&before=back>; rel="prev"',
  );
  expect(linksOf(asked, { replies: { items: [], next: 'on', previous: null } }, 'replies')).toBe(
    '<?communityId=c&limit=2&after=on>; rel="next"',
  );
  expect(linksOf(asked, { items: [], next: null, previous: null }, '')).toBeNull();
});

it('lets nothing out of its brackets, and leaves out what no proxy would take', () => {
  const text = '>; rel="next", <https://elsewhere.example\r\nset-cookie: a=b';
  const link = linksOf(new URLSearchParams({ text }), { items: [], next: 'on', previous: null }, '');
  expect(link).toMatch(/^<\?[^<>"\s]+>; rel="next"$/);
  const long = new URLSearchParams({ text: 'x'.repeat(3_000) });
  expect(linksOf(long, { items: [], next: 'on', previous: null }, '')).toBeNull();
});
