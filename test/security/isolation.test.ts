import { describe, expect, test } from 'vitest';
import { CommunityLog } from '../../packages/core/src/metrics/columns.js';
import { result } from '../../packages/core/src/metrics/measure.js';
import type { Evidence, Measure } from '../../packages/core/src/metrics/metric.js';
import { builtIn } from '../../packages/core/src/registry.js';
import { fullNameOf, hostIdOf, organisation } from '../../packages/core/src/testing/organisation.js';
import {
  actsOf,
  as,
  communityWith,
  everythingAsked,
  halfYear,
  idOf,
  type Logged,
  type Told,
  workedOut,
} from './adversary.js';
import { shippedExtensions } from './extensions.js';

const extensions = await shippedExtensions();
/** When the first half of 2025 is out, and nothing later. */
const SUMMER = -170 * 86_400_000;
const PEOPLE = 8;
/** How many questions wait now stands in the list of threads, with who asked them, for whoever may read it. */
const WITHOUT_FLOOR = 'backlog';

async function inSummer() {
  const org = await organisation({ extensions });
  org.clock.forward(SUMMER);
  return { org, fay: as(org, 'Fay') };
}

const NOW = '2025-08-01T00:00:00.000Z';
const MONTHS = ['01', '02', '03', '04', '05', '06'];
const WINDOWS: readonly (readonly [window: string, Told])[] = [
  ['all', [0, 1, 2, 3, 4, 5]],
  ['2025-Q1', [0, 1, 2]],
  ['2025-Q2', [3, 4, 5]],
  ...MONTHS.map((month, at) => [`2025-${month}`, [at]] as const),
];

/** Who stands behind the records of each month, by part. */
function peopleBehind(evidence: readonly Evidence[]): Set<number>[][] {
  const months: Set<number>[][] = MONTHS.map(() => []);
  for (const { at, parts } of evidence) {
    const month = months[new Date(at).getUTCMonth()] ?? [];
    for (const [part, people] of parts.entries()) {
      month[part] ??= new Set();
      for (const person of people) month[part].add(person);
    }
  }
  return months;
}

/** Months of which something is told: a figure, or how many records there are too few of. */
function toldOf(metric: Measure<unknown, unknown>, log: CommunityLog): Told[] {
  return WINDOWS.flatMap(([window, months]) => {
    if (metric.windows === 'quarters' && !window.includes('Q')) return [];
    const { status, window: of } = result(metric as Measure<unknown, null>, log, {
      window,
      now: NOW,
      unitName: (id) => id,
    });
    // That of `all` may end before.
    const last = new Date(Date.parse(of[1]) - 1).getUTCMonth();
    return status === 'suppressed' ? [] : [months.filter((month) => month <= last)];
  });
}

const logOf = (acts: readonly Logged[]): CommunityLog => {
  const log = new CommunityLog();
  for (const act of actsOf(acts, 'c')) log.take(act);
  return log;
};

const parts = [builtIn, ...extensions].flatMap((extension) => extension.metrics ?? []);
const metrics = (await Promise.all(parts.map(({ load }) => load()))).flat();
/** Those that are made of the log alone. */
const ofLog = metrics.filter(({ name, gather }) => !gather && name !== WITHOUT_FLOOR);

describe('whoever adds up and takes away what is told in all windows', () => {
  const communities = Array.from({ length: 12 }, (_, seed) =>
    logOf(halfYear({ seed, people: 6 + (seed % 6), questions: 40 + 25 * (seed % 5) })),
  );

  test.each(ofLog.map((metric) => [metric.name, metric] as const))(
    '%s: learns of nobody or of five people',
    (_name, metric) => {
      for (const [seed, log] of communities.entries()) {
        const people = peopleBehind(metric.evidence(log, undefined, null as never));
        expect({ seed, months: workedOut(toldOf(metric, log), people) }).toEqual({ seed, months: [] });
      }
    },
  );

  test('there are figures to learn from, and figures that are kept back', () => {
    const told = communities.map((log) => ofLog.map((metric) => toldOf(metric, log).length));
    expect(told.flat().some((count) => count === WINDOWS.length)).toBe(true);
    expect(told.flat().some((count) => count > 0 && count < WINDOWS.length)).toBe(true);
  });

  test('would learn more of a figure without floors', () => {
    const answers: Evidence[] = [];
    const [log] = communities as [CommunityLog];
    for (const { verb, at, actor } of log.acts()) if (verb === 'answer') answers.push({ at, parts: [[actor]] });
    expect(
      workedOut(
        WINDOWS.map(([, months]) => months),
        peopleBehind(answers),
      ),
    ).not.toEqual([]);
  });
});

describe('somebody who asks again', () => {
  test('in another role learns nothing else', async () => {
    const { org, fay } = await inSummer();
    const communityId = await communityWith(org, halfYear({ seed: 3, people: PEOPLE, questions: 110 }));
    const answers = await everythingAsked(fay, communityId);
    expect([...answers.values()].some((answer) => (answer as { status?: string }).status === 'ok')).toBe(true);
    const sol = as(org, 'Sol');
    await sol.membership.join({ communityId });
    await fay.membership.setRoles({ communityId, personId: (await sol.people.getMe()).id, roles: ['sponsor'] });
    const before = await everythingAsked(fay, communityId);
    for (const other of [sol, as(org, 'Root', true)]) {
      const theirs = await everythingAsked(other, communityId);
      for (const [asked, answer] of before) expect(theirs.get(asked), asked).toEqual(answer);
    }
  });

  test('after somebody did something, left or was erased learns nothing of it before the quarter is out', async () => {
    const { org, fay } = await inSummer();
    const communityId = await communityWith(org, halfYear({ seed: 3, people: PEOPLE, questions: 110 }));
    const bo = as(org, 'Bo');
    await bo.membership.join({ communityId });
    const { id: threadId } = await bo.threads.start({ communityId, kind: 'question', title: 'Why?', body: 'It hums.' });
    const boId = (await bo.people.getMe()).id;
    const acts: [string, () => Promise<unknown>][] = [
      ['asks', () => bo.threads.start({ communityId, kind: 'question', title: 'Why not?', body: 'It hums.' })],
      ['is answered', () => fay.threads.reply({ threadId, body: 'Look at the root.' })],
      ['closes', () => bo.threads.close({ threadId, reason: 'obsolete' })],
      ['writes a practice', () => bo.practices.create({ communityId, title: 'Listen', steps: ['Listen.'] })],
      ['leaves', () => bo.membership.leave({ communityId })],
      ['is erased', () => as(org, 'Root', true).people.erase({ personId: boId })],
    ];
    let before = await everythingAsked(fay, communityId);
    for (const [what, act] of acts) {
      await act();
      const after = await everythingAsked(fay, communityId);
      for (const [asked, answer] of before) expect(after.get(asked), `${what}: ${asked}`).toEqual(answer);
      before = after;
    }
  });
});

test('no answer about a community holds the name or an id of anybody in it', async () => {
  const { org, fay } = await inSummer();
  const log = halfYear({ seed: 3, people: PEOPLE, questions: 110 });
  const communityId = await communityWith(org, log);
  const told = JSON.stringify([...(await everythingAsked(fay, communityId))]);
  for (let person = 0; person < PEOPLE; person++) expect(told).not.toContain(idOf(person));
  for (const word of [fullNameOf('Fay'), hostIdOf('Fay'), (await fay.people.getMe()).id])
    expect(told).not.toContain(word);
});
