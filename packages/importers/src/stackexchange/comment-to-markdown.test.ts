import { expect, it } from 'vitest';
import { commentToMarkdown } from './comment-to-markdown.js';

it.each([
  ['emphasis, code and links', '*a* **b** `c` [d](https://d.example)', '*a* **b** `c` [d](https://d.example)'],
  [
    'bare addresses',
    'see (https://d.example/a_(b)).',
    'see ([https://d.example/a\\_(b)](https://d.example/a_\\(b\\))).',
  ],
  ['markup', 'use <b> & &amp; here', 'use \\<b> & \\&amp; here'],
  ['a hash at the start', '# 1 problem', '\\# 1 problem'],
  ['a dash at the start', '- 1 is negative', '\\- 1 is negative'],
  ['a number at the start', '2. is wrong', '2\\. is wrong'],
  ['a quote sign at the start', '> 3 of them', '\\> 3 of them'],
  ['an exclamation mark before a link', 'look![d](https://d.example)', 'look\\![d](https://d.example)'],
])('keeps %s as a comment shows it', (_name, text, markdown) => {
  expect(commentToMarkdown(text)).toBe(markdown);
});
