import { describe, expect, it } from 'vitest';
import { allowedMistakes, foldWord, placedWords, queryWords, searchWords } from './search-words.js';

describe('searchWords', () => {
  it('finds words between spaces, punctuation and markup', () => {
    const text = 'Rotor-dynamics: `bearing_no` (ISO 7919)!';
    expect(searchWords(text)).toEqual(['Rotor', 'dynamics', 'bearing', 'no', 'ISO', '7919']);
    expect(searchWords(' … 🛠️ — ')).toEqual([]);
  });

  it('keeps marks with their letters', () => {
    expect(searchWords('Cafe\u0301 हिन्दी')).toEqual(['Cafe\u0301', 'हिन्दी']);
  });

  it('takes characters and pairs of them for words where a script has no spaces', () => {
    expect(searchWords('ISOの振動、2026年')).toEqual(['ISO', 'の', 'の振', '振', '振動', '動', '2026', '年']);
    expect(searchWords('ที่นี่')).toEqual(['ที่', 'ที่นี่', 'นี่']);
    expect(searchWords('𠮷野')).toEqual(['𠮷', '𠮷野', '野']);
    expect(searchWords('진동 측정')).toEqual(['진동', '측정']);
  });

  it('finds the same in plain ASCII as beside other scripts', () => {
    const signs = Array.from({ length: 128 }, (_, code) => `${String.fromCharCode(code)}a${code} B${code}`);
    for (const text of ['', 'under_score', 'Rpm=3, x86-64', signs.join('')]) {
      const mixed = [...placedWords(`${text} é`)];
      expect([...placedWords(text)]).toEqual(mixed.slice(0, -1));
      expect(mixed.map(({ word }) => foldWord(word))).toEqual(mixed.map(({ word }) => foldWord(`${word}\u0301`)));
    }
  });

  it('says where each word stands', () => {
    const text = 'A 𠮷野 B';
    const cut = [...placedWords(text)].map(({ from, to }) => text.slice(from, to));
    expect(cut).toEqual(['A', '𠮷', '𠮷野', '野', 'B']);
    expect(cut).toEqual(searchWords(text));
  });
});

describe('queryWords', () => {
  it('asks for the pairs of an unspaced script, and for a character that stands alone', () => {
    expect(queryWords('回転機の')).toEqual(['回転', '転機', '機の']);
    expect(queryWords('茶 ISO水 rotor')).toEqual(['茶', 'ISO', '水', 'rotor']);
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

  it('is none in a pair of an unspaced script, however long it is folded', () => {
    expect(allowedMistakes(foldWord('ガギ'))).toBe(0);
  });
});
