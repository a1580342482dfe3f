import type { Described } from './metric.js';

/** What stands in the catalogue unless a metric says otherwise. */
export function described(
  info: Pick<Described, 'label' | 'says' | 'reading' | 'formula' | 'source' | 'floor' | 'group' | 'shape'> &
    Partial<Described>,
): Described {
  return { rung: 'activity', unit: 'none', supply: null, ...info };
}
