import { expect, it } from 'vitest';
import { WordsHit } from './search-hit.js';

it('tells which words of the document were sought, as they stand in it', () => {
  const words = JSON.stringify(['rotor', 'rotors', 'größe', 'hums', 'rot']);
  const terms = (word: string, asBeginning: boolean) =>
    new WordsHit('t', 1, words, [{ words: [word], asBeginning }]).terms;
  expect(terms('rot', true)).toEqual(['rotor', 'rotors', 'rot']);
  expect(terms('rotor', false)).toEqual(['rotor']);
  expect(terms('grosse', false)).toEqual([]);
  expect(new WordsHit('t', 1, words, [{ words: ['hum', 'hums'], asBeginning: false }]).terms).toEqual(['hums']);
});
