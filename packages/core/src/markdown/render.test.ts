import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { describe, expect, it } from 'vitest';
import { plainText, renderMarkdown } from './render.js';

type Tree = ReturnType<typeof fromHtml>;
type Element = Extract<Tree['children'][number], { type: 'element' }>;

function elements(html: string): Element[] {
  const found: Element[] = [];
  const visit = (node: Tree | Tree['children'][number]): void => {
    if (node.type === 'element') found.push(node);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(fromHtml(html, { fragment: true }));
  return found;
}

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title', 'rel'],
  blockquote: [],
  br: [],
  code: ['className'],
  em: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  hr: [],
  img: ['src', 'alt', 'title', 'loading', 'referrerPolicy'],
  input: ['type', 'disabled', 'checked'],
  kbd: [],
  label: [],
  li: [],
  ol: ['start'],
  p: [],
  pre: [],
  s: [],
  span: ['className', 'dataPerson'],
  strong: [],
  sub: [],
  sup: [],
  table: [],
  tbody: [],
  td: ['align'],
  th: ['align'],
  thead: [],
  tr: [],
  ul: [],
};

function expectHarmless(html: string): void {
  for (const { tagName, properties } of elements(html)) {
    expect(Object.keys(ALLOWED)).toContain(tagName);
    for (const [name, value] of Object.entries(properties)) {
      expect(ALLOWED[tagName], `${tagName} ${name}`).toContain(name);
      if (name === 'href' || name === 'src') {
        const { protocol } = new URL(String(value), 'https://host.example/');
        expect(['http:', 'https:', ...(name === 'href' ? ['mailto:'] : [])]).toContain(protocol);
      }
      if (name === 'className') expect(String(value)).toMatch(/^(mention|language-[\w+#.-]+)$/);
    }
  }
}

const html = async (markdown: string) => (await renderMarkdown(markdown)).html;

describe('renderMarkdown', () => {
  it('renders what people write in posts', async () => {
    expect(await html('# Title\n\n**bold** and ~~gone~~')).toBe(
      '<h3>Title</h3>\n<p><strong>bold</strong> and <s>gone</s></p>\n',
    );
    expect(await html('one\ntwo')).toBe('<p>one<br>\ntwo</p>\n');
    expect(await html('3. a\n4. b')).toContain('<ol start="3">');
    expect(await html('```ts\nconst a = 1 < 2\n```')).toBe(
      '<pre><code class="language-ts">const a = 1 &lt; 2\n</code></pre>\n',
    );
  });

  it('keeps every heading below those of the page', async () => {
    const tags = elements(await html('# a\n\n## b\n\n### c\n\n#### d\n\n###### e')).map((e) => e.tagName);
    expect(tags).toEqual(['h3', 'h4', 'h5', 'h6', 'h6']);
  });

  it('aligns table cells without inline styles', async () => {
    const out = await html('| a | b |\n|:-:|--:|\n| 1 | 2 |');
    expect(out).toContain('<td align="center">1</td>');
    expect(out).toContain('<th align="right">b</th>');
    expect(out).not.toContain('style');
  });

  it('shows task lists as labelled boxes that cannot be changed', async () => {
    expect(await html('- [x] done\n- [ ] **open**\n- [link](u) no task')).toBe(
      '<ul>\n<li><label><input type="checkbox" disabled checked> done</label></li>\n' +
        '<li><label><input type="checkbox" disabled> <strong>open</strong></label></li>\n' +
        '<li><a href="u" rel="nofollow ugc noopener noreferrer">link</a> no task</li>\n</ul>\n',
    );
  });

  it('marks links as foreign and keeps only web, mail and relative ones', async () => {
    const rel = ' rel="nofollow ugc noopener noreferrer"';
    expect(await html('[a](https://a.example "t")')).toBe(`<p><a href="https://a.example" title="t"${rel}>a</a></p>\n`);
    expect(await html('[a](mailto:a@a.example) [b](/b#c)')).toContain('href="mailto:a@a.example"');
    expect(await html('see https://a.example/x.')).toContain(`<a href="https://a.example/x"${rel}>`);
    for (const bad of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc']) {
      expect(elements(await html(`[a](${bad}) <${bad}> ![i](${bad})`)).map((e) => e.tagName)).toEqual(['p']);
    }
  });

  it('loads images lazily and without telling where from', async () => {
    expect(await html('![a <b>](x.png "t")')).toBe(
      '<p><img src="x.png" alt="a &lt;b&gt;" title="t" loading="lazy" referrerpolicy="no-referrer"></p>\n',
    );
    expect(await html('![write](mailto:a@a.example)')).toBe('<p>write</p>\n');
  });

  it('loads no image of another site, but links to it', async () => {
    const link = (href: string, words: string) =>
      `<p><a href="${href}" rel="nofollow ugc noopener noreferrer">${words}</a></p>\n`;
    expect(await html('![a "plan"](https://spy.example/x.png?"y)')).toBe(
      link('https://spy.example/x.png?%22y', 'a &quot;plan&quot;'),
    );
    expect(await html('![](http://spy.example/x.png)')).toBe(
      link('http://spy.example/x.png', 'http://spy.example/x.png'),
    );
    expect(await html('[![logo](https://spy.example/x.png)](https://a.example)')).toBe(
      link('https://a.example', 'logo'),
    );
    for (const disguised of ['//spy.example/x', '\\\\spy.example/x', '/\\spy.example/x', '<\thttps://spy.example/x>']) {
      for (const [, src = ''] of (await html(`![i](${disguised})`)).matchAll(/<img src="([^"]*)"/g))
        expect(new URL(src, 'https://page.example/thread').origin).toBe('https://page.example');
    }
    const allowed = new Set(['https://pictures.example']);
    const shown = await renderMarkdown('![i](https://pictures.example/x.png) ![j](https://spy.example/y)', allowed);
    expect(shown.html.match(/<img src="[^"]*"/g)).toEqual(['<img src="https://pictures.example/x.png"']);
  });

  it('shows markup in the source as text', async () => {
    expect(await html('<script>alert(1)</script> <b onclick="x()">b</b>')).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;b onclick=&quot;x()&quot;&gt;b&lt;/b&gt;</p>\n',
    );
    expect(await html('```x" onload="y\na\n```')).toBe('<pre><code>a\n</code></pre>\n');
  });

  it('knows keys, lowered and raised text, and no other tags', async () => {
    expect(await html('H<sub>2</sub>O, 2<sup>*n*</sup>, <kbd>Ctrl</kbd>')).toBe(
      '<p>H<sub>2</sub>O, 2<sup><em>n</em></sup>, <kbd>Ctrl</kbd></p>\n',
    );
    expect(await html('x<sub>a<sub>b</sub></sub> **y<sup>2**</sup>')).toBe(
      '<p>x<sub>a<sub>b</sub></sub> **y<sup>2**</sup></p>\n',
    );
    expect(await html('`<sub>a</sub>` <sub>`</sub>` <sup class="x">b</sup> <sub>c </sup>')).toBe(
      '<p><code>&lt;sub&gt;a&lt;/sub&gt;</code> &lt;sub&gt;<code>&lt;/sub&gt;</code> ' +
        '&lt;sup class=&quot;x&quot;&gt;b&lt;/sup&gt; &lt;sub&gt;c &lt;/sup&gt;</p>\n',
    );
    expect(await html('10^6/10^3 and $x^2+y^2$ and ~5~')).toBe('<p>10^6/10^3 and $x^2+y^2$ and ~5~</p>\n');
  });

  it('leaves mentions as placeholders, in text only', async () => {
    const id = 'p_0123456789abc';
    expect(await renderMarkdown(`ask @[${id}], **@[${id}]**, \`@[${id}]\``)).toEqual({
      html:
        `<p>ask <span class="mention" data-person="${id}">@${id}</span>, ` +
        `<strong><span class="mention" data-person="${id}">@${id}</span></strong>, <code>@[${id}]</code></p>\n`,
      mentions: [id],
    });
    expect((await renderMarkdown(`\\@[${id}] @[p_short] @[${id}`)).mentions).toEqual([]);
  });

  it('never writes a script, a handler or a foreign scheme, whatever it is given', async () => {
    const piece = fc.constantFrom(
      ...[
        '<script>',
        '</script>',
        '<img src=x onerror=alert(1)>',
        '<sub>',
        '</sub>',
        '<sup onclick=x>',
        '<kbd>',
        '</kbd>',
        '"',
        "'",
        '>',
        '<',
        '&',
        '&lt;',
        '&#58;',
        '\n',
        '\n\n',
      ],
      ...[
        '[a](',
        '](',
        ')',
        '![',
        '](javascript:alert(1))',
        '(java\tscript:x)',
        '[x]: javascript:x\n',
        '[x]',
        '<javascript:x>',
      ],
      ...[
        '`',
        '```',
        '~~~',
        '    ',
        '- ',
        '- [ ] ',
        '1. ',
        '> ',
        '# ',
        '|',
        '|-|-|\n',
        ':-:',
        '*',
        '**',
        '_',
        '~~',
        '\\',
      ],
      ...[
        '@[p_0123456789]',
        '@[',
        ']',
        'https://a.example/?q="><script>',
        'www.a.example',
        'a@a.example',
        'data:text/html,',
      ],
      ...['\u0000', '\u202e', '\ud800', '😀', '<!--', '-->', '<![CDATA[', ' style="x"', ' onclick=x ', 'x" onload="y'],
    );
    const source = fc.oneof(
      fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }).map((p) => p.join('')),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(source, async (markdown) => expectHarmless(await html(markdown))),
      { seed: 7, numRuns: 1500 },
    );
  });

  it.each([
    ...[
      '>',
      '> ',
      '[',
      ']',
      '![',
      '[a](',
      '*a ',
      '*a**',
      '**a _',
      '`',
      '`a``',
      '- ',
      '- a\n  ',
      '1. ',
      '<',
      '&',
      '~~a ',
    ],
    ...['[^a]', '[a]: x\n', 'www.', 'a@', 'http://', '<a ', '<!--', '\\', '\t', '|', '* * ', '@[', '@[p_0', '- [ ] '],
    ...['<sub>', '<sub>a</sub>', '<sub><sup>', '<kbd>`', '<sup>[', '</sub>'],
  ])('survives 40,000 characters of %j', async (piece) => {
    const source = piece.repeat(Math.ceil(40_000 / piece.length));
    expectHarmless((await html(source)).slice(0, 20_000));
    expect(await plainText(source)).toBeTypeOf('string');
  });

  it('survives deep nesting that closes again', async () => {
    const deep = (open: string, close: string) => `${open.repeat(6_000)}a${close.repeat(6_000)}`;
    for (const source of [
      deep('[', '](b)'),
      deep('![', '](b)'),
      deep('*', '*'),
      deep('**', '**'),
      deep('*a ', ' a*'),
      deep('<sub>', '</sub>'),
    ]) {
      expect(elements(await html(source)).length).toBeGreaterThan(0);
    }
  });
});

describe('plainText', () => {
  it('keeps words and code, drops markup, addresses and mentions', async () => {
    const source = [
      '# Rotor *dynamics*',
      'See [the manual](https://a.example/x "t"), ask @[p_0123456789abc] now.',
      '- [x] `torque` | ![photo of it](p.png)',
      '```js\nlet a = "<b>"\n```',
    ].join('\n\n');
    expect(await plainText(source)).toBe(
      'Rotor dynamics\nSee the manual, ask now.\ntorque | photo of it\nlet a = "<b>"',
    );
  });
});
