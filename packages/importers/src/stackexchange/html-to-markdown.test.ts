import { expect, it } from 'vitest';
import { htmlToMarkdown } from './html-to-markdown.js';

it.each([
  ['paragraphs', '<p>One.</p>\n\n<p>Two <em>a</em> <strong>b</strong>.</p>\n', 'One.\n\nTwo *a* **b**.'],
  ['a code block', '<pre><code>if (a &lt; b) {\n  go();\n}\n</code></pre>', '```\nif (a < b) {\n  go();\n}\n```'],
  ['a language on the pre', '<pre class="lang-js s-code-block"><code>a</code></pre>', '```js\na\n```'],
  ['a language on the code', '<pre><code class="language-hs">a</code></pre>', '```hs\na\n```'],
  ['the language "none"', '<pre class="lang-none"><code>a</code></pre>', '```\na\n```'],
  ['a fence inside code', '<pre><code>```\na\n```\n</code></pre>', '````\n```\na\n```\n````'],
  ['code in a sentence', '<p>Run <code>a `b` c</code>.</p>', 'Run ``a `b` c``.'],
  ['keys', '<p>Press <kbd>Ctrl</kbd>+<kbd>C</kbd>.</p>', 'Press <kbd>Ctrl</kbd>+<kbd>C</kbd>.'],
  ['quotes', '<blockquote>\n<p>said</p>\n</blockquote>', '> said'],
  ['lists', '<ul>\n<li>a\n<ol>\n<li>b</li>\n</ol></li>\n<li>c</li>\n</ul>', '- a\n  1. b\n- c'],
  ['a list that starts at 3', '<ol start="3"><li>c</li></ol>', '3. c'],
  ['a line break', '<p>a<br>\nb</p>', 'a\\\nb'],
  ['an image', '<p><img src="https://i.example/a.png" alt="the plot"></p>', '[the plot](https://i.example/a.png)'],
  [
    'an image without a name',
    '<p><img src="https://i.example/a.png"></p>',
    '[https://i.example/a.png](https://i.example/a.png)',
  ],
  [
    'an image in a link',
    '<p><a href="https://b.example"><img src="https://i.example" alt="x"></a></p>',
    '[x](https://b.example)',
  ],
  ['struck out text', '<p><s>old</s> <strike>older</strike></p>', '~~old~~ ~~older~~'],
  [
    'text that looks like Markdown',
    '<p># no *heading* _at_ [all](x) &lt;b&gt;</p>',
    '\\# no \\*heading\\* \\_at\\_ \\[all]\\(x) \\<b>',
  ],
  ['text that looks like a mention', '<p>@[p_0123456789abcdefg]</p>', '@\\[p_0123456789abcdefg]'],
  ['emphasis around a list', '<em>a<ul><li>b</li></ul></em>', 'a\n\n- b'],
  ['raised text', '<p>2<sup>8</sup> H<sub>2</sub>O</p>', '2<sup>8</sup> H<sub>2</sub>O'],
  ['emphasis in raised text', '<p>2<sup><em>n</em><sub>1</sub></sup></p>', '2<sup>*n*<sub>1</sub></sup>'],
  ['raised nothing', '<p>a<sup></sup>b</p>', 'ab'],
  ['raised blocks', '<sup><p>a</p><p>b</p></sup>', 'a\n\nb'],
  ['tags that somebody wrote about', '<p>&lt;sub&gt;a&lt;/sub&gt;</p>', '\\<sub>a\\</sub>'],
  ['mathematics', '<p>$x^2 + y_1^2$ ~5~</p>', '$x^2 + y_1^2$ \\~5\\~'],
  ['a link without text', '<p>a<a href="https://b.example"></a>b</p>', 'ab'],
  ['script', '<p>a</p><script>alert(1)</script>', 'a'],
  ['nothing', '', ''],
])('writes %s as Markdown', (_name, html, markdown) => {
  expect(htmlToMarkdown(html)).toBe(markdown);
});

it('writes tables as GitHub does', () => {
  const html =
    '<div class="s-table-container"><table class="s-table"><thead><tr><th>a</th><th style="text-align:right">b</th></tr></thead>' +
    '<tbody><tr><td>1 | 2</td><td><code>c</code></td></tr></tbody></table></div>';
  expect(htmlToMarkdown(html)).toBe('| a | b |\n| - | - |\n| 1 \\| 2 | `c` |');
});
