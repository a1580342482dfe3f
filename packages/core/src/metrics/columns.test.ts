import fc from 'fast-check';
import { expect, test } from 'vitest';
import { history } from '../testing/history.js';
import { CommunityLog } from './columns.js';

const acts = history({ seed: 2, people: 20, units: 3, questions: 300 });

function told(log: CommunityLog) {
  return [...log.acts()].map(({ at, verb, actor, unit, object, inReplyTo, detail }) => ({
    at: new Date(at).toISOString(),
    verb,
    actor: log.people.stringOf(actor) || null,
    unitAtEvent: log.units.stringOf(unit) || null,
    object: log.objects.stringOf(object),
    inReplyTo: log.objects.stringOf(inReplyTo) || null,
    detail,
  }));
}

test('the columns hold the log, in the order of things, whatever order it came in', () => {
  const expected = [...acts]
    .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1))
    .map(({ at, verb, actor, unitAtEvent, object, inReplyTo, detail }) => ({
      at,
      verb,
      actor,
      unitAtEvent,
      object,
      inReplyTo,
      detail,
    }));
  fc.assert(
    fc.property(fc.shuffledSubarray(acts, { minLength: acts.length }), (shuffled) => {
      const log = new CommunityLog();
      for (const [at, act] of shuffled.entries()) {
        log.take(act);
        // Read meanwhile, as figures are asked for while people write.
        if (at % 400 === 0) log.acts().next();
      }
      expect(told(log)).toEqual(expected);
    }),
    { seed: 1, numRuns: 5 },
  );
});

test('an act that is logged again takes the place of the first', () => {
  const log = new CommunityLog();
  const [act] = acts;
  log.take(act!);
  log.take({ ...act!, at: '2024-01-01T00:00:00.000Z', actor: 'system' });
  expect(told(log)).toMatchObject([{ at: '2024-01-01T00:00:00.000Z', actor: null }]);
  expect(log.firstAt).toBe(Date.parse('2024-01-01T00:00:00.000Z'));
});

test('an act that is deleted counts no more, and may come again', () => {
  const log = new CommunityLog();
  for (const act of acts) log.take(act);
  const all = told(log);
  for (const { id } of acts.slice(0, 3)) log.remove(id);
  log.remove('never there');
  expect(told(log)).toHaveLength(all.length - 3);
  for (const act of acts.slice(0, 3)) log.take(act);
  expect(told(log)).toEqual(all);
});

test('only the acts of some verbs are those among all', () => {
  const log = new CommunityLog();
  for (const act of acts) log.take(act);
  const all = [...log.acts()];
  expect([...log.acts('ask', 'hide')]).toEqual(all.filter(({ verb }) => verb === 'ask' || verb === 'hide'));
  expect([...log.acts('polls.vote')]).toEqual([]);
});
