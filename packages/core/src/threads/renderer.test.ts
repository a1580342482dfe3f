import { expect, test } from 'vitest';
import { Renderer } from './renderer.js';

test('many long texts leave turns to everybody else', async () => {
  const renderer = new Renderer();
  const long = (seed: number) => `${seed} ${'*a **b _c_ `d` [e](f) '.repeat(1_800)}`;
  let turns = 0;
  const others = setInterval(() => turns++);
  const rendered = await Promise.all(Array.from({ length: 12 }, (_, seed) => renderer.render(long(seed))));
  clearInterval(others);
  expect(new Set(rendered.map(({ html }) => html)).size).toBe(12);
  expect(turns).toBeGreaterThan(2);
});

test('a text is rendered once, a preview is not kept', async () => {
  const renderer = new Renderer();
  const kept = await renderer.render('*a*');
  expect(await renderer.render('*a*')).toBe(kept);
  expect(await renderer.renderOnce('*a*')).not.toBe(kept);
  expect((await renderer.renderOnce('*b*')).html).toBe('<p><em>b</em></p>\n');
});
