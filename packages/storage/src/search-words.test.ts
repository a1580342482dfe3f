import { describe, expect, it } from 'vitest';
import { allowedMistakes, foldWord, searchWords } from './search-words.js';

describe('searchWords', () => {
  it('finds words between spaces, punctuation and markup', () => {
    const text = 'Rotor-dynamics: `bearing_no` (ISO 7919)!';
    expect(searchWords(text)).toEqual(['Rotor', 'dynamics', 'bearing', 'no', 'ISO', '7919']);
    expect(searchWords(' … 🛠️ — ')).toEqual([]);
  });

  it('keeps marks with their letters', () => {
    expect(searchWords('Cafe\u0301 हिन्दी')).toEqual(['Cafe\u0301', 'हिन्दी']);
  });
});

describe('foldWord', () => {
  it('drops case, accents and ligatures', () => {
    expect(['Überblick', 'Café', 'Cafe\u0301', 'ﬁne', 'ＡＢＣ'].map(foldWord)).toEqual([
      'uberblick',
      'cafe',
      'cafe',
      'fine',
      'abc',
    ]);
  });

  it('keeps the vowel signs of scripts in which they are letters', () => {
    expect(foldWord('हिन्दी')).toBe('हिन्दी');
  });
});

describe('allowedMistakes', () => {
  it('grows with the length of the word, but not for numbers', () => {
    expect(['cat', 'cats', 'rotated', 'rotating', 'iso10816'].map(allowedMistakes)).toEqual([0, 1, 1, 2, 0]);
  });
});
