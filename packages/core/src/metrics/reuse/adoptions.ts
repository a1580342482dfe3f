import { floors } from '../../measures/floors.js';
import { proportion } from '../../measures/proportion.js';
import { isWithin } from '../acts.js';
import { peopleIn } from '../adoption.js';
import type { ShareFigure } from '../api.js';
import type { CommunityLog } from '../columns.js';
import { described } from '../described.js';
import type { Computed, Metric, Window } from '../metric.js';
import { type Adopted, spreadOf } from '../practices.js';

const GROUP = 'reuse';
const DAY = 86_400_000;
const SUSTAINED = 90 * DAY;
const FLOOR = 'At least 3 units that adopted something, with at least 5 people who take part.';

/** Adoptions whose 90th day is over, told of at that moment. */
const followedIn = (log: CommunityLog, window: Window) =>
  spreadOf(log)
    .adopted.map((each) => ({ ...each, at: each.at + SUSTAINED, begun: each.at }))
    .filter(isWithin(window));

function personsOf(log: CommunityLog, adopted: readonly Pick<Adopted, 'unit'>[], moment: number): number {
  const spread = spreadOf(log);
  return [...new Set(adopted.map(({ unit }) => unit))].reduce((sum, unit) => sum + peopleIn(spread, unit, moment), 0);
}

/** A share of adoptions, which are units' own word: as for the breadth of adoption, people stand behind it by number. */
function shareOf(
  adopted: readonly Pick<Adopted, 'unit'>[],
  counted: readonly unknown[],
  persons: number,
): Computed<ShareFigure> {
  const units = new Set(adopted.map(({ unit }) => unit)).size;
  if (units < floors.adoption.units || persons < floors.adoption.people)
    return { insufficient: 'too-few-units', nRecords: adopted.length };
  const found = proportion(counted.length, adopted.length);
  if (found.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
  return {
    value: { ...found.value, count: counted.length, of: adopted.length, chance: null },
    ci: [found.value.low, found.value.high],
    nRecords: adopted.length,
    caveats: ['adoption-as-told'],
    next: null,
  };
}

export const adoptionAsIs: Metric<'adoption-as-is'> = {
  name: 'adoption-as-is',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Adopted as it is',
    says: 'How many adoptions took a practice over as it is; the others adapted it.',
    reading: 'To adapt is to learn, not to deviate.',
    formula: 'adoptions as is / adoptions, Wilson interval',
    source: 'Brown & Duguid 1991; Wilson 1927 for the interval',
    floor: FLOOR,
    group: GROUP,
    shape: 'share',
    rung: 'growth',
  }),
  method: 'Adoptions of the window that were not adaptations, of all.',
  evidence: () => [],
  persons: (log, window) => personsOf(log, spreadOf(log).adopted.filter(isWithin(window)), window.to),
  compute(log, window) {
    const adopted = spreadOf(log).adopted.filter(isWithin(window));
    const asIs = adopted.filter(({ adapted }) => !adapted);
    return shareOf(adopted, asIs, personsOf(log, adopted, window.to));
  },
};

export const adoptionPersistence: Metric<'adoption-persistence'> = {
  name: 'adoption-persistence',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Adoptions that last',
    says: 'How many adoptions were still in use after 90 days.',
    reading: 'What was abandoned may have been replaced by something better.',
    formula: 'in use 90 days later / adoptions followed so long, Wilson interval',
    source: 'Wilson 1927 for the interval',
    floor: FLOOR,
    group: GROUP,
    shape: 'share',
    rung: 'growth',
  }),
  method: 'Adoptions whose 90th day lies in the window: those not abandoned by then, of all.',
  evidence: () => [],
  persons: (log, window) => personsOf(log, followedIn(log, window), window.to),
  compute(log, window) {
    const followed = followedIn(log, window);
    const kept = followed.filter(({ at, abandonedAt }) => abandonedAt === null || abandonedAt >= at);
    const told = shareOf(followed, kept, personsOf(log, followed, window.to));
    if (!('value' in told)) return told;
    return { ...told, next: told.value.high < 0.5 ? 'ask-for-a-story' : null };
  },
};
