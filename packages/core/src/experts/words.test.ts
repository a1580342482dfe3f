import { foldWord, searchWords } from '@copkit/storage';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexedWords, sought } from './words.js';

test('words are what people read of a Markdown text', () => {
  const text =
    'See [the **manual**](https://example.org/a/b "Title") of <b>Pumps</b>, https://example.org/x and @[p_0abc].';
  expect(indexedWords(text)).toEqual(['see', 'the', 'manual', 'of', 'pumps', 'and']);
  expect([...sought('Überdruck? überdruck!', ['oil-film'])]).toEqual(['uberdruck', 'oil', 'film']);
});

test('plain text has the words that search finds in it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]*$/), (text) => {
      const plain = text.replace(/[<>@[\]()]|:\/\//g, ' ');
      expect(indexedWords(plain)).toEqual(searchWords(plain).map(foldWord));
    }),
    { seed: 20260105 },
  );
});

test('of a script without spaces, what is sought is among what is indexed', () => {
  const indexed = new Set(indexedWords('回転機の振動'));
  for (const word of sought('回転機', [])) expect(indexed).toContain(word);
});
