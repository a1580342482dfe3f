import { describe, expect, it } from 'vitest';
import { placeLabels, shortened } from './map-chart.js';

const WITHIN = { left: 0, right: 300, top: 0, bottom: 200 };

describe('labels of a map', () => {
  it('stand beside their dot, on the side where the page goes on', () => {
    const dot = { text: 'seals', x: 150, y: 100, r: 5 };
    expect(placeLabels([dot], WITHIN, false)).toMatchObject([{ x: 159, y: 100, anchor: 'start' }]);
    expect(placeLabels([dot], WITHIN, true)).toMatchObject([{ x: 159, y: 100, anchor: 'end' }]);
  });

  it('go to the other side at the edge, and are left out where nothing is free', () => {
    const edge = { text: 'vibration', x: 290, y: 100, r: 5 };
    expect(placeLabels([edge], WITHIN, false)).toMatchObject([{ x: 281, anchor: 'end' }]);
    const crowd = Array.from({ length: 30 }, (_, at) => ({ text: 'lubrication', x: 150 + (at % 3), y: 100, r: 5 }));
    const placed = placeLabels(crowd, WITHIN, false).filter((label) => label !== null);
    expect(placed.length).toBeGreaterThan(0);
    expect(placed.length).toBeLessThan(5);
    for (const [at, one] of placed.entries())
      for (const other of placed.slice(at + 1))
        expect(
          one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
        ).toBe(false);
  });

  it('are of bounded length', () => {
    expect(shortened('Schwingungsüberwachungsanlagenkalibrierungsnachweis')).toHaveLength(28);
    expect(shortened('seals')).toBe('seals');
  });
});
