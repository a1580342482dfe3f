import { describe, expect, test } from 'vitest';
import type { Activity, Verb } from '../activity/records.js';
import type { LifeSigns } from '../measures/life-cycle.js';
import { UTC } from '../metrics/calendar.js';
import { CommunityLog } from '../metrics/columns.js';
import { signsOf } from './signs.js';
import { suggestionFrom } from './suggesting.js';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const JANUARY = Date.parse('2024-01-01T00:00:00.000Z');
const Q1 = UTC.monthOf(JANUARY);

let numbers = 0;
function act(verb: Verb, actor: string | null, at: number, more: Partial<Activity> = {}): Activity {
  numbers += 1;
  const moment = new Date(at).toISOString();
  const id = `act-${String(numbers).padStart(6, '0')}`;
  return {
    id,
    actor,
    verb,
    object: `thing-${numbers}`,
    inReplyTo: null,
    target: null,
    community: 'c_0000000000000000',
    unitAtEvent: 'hall',
    channel: 'text',
    topics: [],
    at: moment,
    recordedAt: moment,
    origin: 'live',
    detail: null,
    ...more,
  } as Activity;
}

const logOf = (acts: readonly Activity[]) => {
  const log = new CommunityLog();
  for (const each of acts) log.take(each);
  return log;
};

/** Three people keep a community going for some quarters: five ask each week, and are answered at once. */
function lively(quarters: number, growing: number): Activity[] {
  const acts: Activity[] = [];
  const core = ['Ada', 'Bo', 'Cy'];
  for (const person of [...core, 'Di', 'Eli', 'Flo']) acts.push(act('join', person, JANUARY + DAY));
  for (let week = 0; week < 13 * quarters; week++) {
    const at = JANUARY + DAY + week * WEEK;
    if (week < 13 * growing) acts.push(act('join', `new-${week}`, at));
    for (const asker of [...core, 'Di', 'Eli']) {
      const question = act('ask', asker, at);
      acts.push(question);
      const answerer = asker === 'Ada' ? 'Bo' : 'Ada';
      acts.push(act('answer', answerer, at + 3_600_000, { inReplyTo: question.object }));
    }
    for (const person of core) acts.push(act('pin', person, at + 7_200_000, { detail: { on: true } }));
    const published = { kind: 'method', version: 1, source: null, forkOf: null, unit: null };
    if (week % 13 === 0) acts.push(act('publish', 'Ada', at, { detail: published }));
  }
  return acts;
}

const nobody = new Set<number>();
const quarters = (acts: readonly Activity[], count: number, coordinators: ReadonlySet<number> = nobody) =>
  signsOf(logOf(acts), { from: Q1, to: Q1 + 3 * count }, coordinators);

describe('signs from the log', () => {
  test('a community that grows, answers and publishes matures', () => {
    const signs = quarters(lively(2, 2), 2);
    expect(signs[1]).toMatchObject({
      launched: true,
      ending: false,
      answerRate: 1,
      answerRateRising: false,
      practicesGrowing: true,
      freshness: 1,
      newcomers: 13,
      leavers: 0,
      recurrentContributors: 5,
      core: { people: 3 },
    });
    expect(signs[1]?.memberSlope?.low).toBeGreaterThan(0);
    expect(suggestionFrom(signs, '2024-Q2')).toMatchObject({ stage: 'maturing', quarter: '2024-Q2' });
  });

  test('once it is steady for two quarters, and not for one, it is stewarded', () => {
    expect(suggestionFrom(quarters(lively(3, 2), 3), '2024-Q3').stage).toBe('maturing');
    expect(suggestionFrom(quarters(lively(4, 2), 4), '2024-Q4').stage).toBe('stewardship');
  });

  test('its coordinators do not count among those who recur', () => {
    const acts = lively(2, 2);
    const log = logOf(acts);
    const coordinators = new Set(['Ada', 'Bo', 'Cy'].map((name) => log.people.numberOf(name)));
    const signs = signsOf(log, { from: Q1, to: Q1 + 6 }, coordinators);
    expect(signs[1]?.recurrentContributors).toBe(2);
  });

  test('of fewer than five people nothing is said that is done', () => {
    const acts = lively(2, 0).filter(({ actor }) => ['Ada', 'Bo', 'Cy'].includes(String(actor)));
    expect(quarters(acts, 2)[1]).toMatchObject({
      activitySlope: null,
      recurrentContributors: null,
      core: null,
      answerRate: null,
    });
  });

  test('before anybody wrote, interest of two units is a potential', () => {
    const acts = [act('join', 'Ada', JANUARY + DAY), act('join', 'Bo', JANUARY + 2 * DAY, { unitAtEvent: 'mill' })];
    const signs = quarters(acts, 2);
    expect(signs[1]).toMatchObject({ launched: false, interestedUnits: 2, practicesGrowing: null, freshness: null });
    expect(suggestionFrom(signs, '2024-Q2').stage).toBe('potential');
  });

  test('what is archived is transformed at once, and what came back is not', () => {
    const end = UTC.startOf(Q1 + 6) - WEEK;
    const acts = [...lively(2, 2), act('archive', 'Ada', end)];
    expect(suggestionFrom(quarters(acts, 2), '2024-Q2').stage).toBe('transformation');
    const back = [...acts, act('unarchive', 'Ada', end + DAY)];
    expect(suggestionFrom(quarters(back, 2), '2024-Q2').stage).toBe('maturing');
  });

  test('a practice whose review is due is stale until it is confirmed', () => {
    const acts = lively(2, 2);
    const practice = acts.find(({ verb }) => verb === 'publish')?.object ?? '';
    const due = act('review', null, UTC.startOf(Q1 + 4), { object: practice, detail: { outcome: 'due' } });
    expect(quarters([...acts, due], 2)[1]?.freshness).toBe(0.5);
    const done = act('review', 'Ada', UTC.startOf(Q1 + 5), { object: practice, detail: { outcome: 'confirmed' } });
    expect(quarters([...acts, due, done], 2)[1]?.freshness).toBe(1);
  });
});

describe('two quarters before a suggestion changes', () => {
  const SIGNS: LifeSigns = {
    launched: true,
    interestedUnits: 2,
    ending: false,
    memberSlope: null,
    activitySlope: null,
    recurrentContributors: null,
    core: null,
    answerRate: null,
    answerRateRising: null,
    practicesGrowing: null,
    freshness: null,
    newcomers: null,
    leavers: null,
  };
  const growing = { estimate: 1, low: 0.5, high: 1.5 };
  const coalescing: LifeSigns = { ...SIGNS, memberSlope: growing, recurrentContributors: 1 };
  const maturing: LifeSigns = {
    ...SIGNS,
    memberSlope: growing,
    recurrentContributors: 9,
    core: { people: 4, share: 0.1 },
    answerRate: 0.8,
    practicesGrowing: true,
  };
  const stage = (...signs: LifeSigns[]) => suggestionFrom(signs, '2024-Q1').stage;

  test('one quarter suggests nothing, two the same, and one other nothing else', () => {
    expect(stage(coalescing)).toBeNull();
    expect(stage(coalescing, coalescing)).toBe('coalescing');
    expect(stage(coalescing, coalescing, maturing)).toBe('coalescing');
    expect(stage(coalescing, coalescing, maturing, coalescing)).toBe('coalescing');
    expect(stage(coalescing, coalescing, maturing, maturing)).toBe('maturing');
    expect(stage(maturing, maturing, coalescing, coalescing)).toBe('coalescing');
  });

  test('the signs are those of the latest quarter', () => {
    const { evidence } = suggestionFrom([coalescing, coalescing, maturing], '2024-Q3');
    const of = evidence.find((each) => each.stage === 'coalescing');
    expect(of?.signs).toContainEqual({ name: 'fewer-than-three-recurrent', holds: 'no' });
    expect(evidence.map((each) => each.stage)).toEqual([
      'potential',
      'coalescing',
      'maturing',
      'stewardship',
      'transformation',
    ]);
  });
});
