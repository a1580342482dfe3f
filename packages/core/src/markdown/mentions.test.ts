import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractMentions, withNames } from './mentions.js';
import { renderMarkdown } from './render.js';

const ADA = 'p_ada00000000';
const BOB = 'p_bob00000000';

describe('extractMentions', () => {
  it('gives each person once, in order, and none from code', () => {
    expect(extractMentions(`@[${BOB}] **@[${ADA}]** @[${BOB}]`)).toEqual([BOB, ADA]);
    expect(extractMentions(`\`@[${ADA}]\` \`\`a \` @[${ADA}]\`\` @[${BOB}]`)).toEqual([BOB]);
    expect(extractMentions(`\`\`\`\n@[${ADA}]\n\`\`\`\n@[${BOB}]`)).toEqual([BOB]);
    expect(extractMentions(`~~~\n@[${ADA}]\n\`\`\`\n@[${BOB}]`)).toEqual([]);
    expect(extractMentions(`\\@[${ADA}] \\\\@[${BOB}] @[p_Short] @[x]`)).toEqual([BOB]);
    expect(extractMentions(`an unpaired \` and @[${ADA}]`)).toEqual([ADA]);
  });

  it('agrees with what is rendered', async () => {
    const piece = fc.constantFrom(
      `@[${ADA}]`,
      `@[${BOB}]`,
      ' `code` ',
      '<sub>',
      '</sub>',
      ' text ',
      '\n\n',
      '\n',
      '- ',
      '> ',
      '**',
      '# ',
      '\n```\nx\n```\n',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        const source = pieces.join('');
        expect(extractMentions(source)).toEqual((await renderMarkdown(source)).mentions);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('takes 10,000 mentions and unpaired code marks in its stride', () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => `p_${String(i).padStart(12, '0')}`);
    expect(extractMentions(ids.map((id) => `@[${id}]`).join(' '))).toEqual(ids);
    const marks = Array.from({ length: 280 }, (_, i) => '`'.repeat(i + 1)).join(' ');
    expect(extractMentions(`${marks} @[${ADA}]`)).toEqual([ADA]);
  });
});

describe('withNames', () => {
  it('puts names in as text', async () => {
    const { html } = await renderMarkdown(`@[${ADA}] and @[${BOB}]`);
    const names = new Map([
      [ADA, 'Ada <img src=x onerror=alert(1)> $& Byron'],
      [BOB, null],
    ]);
    expect(withNames(html, names, 'former member')).toBe(
      `<p><span class="mention" data-person="${ADA}">@Ada &lt;img src=x onerror=alert(1)&gt; $&amp; Byron</span> and ` +
        `<span class="mention" data-person="${BOB}">former member</span></p>\n`,
    );
  });

  it('leaves a placeholder that somebody typed alone', async () => {
    const typed = `<span class="mention" data-person="${ADA}">@x</span>`;
    const { html } = await renderMarkdown(typed);
    expect(withNames(html, new Map([[ADA, 'Ada']]), 'nobody')).not.toContain('Ada');
  });
});
