import { check } from 'recheck';
import { expect, test } from 'vitest';
import { expressions } from './regular-expressions.js';

// ReDoS: every expression of the product is decided on by an automaton. Where it gives up, the reason why the expression
// takes time in proportion to the text stands here.

const LINEAR: Readonly<Record<string, string>> = {
  '\\]\\([^)\\n]{0,500}\\)|https?:\\/\\/\\S+|@\\[[^\\]\\n]{0,60}\\]|<[^>\\s][^>]{0,300}>':
    'every alternative begins with another character; what repeats is bounded, or nothing follows it that could fail',
  '<span class="mention" data-person="(p_[0-9a-z]{10,40})">[^<]*<\\/span>':
    'what repeats without bound ends at the next "<", with which alone a match begins: no character is looked at twice so',
  '```[\\s\\S]{0,10000}?```|`[^`\\n]{0,500}`|\\]\\([^)\\n]{0,500}\\)|https?:\\/\\/\\S+|@\\[[^\\]\\n]{0,60}\\]|<[^>\\s][^>]{0,300}>':
    'the next "```" closes one, so only the last can be left open; what else repeats is bounded, or nothing follows it that could fail',
  '\\s*(?:([()[\\]])|("(?:[^"\\\\]|\\\\.)*")|(-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)(?![\\w.:$-])|([A-Za-z][\\w.:$-]*)|(\\.[A-Za-z][\\w$-]*))':
    'sticky: tried where the sign before ended, and what does not fit ends the reading; of a number, each shorter one fails at its next digit',
  '(?<![\\p{L}\\p{N}])oil film(?![\\p{L}\\p{N}])': 'one text as it stands; looks at one character before and after it',
  '(?<=[^\\n|])\\n(?!\\n|\\||- |\\d+\\. |> |#)':
    'a match is one line end; looking ahead takes the digits of one list number, which no other match looks at',
};

/** Expressions that are put together when the module is loaded, and one that they become. */
const COMPOSED: Readonly<Record<string, readonly [source: string, flags: string]>> = {
  "core/src/identity/ids.ts: `^(?:${[...Object.values(PREFIX), OF_EXTENSION].join('|')})_([0-9a-z]{16})_[0-9a-z]{12}$`":
    ['^(?:t|r|f|h|a|s|i|[a-z][a-z0-9]{0,29}-[a-z][a-z0-9]{0,29})_([0-9a-z]{16})_[0-9a-z]{12}$', ''],
  'core/src/markdown/mentions.ts: `\\\\\\\\[\\\\s\\\\S]|${MENTION.source}`': [
    '\\\\[\\s\\S]|@\\[(p_[0-9a-z]{10,40})\\]',
    'g',
  ],
  'core/src/markdown/parser.ts: MENTION.source': ['@\\[(p_[0-9a-z]{10,40})\\]', 'y'],
  "core/src/privacy/holding.ts: [PERSON_ID, COMMUNITY_ID, THREAD_ID].map(({ source }) => source).join('|')": [
    '^p_[0-9a-f][0-9a-z]{16}$|^c_[0-9a-z]{16}$|^t_[0-9a-z]{16}_[0-9a-z]{12}$',
    '',
  ],
  "elements/src/composer/mentions.ts: `@(${names.map(literal).join('|')})(?![\\\\p{L}\\\\p{N}])`": [
    '@(Ada Byron|Ada|Ada B)(?![\\p{L}\\p{N}])',
    'gu',
  ],
  'elements/src/thread/glossary.ts: `(?<![\\\\p{L}\\\\p{N}])${literal(form)}(?![\\\\p{L}\\\\p{N}])`': [
    '(?<![\\p{L}\\p{N}])oil film(?![\\p{L}\\p{N}])',
    'u',
  ],
  'importers/src/skos/import-skos.ts: `[:#/"<]${escaped}(?![\\\\w-])`': ['[:#/"<]bearing(?![\\w-])', ''],
  'importers/src/stackexchange/post-facts.ts: `^${PREFIX}(\\\\d+)-`': ['^post-(\\d+)-', ''],
  'storage/src/search-words.ts: String.raw`(?<unspaced>(?:${unspaced}\\p{M}*)+)|(?!${unspaced})[\\p{L}\\p{N}](?:(?!${unspaced})[\\p{L}\\p{N}\\p{M}])*`':
    ['(?:[\\p{scx=Han}\\p{scx=Thai}]\\p{M}*)+|[a-z0-9][a-z0-9\\p{M}]*', 'gu'],
  'storage/src/search-words.ts: String.raw`${unspaced}\\p{M}*`': ['[\\p{scx=Han}]\\p{M}*', 'gu'],
  'storage/src/search-words.ts: String.raw`\\p{N}|${unspaced}`': ['\\p{N}|[\\p{scx=Han}]', 'u'],
};

const { known, composed } = expressions();
const MOST = 300_000;

test(
  'every regular expression of the product takes time in proportion to its text',
  async () => {
    const all = [...known];
    for (const [where, [source, flags]] of Object.entries(COMPOSED)) all.push({ source, flags, where });
    const wrong: unknown[] = [];
    const reasons = new Set<string>();
    for (const { source, flags, where } of all) {
      if (Object.hasOwn(LINEAR, source)) {
        reasons.add(source);
        continue;
      }
      const found = await check(source, flags, { checker: 'automaton', timeout: 20_000 });
      if (found.status !== 'safe') wrong.push({ source, flags, where, found: JSON.stringify(found).slice(0, 500) });
    }
    expect(wrong).toEqual([]);
    expect([...reasons].sort()).toEqual(Object.keys(LINEAR).sort());
    expect(known.length).toBeGreaterThan(100);
  },
  MOST,
);

test('no expression is composed but those that are known here', () => {
  expect([...composed].sort()).toEqual(Object.keys(COMPOSED).sort());
});

test('the checker finds what it is there for', async () => {
  for (const source of ['^(a+)+$', '(x+x+)+y', '\\s*\\n\\s*', '^(.*,)*x$']) {
    expect((await check(source, '', { checker: 'automaton' })).status).toBe('vulnerable');
  }
});
