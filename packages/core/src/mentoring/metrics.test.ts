import { describe, expect, test } from 'vitest';
import type { Activity, Verb } from '../activity/records.js';
import { CommunityLog } from '../metrics/columns.js';
import { result } from '../metrics/measure.js';
import type { Measure } from '../metrics/metric.js';
import {
  mentoringCompleted,
  mentoringEngagement,
  mentoringMatch,
  mentoringSessions,
  timeToCompetence,
} from './metrics.js';

const DAY = 86_400_000;
const COMMUNITY = 'c_0000000000000000';
const START = Date.UTC(2025, 0, 1);

/** A log that is written by days from the beginning of 2025. */
class Diary {
  readonly log = new CommunityLog();
  #acts = 0;

  act(day: number, actor: string, verb: Verb, more: Partial<Activity> = {}): this {
    const at = new Date(START + day * DAY).toISOString();
    this.log.take({
      id: String(this.#acts++).padStart(6, '0'),
      actor,
      verb,
      object: COMMUNITY,
      inReplyTo: null,
      target: null,
      community: COMMUNITY,
      unitAtEvent: null,
      channel: 'text',
      topics: [],
      at,
      recordedAt: at,
      origin: 'live',
      detail: null,
      ...more,
    });
    return this;
  }

  /** A pair from the request on; `matched` and `ended` in days from the beginning. */
  pair(
    which: number,
    {
      asked,
      matched,
      ended,
      declined,
    }: { asked: number; matched?: number; ended?: readonly [number, Verb]; declined?: number },
    mentors = 6,
  ): this {
    const [object, mentee, mentor] = [`relation ${which}`, `mentee ${which}`, `mentor ${which % mentors}`];
    this.act(asked, mentee, 'mentoring.request', { object, detail: { wished: declined !== undefined } });
    if (matched !== undefined) this.act(matched, mentor, 'mentoring.accept', { object, target: mentee });
    if (declined !== undefined) this.act(declined, mentor, 'mentoring.decline', { object, detail: { ends: true } });
    if (ended) this.act(ended[0], mentor, ended[1], { object, target: mentee });
    return this;
  }
}

const figure = <T>(metric: Measure<T>, { log }: Diary, window = '2025-Q1', now = '2026-01-10T00:00:00.000Z') =>
  result(metric, log, { window, now, unitName: (id) => id });

const mentors = (count: number) => Array.from({ length: count }, (_, which) => which);

describe('time to a mentor', () => {
  test('open requests count as waiting, and a mentor who says no as another end', () => {
    const diary = new Diary();
    for (const which of mentors(9)) diary.pair(which, { asked: 10, matched: 11 + which });
    diary.pair(9, { asked: 10, declined: 30 }).pair(10, { asked: 10 }).pair(11, { asked: 10 });
    expect(figure(mentoringMatch, diary)).toMatchObject({
      status: 'ok',
      // Six of twelve have a mentor on the sixth day.
      value: { unit: 'days', median: 6, happened: 9, waiting: 2, endedOtherwise: 1 },
      nRecords: 12,
      next: null,
    });
  });

  test('a match after the end of the quarter changes nothing of it', () => {
    const diary = new Diary();
    for (const which of mentors(12)) diary.pair(which, { asked: 10, matched: which < 6 ? 20 : 100 });
    expect(figure(mentoringMatch, diary).value).toMatchObject({ happened: 6, waiting: 6, median: 10 });
    const before = new Diary();
    for (const which of mentors(12)) before.pair(which, { asked: 10, ...(which < 6 && { matched: 20 }) });
    const [early, late] = [
      figure(mentoringMatch, before, '2025-Q1', '2025-04-10T00:00:00.000Z'),
      figure(mentoringMatch, diary),
    ];
    expect(late).toEqual(early);
  });

  test('needs ten requests, five who ask and five who mentor', () => {
    const [few, oneMentor, none] = [new Diary(), new Diary(), new Diary().act(1, 'somebody', 'join')];
    for (const which of mentors(9)) few.pair(which, { asked: 10, matched: 20 });
    for (const which of mentors(12)) oneMentor.pair(which, { asked: 10, matched: 20 }, 1);
    expect(figure(mentoringMatch, few)).toMatchObject({ status: 'insufficient', caveats: [{ code: 'too-few-pairs' }] });
    expect(figure(mentoringMatch, oneMentor)).toMatchObject({ status: 'suppressed', nRecords: null });
    expect(figure(mentoringMatch, none)).toMatchObject({ status: 'insufficient', caveats: [{ code: 'not-measured' }] });
  });
});

test('of mentorings that ended, the share that was completed; in the quarter in which they ended', () => {
  const diary = new Diary();
  for (const which of mentors(12)) {
    const ended = [which < 9 ? 60 : 61, which < 8 ? 'mentoring.complete' : 'mentoring.endEarly'] as const;
    diary.pair(which, { asked: 1, matched: 5, ended });
  }
  expect(figure(mentoringCompleted, diary)).toMatchObject({
    status: 'ok',
    value: { count: 8, of: 12, share: expect.closeTo(2 / 3, 9) },
  });
  expect(figure(mentoringCompleted, diary, '2025-Q2')).toMatchObject({ status: 'insufficient', nRecords: 0 });
});

test('planned sessions count by their day, and as held when that was noted within a week after the quarter', () => {
  const diary = new Diary();
  for (const which of mentors(12)) {
    diary.pair(which, { asked: 1, matched: 5 });
    const session = { day: '2025-03-31', session: `session ${which}` };
    const act = { object: `relation ${which}`, target: `mentor ${which % 6}` };
    diary.act(80, `mentee ${which}`, 'mentoring.planSession', { ...act, detail: session });
    // The quarter ends with day 90.
    const noted = which < 6 ? 89 : which < 9 ? 94 : 120;
    diary.act(noted, `mentee ${which}`, 'mentoring.holdSession', { ...act, detail: { ...session, minutes: 45 } });
    // What was not planned is in no figure.
    diary.act(85, `mentee ${which}`, 'mentoring.holdSession', {
      ...act,
      detail: { day: '2025-03-27', minutes: 5, session: `other ${which}` },
    });
  }
  expect(figure(mentoringSessions, diary)).toMatchObject({ status: 'ok', value: { count: 9, of: 12, share: 0.75 } });
});

test('newcomers with a mentor beside the others of their cohort, with the bias said', () => {
  const diary = new Diary();
  for (const which of mentors(24)) {
    const person = which < 12 ? `mentee ${which}` : `other ${which}`;
    diary.act(0, person, 'join');
    // Nine of the mentees and six of the others write in a quarter of the weeks.
    const writes = which < 12 ? which < 9 : which < 18;
    for (let week = 0; week < (writes ? 7 : 6); week++)
      diary.act(week * 7 + 2, person, 'reply', { object: `post ${which} ${week}` });
    if (which < 12) diary.pair(which, { asked: 10, matched: 20 });
  }
  const found = figure(mentoringEngagement, diary, '2025-Q2');
  expect(found).toMatchObject({
    status: 'ok',
    grade: 'C',
    value: {
      difference: 0.25,
      groups: [
        { group: 'mentees', share: 0.75, records: 12 },
        { group: 'others', share: 0.5, records: 12 },
      ],
    },
    caveats: [{ code: 'mentees-choose' }],
  });
  expect(found.value?.low).toBeLessThan(0);
  expect(figure(mentoringEngagement, diary, '2025-Q1')).toMatchObject({ status: 'insufficient' });
});

describe('time to competence', () => {
  /** Members join on day 0; the first `confirmed` have their milestone confirmed on a day of their own. */
  function joined(people: number, confirmed: readonly number[], more: (diary: Diary) => void = () => {}): Diary {
    const diary = new Diary().act(0, 'facilitator', 'mentoring.defineMilestone', { object: 'milestone' });
    for (let which = 0; which < people; which++) diary.act(0.001, `person ${which}`, 'join');
    for (const [which, day] of confirmed.entries())
      diary.act(day, 'facilitator', 'mentoring.confirmMilestone', { object: 'milestone', target: `person ${which}` });
    more(diary);
    return diary;
  }

  test('is the survival without a milestone from joining on', () => {
    const diary = joined(20, [10, 20, 30, 40, 50, 60, 70, 75, 80, 85]);
    expect(figure(timeToCompetence, diary)).toMatchObject({
      status: 'ok',
      value: { happened: 10, waiting: 10, median: 85 },
      nPersons: 10,
    });
  });

  test('a window has what happened in it: who is confirmed later enters late, who leaves is censored', () => {
    const days = [10, 20, 30, 40, 50, 100, 110, 120, 130, 140];
    const diary = joined(26, days, (all) => all.act(70, 'person 25', 'leave'));
    expect(figure(timeToCompetence, diary).value).toMatchObject({ happened: 5, waiting: 21 });
    // In the second quarter 20 are left, of whom five come to it.
    expect(figure(timeToCompetence, diary, '2025-Q2').value).toMatchObject({ happened: 5, waiting: 15 });
    const point = (figure(timeToCompetence, diary, '2025-Q2').value?.points ?? []).find(({ at }) => at === 120);
    expect(point?.share).toBeCloseTo((19 / 20) * (18 / 19) * (17 / 18), 9);
  });

  test('of fewer than five who reached one nothing is told, nor of fewer than twenty members', () => {
    expect(figure(timeToCompetence, joined(30, [10, 20, 30, 40]))).toMatchObject({ status: 'suppressed' });
    expect(figure(timeToCompetence, joined(19, [10, 20, 30, 40, 50]))).toMatchObject({
      status: 'insufficient',
      caveats: [{ code: 'few-people' }],
    });
    expect(figure(timeToCompetence, joined(30, []))).toMatchObject({
      status: 'insufficient',
      caveats: [{ code: 'not-measured' }],
    });
  });
});
