import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Indexed, TextIndex } from './text-index.js';

const words = (text: string) => text.split(' ').filter(Boolean);
const sought = (text: string) => new Set(words(text));

function found(index: TextIndex<string>, text: string): Record<string, number> {
  const { places, scores, itemAt } = index.search(sought(text));
  return Object.fromEntries(Array.from(places, (place, at) => [itemAt(place), scores[at] as number]));
}

/** An index of texts, the part before a bar counted twice. */
function indexOf(texts: Readonly<Record<string, string>>): TextIndex<string> {
  const index = new TextIndex<string>();
  for (const [item, text] of Object.entries(texts)) put(index, item, text);
  return index;
}

function put(index: TextIndex<string>, item: string, text: string): Indexed<string> {
  const [title = '', body = ''] = text.split('|');
  return index.add(item, { author: 0, weight: 1, at: 0 }, [
    [index.numbersOf(words(title)), 2],
    [index.numbersOf(words(body)), 1],
  ]);
}

describe('a text index', () => {
  test('gives plain BM25, the title counted twice; computed by hand', () => {
    // Lengths 2·1 + 2 = 4 and 2·1 + 0 = 2, so 3 on average; "rotor" stands in a three times, in b not at all.
    const index = indexOf({ a: 'rotor|rotor hums', b: 'pump|' });
    const expected = (Math.log(2) * 3 * 2.2) / (3 + 1.2 * (0.4 + (0.6 * 4) / 3));
    expect(found(index, 'rotor')).toEqual({ a: expect.closeTo(expected, 12) });
    const hums = (Math.log(2) * 2.2) / (1 + 1.2 * (0.4 + (0.6 * 4) / 3));
    expect(found(index, 'rotor hums unknown')).toEqual({ a: expect.closeTo(expected + hums, 12) });
  });

  test('finds nothing for no words, unknown words and in nothing', () => {
    expect(found(indexOf({ a: 'rotor|' }), '')).toEqual({});
    expect(found(indexOf({ a: 'rotor|' }), 'stator')).toEqual({});
    expect(found(indexOf({}), 'rotor')).toEqual({});
  });

  test('finds by the rarest word however common it is, and lets only commoner ones go', () => {
    const index = new TextIndex<string>();
    for (let at = 0; at < 21_000; at++) put(index, `d${at}`, at % 2 === 0 ? 'rotor hums|' : 'rotor|');
    expect(index.search(sought('rotor')).places).toHaveLength(21_000);
    expect(index.search(sought('rotor hums')).places).toHaveLength(10_500);
  });

  test('leaves what was found as it was found, whatever comes after', () => {
    const index = new TextIndex<string>();
    const all = Array.from({ length: 3_000 }, (_, at) => put(index, `d${at}`, 'rotor|'));
    const before = index.search(sought('rotor'));
    for (const each of all.slice(1)) index.remove(each);
    put(index, 'new', 'rotor|');
    expect(before.itemAt(before.places[0] as number)).toBe('d0');
    expect(before.itemAt(before.places[1] as number)).toBeNull();
    expect(Object.keys(found(index, 'rotor')).sort()).toEqual(['d0', 'new']);
  });

  test('is the same whatever was in it before', () => {
    const text = fc.array(fc.constantFrom('rotor', 'pump', 'hums', 'seal', '|'), { maxLength: 8 });
    const steps = fc.array(fc.record({ item: fc.nat({ max: 9 }), text: fc.option(text) }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (script) => {
        const index = new TextIndex<string>();
        const kept = new Map<string, { text: string; indexed: Indexed<string> }>();
        for (const { item, text: parts } of script) {
          const before = kept.get(`d${item}`);
          if (before) index.remove(before.indexed);
          kept.delete(`d${item}`);
          const whole = (parts ?? []).join(' ').replace(/\|/, '#').replaceAll('|', '').replace('#', '|');
          if (parts) kept.set(`d${item}`, { text: whole, indexed: put(index, `d${item}`, whole) });
        }
        const afresh = indexOf(Object.fromEntries([...kept].map(([item, { text: whole }]) => [item, whole])));
        for (const query of ['rotor', 'pump seal', 'rotor pump hums seal']) {
          const [one, other] = [found(index, query), found(afresh, query)];
          expect(Object.keys(one).sort()).toEqual(Object.keys(other).sort());
          for (const [item, score] of Object.entries(one)) expect(score).toBeCloseTo(other[item] as number, 9);
        }
      }),
      { seed: 20260105, numRuns: 200 },
    );
  });

  test('clears away what is gone without a change of any score', () => {
    const index = new TextIndex<string>();
    const all = Array.from({ length: 3_000 }, (_, at) => put(index, `d${at}`, `rotor|hums w${at % 7}`));
    for (const each of all.slice(0, 2_990)) index.remove(each);
    for (const each of all.slice(0, 2_990)) index.remove(each);
    const left = Array.from({ length: 10 }, (_, at) => [`d${2_990 + at}`, `rotor|hums w${(2_990 + at) % 7}`]);
    expect(index.size).toBe(10);
    expect(found(index, 'rotor w3')).toEqual(found(indexOf(Object.fromEntries(left)), 'rotor w3'));
  });
});
