import type { Group } from './api.js';
import { K } from './publication.js';

/** One part of the whole, before it is known whether it is shown. */
export interface GroupOf {
  readonly group: string;
  readonly label: string;
  readonly people: number;
  /** Share of the contributions, where groups are of contributions. */
  readonly contributions?: number;
}

/**
 * The groups of a whole as they may be told: those of one to four people are kept back, and of the others the smallest,
 * until what is hidden is more than one group and of enough people.
 */
export function toldGroups(groups: readonly GroupOf[]): Group[] {
  const total = groups.reduce((sum, { people }) => sum + people, 0);
  const hidden = new Set(groups.filter(({ people }) => people > 0 && people < K));
  const rest = groups.filter((each) => each.people >= K).sort((a, b) => a.people - b.people);
  const peopleHidden = () => [...hidden].reduce((sum, { people }) => sum + people, 0);
  while (hidden.size > 0 && (hidden.size < 2 || peopleHidden() < K)) {
    const next = rest.shift();
    // With nothing left to hide behind, there is only one group that anybody is in.
    if (!next) break;
    hidden.add(next);
  }
  return groups.map((each): Group => {
    const { group, label, people, contributions } = each;
    return hidden.has(each)
      ? { group, label, status: 'suppressed', people: null, share: null, contributions: null }
      : {
          group,
          label,
          status: 'ok',
          people,
          share: total === 0 ? 0 : people / total,
          contributions: contributions ?? null,
        };
  });
}
