import { gini, lorenz } from '../measures/participation/concentration.js';
import { giniInterval } from '../measures/participation/concentration-interval.js';
import type { LorenzFigure } from './api.js';
import { K } from './publication.js';

/** So many points at most: shares of people in steps of a twentieth. */
const STEPS = 20;

/**
 * How unequally people contribute, as it may be published: a step of the curve is of five people or more.
 * `null` where it cannot be computed.
 *
 * @param members how many there are with those who contributed nothing.
 */
export function lorenzFigure(amounts: readonly number[], members: number): LorenzFigure | null {
  const contributors = gini(amounts);
  const curve = lorenz(amounts);
  if (contributors.status !== 'ok' || curve.status !== 'ok') return null;
  const silent = Math.max(0, members - amounts.length);
  const all = gini([...amounts, ...Array<number>(silent).fill(0)]);
  const steps = Math.max(1, Math.min(STEPS, Math.floor(amounts.length / K)));
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const { people, contributions } = curve.value[Math.round((step / steps) * amounts.length)] ?? {
      people: 1,
      contributions: 1,
    };
    return { people, contributions };
  });
  const interval = giniInterval(amounts);
  return {
    gini: contributors.value.corrected ?? contributors.value.index,
    giniOfMembers: all.status === 'ok' ? all.value.corrected : null,
    low: interval?.[0] ?? null,
    high: interval?.[1] ?? null,
    contributors: amounts.length,
    members: amounts.length + silent,
    points,
  };
}
