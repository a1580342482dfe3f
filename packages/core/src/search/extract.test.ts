import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extract } from './extract.js';

const shown = (...args: Parameters<typeof extract>) =>
  extract(...args)
    .map((piece) => (piece.match ? `[${piece.text}]` : piece.text))
    .join('');

describe('extract', () => {
  it('gives a short text whole, with its matches', () => {
    expect(shown('Rotor and\n  rotors, ROTOR', ['rotor'], 100)).toBe('[Rotor] and rotors, [ROTOR]');
    expect(extract('', ['a'], 10)).toEqual([]);
  });

  it('finds words however their accents are written', () => {
    expect(shown('Cafe\u0301 in Zürich, ﬁne', ['café', 'zurich', 'fine'], 100)).toBe('[Cafe\u0301] in [Zürich], [ﬁne]');
  });

  it('marks overlapping words of a script without spaces as one', () => {
    expect(shown('回転機の振動を測定', ['回転', '転機', '振動'], 100)).toBe('[回転機]の[振動]を測定');
  });

  it('opens the window where most of the terms are', () => {
    const text = `rotor ${'filler '.repeat(50)}the rotor has a bearing that hums ${'filler '.repeat(50)}rotor`;
    const out = shown(text, ['rotor', 'bearing'], 60);
    expect(out).toContain('the [rotor] has a [bearing] that');
    expect(out.startsWith('…')).toBe(true);
    expect(out.endsWith('…')).toBe(true);
  });

  it('starts at the beginning where nothing matches', () => {
    expect(shown('one two three four five', ['x'], 12)).toBe('one two…');
  });

  it('does not cut words, unless one fills the window', () => {
    expect(shown('alpha beta gamma delta epsilon', ['gamma'], 15)).toBe('…[gamma] delta…');
    expect(shown('x'.repeat(50), ['y'], 10)).toBe(`${'x'.repeat(8)}…`);
  });

  it('does not cut characters that take several code units', () => {
    const family = '👨‍👩‍👧';
    expect(shown(family.repeat(10), ['y'], 20)).toBe(`${family.repeat(2)}…`);
  });

  it('leaves right-to-left text in its order', () => {
    const text = 'שלום עולם זה טקסט ארוך על רוטור ומסבים';
    expect(shown(text, ['רוטור'], 20)).toMatch(/^….*\[רוטור\].*$/u);
  });

  it('is a piece of the text that fits, holding a match where there is one', () => {
    const word = fc.oneof(
      fc.constantFrom('rotor', 'Bearing', 'é', '👩‍🚀', '日本語', 'x'.repeat(30)),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 40, max: 200 }), (parts, maxLength) => {
        const text = parts.join(' ');
        const out = extract(text, ['rotor', 'bearing'], maxLength);
        const flat = text.replace(/\s+/gu, ' ').trim();
        const joined = out.map((piece) => piece.text).join('');
        expect(joined.length).toBeLessThanOrEqual(Math.max(maxLength, flat.length <= maxLength ? flat.length : 0));
        expect(flat).toContain(
          out
            .filter((piece) => piece.text !== '…')
            .map((piece) => piece.text)
            .join(''),
        );
        const whole = extract(text, ['rotor', 'bearing'], Number.MAX_SAFE_INTEGER);
        expect(out.some((piece) => piece.match)).toBe(whole.some((piece) => piece.match));
        if (text.isWellFormed()) expect(joined.isWellFormed()).toBe(true);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
