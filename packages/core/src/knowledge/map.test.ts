import { describe, expect, test } from 'vitest';
import { expertise } from '../expertise/expertise.js';
import { foundCommunity, organisation, refusalOf } from '../testing/organisation.js';

const DAY = 86_400_000;
const NAMES = ['Bo', 'Cy', 'Dee', 'Eve', 'Fay', 'Gus', 'Hal', 'Ida', 'Jo', 'Kim'];

/** A community with a past: questions of 2025, asked and answered by members. */
async function past() {
  const org = await organisation({ extensions: [expertise()] });
  org.clock.forward(20 * DAY);
  const { id: communityId } = await foundCommunity(org, 'Ada', { visibility: 'private' }, NAMES);
  for (const name of NAMES) org.as(name, { unit: NAMES.indexOf(name) < 5 ? 'north' : 'south' });
  const ids = new Map<string, string>();
  for (const name of NAMES) {
    await org.as(name, { unit: NAMES.indexOf(name) < 5 ? 'north' : 'south' }).people.getMe();
    ids.set(name, await org.idOf(name));
  }
  let count = 0;
  const ask = async (at: string, by: string, topics: string[], answeredBy: string[] = []) => {
    const from = { source: 'past', communityId };
    const sourceId = `q${count++}`;
    const told = { kind: 'question', title: 'Why?', body: 'It hums.' } as const;
    await org.system.imports.thread({ ...from, ...told, sourceId, at, authorId: ids.get(by)!, topics });
    for (const [number, name] of answeredBy.entries()) {
      await org.system.imports.reply({
        ...from,
        sourceId: `${sourceId}r${number}`,
        onSourceId: sourceId,
        at: new Date(Date.parse(at) + DAY).toISOString(),
        authorId: ids.get(name)!,
        role: 'answer',
        body: 'The shroud.',
      });
    }
  };
  return { org, communityId, ask };
}

/** Six ask about pumps and are answered; three know about seals, and nobody about valves. */
async function thin() {
  const there = await past();
  for (let n = 0; n < 12; n++) {
    await there.ask(`2025-08-${10 + n}T10:00:00.000Z`, NAMES[n % 6]!, ['Pumps'], [NAMES[(n % 6) + (n < 6 ? 1 : 2)]!]);
  }
  for (let n = 0; n < 10; n++) {
    await there.ask(`2025-09-${10 + n}T10:00:00.000Z`, NAMES[n % 5]!, ['Seals'], n < 3 ? [NAMES[7 + n]!] : []);
    await there.ask(`2025-09-${10 + n}T11:00:00.000Z`, NAMES[n % 5]!, ['Valves']);
    await there.ask(`2025-09-${10 + n}T12:00:00.000Z`, NAMES[n % 5]!, ['Bearings'], [NAMES[5 + (n % 5)]!]);
  }
  return there;
}

describe('the map', () => {
  test('has topics by demand, with what is not answered and by how many it could be', async () => {
    const { org, communityId } = await thin();
    const found = await org.as('Ada').knowledge.getMap({ communityId, window: '2025-Q3' });
    expect(found).toMatchObject({
      status: 'ok',
      window: ['2025-07-01T00:00:00.000Z', '2025-10-01T00:00:00.000Z'],
      nRecords: 42,
      grade: 'C',
    });
    expect(found.value!.topics.map(({ topic }) => topic.label)).toEqual(['Pumps', 'Valves', 'Bearings', 'Seals']);
    const [pumps, valves, bearings, seals] = found.value!.topics;
    expect(pumps).toMatchObject({
      topic: { label: 'Pumps' },
      demand: 'ok',
      questions: 12,
      unanswered: 0,
      unansweredShare: 0,
      supply: 'ok',
      coverageAt: '2025-10-01T00:00:00.000Z',
    });
    expect(pumps!.coverage).toBeGreaterThan(6);
    expect(pumps!.coverage).toBeLessThan(7);
    expect(pumps!.gap).toBeCloseTo(12 / pumps!.coverage!, 9);
    // Three answered: neither how many questions they left, nor how many they are, is told.
    expect(seals).toMatchObject({
      demand: 'suppressed',
      supply: 'suppressed',
      questions: null,
      coverage: null,
      gap: null,
    });
    // Nobody answered, which tells of nobody.
    expect(valves).toMatchObject({ questions: 10, unansweredShare: 1, supply: 'ok', coverage: 0, gap: 20 });
    // With it, the total would give away what is kept back.
    expect(bearings).toMatchObject({ demand: 'suppressed', questions: null, supply: 'ok' });
    expect(found.value!.suppressed).toBe(2);
    expect(found.next).toBe('route-to-experts');
    expect(found.caveats.map(({ code }) => code)).toContain('topics-hidden');
  });

  test('is of the last quarter that is out where none is named, and of quarters only', async () => {
    const { org, communityId } = await thin();
    const map = (window?: string) => org.as('Ada').knowledge.getMap({ communityId, ...(window ? { window } : {}) });
    expect((await map()).window[1]).toBe('2026-01-01T00:00:00.000Z');
    expect(await map('2026-Q1')).toMatchObject({
      status: 'insufficient',
      caveats: [{ code: 'not-out-yet' }],
      next: 'wait',
    });
    for (const window of ['all', '2025', '2025-08', '2025-q3', 'x'])
      expect(await refusalOf(map(window)), window).toMatchObject({ code: 'invalid', field: 'window' });
  });

  test('does not change with what happens later, nor with a merge after it came out', async () => {
    const { org, communityId, ask } = await thin();
    const map = async () => (await org.as('Ada').knowledge.getMap({ communityId, window: '2025-Q3' })).value!;
    const before = await map();
    await ask('2025-11-01T10:00:00.000Z', 'Bo', ['Pumps'], ['Kim']);
    await org.admin.topics.define({ prefLabel: 'Pumps' });
    await org.admin.topics.define({ prefLabel: 'Seals' });
    await org.admin.knowledge.mergeTopics({ from: 'seals', into: 'pumps' });
    const after = await map();
    expect(after.topics).toEqual(before.topics.filter(({ topic }) => topic.label !== 'Seals'));
  });

  test('is the same for facilitators, stewards, sponsors and administrators, and nobody else’s', async () => {
    const { org, communityId } = await thin();
    for (const [name, role] of [
      ['Bo', 'steward'],
      ['Cy', 'sponsor'],
    ] as const) {
      await org.as('Ada').membership.setRoles({ communityId, personId: await org.idOf(name), roles: [role] });
    }
    const maps = await Promise.all(
      [org.as('Ada'), org.as('Bo'), org.as('Cy'), org.admin].map((each) => each.knowledge.getMap({ communityId })),
    );
    for (const map of maps) expect(map).toEqual(maps[0]);
    expect(await refusalOf(org.as('Dee').knowledge.getMap({ communityId }))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(org.as('Zoe').knowledge.getRisk({ communityId }))).toMatchObject({ code: 'not-found' });
  });

  test('is empty of what nobody tagged, and suppressed where four ask', async () => {
    const { org, communityId, ask } = await past();
    for (let n = 0; n < 8; n++) await ask(`2025-08-1${n}T10:00:00.000Z`, NAMES[n % 4]!, ['Pumps'], ['Kim']);
    const few = await org.as('Ada').knowledge.getMap({ communityId, window: '2025-Q3' });
    expect(few).toMatchObject({ status: 'suppressed', nRecords: null, nPersons: null });
    expect(few.value).toBeUndefined();
  });
});

describe('the risk', () => {
  test('is on how few people each topic hangs, by number', async () => {
    const { org, communityId } = await thin();
    const found = await org.as('Ada').knowledge.getRisk({ communityId, window: '2025-Q3' });
    expect(found).toMatchObject({ status: 'ok', grade: 'X', value: { topics: 3, onOnePerson: 0 } });
    const [bearings, pumps, seals] = found.value!.items;
    expect(bearings).toMatchObject({ topic: { label: 'Bearings' }, people: 5, absenceFactor: 3 });
    expect(bearings!.coverage).toBeCloseTo(5, 1);
    expect(pumps).toMatchObject({ topic: { label: 'Pumps' }, status: 'ok', people: 7, absenceFactor: 3 });
    expect(seals).toMatchObject({ topic: { label: 'Seals' }, status: 'suppressed', people: null, units: [] });
    // No name and no id of anybody, in a field or elsewhere.
    const text = JSON.stringify(found);
    for (const name of NAMES) {
      expect(text).not.toContain(`${name} `);
      expect(text).not.toContain(await org.idOf(name));
    }
  });

  test('names who agreed to be named, as long as they do, and nobody else', async () => {
    const { org, communityId } = await thin();
    const risk = async () => (await org.as('Ada').knowledge.getRisk({ communityId, window: '2025-Q3' })).value!.items;
    const named = async () => (await risk()).map(({ keyPeople }) => keyPeople?.map(({ id }) => id) ?? []);
    expect((await named()).flat()).toEqual([]);
    for (const name of NAMES) {
      await org.as(name).expertise.setNamed({ named: true });
      expect((await org.as(name).expertise.getMine()).named).toBe(true);
    }
    const [bearings = [], pumps = [], seals = []] = await named();
    expect([bearings.length, pumps.length, seals.length]).toEqual([3, 3, 0]);
    const ids = await Promise.all(NAMES.map((name) => org.idOf(name)));
    const [first = ''] = bearings;
    const who = NAMES[ids.indexOf(first)]!;
    await org.as(who).experts.setConsent({ consent: 'unlisted' });
    expect((await named()).flat()).not.toContain(first);
    await org.as(who).experts.setConsent({ consent: 'listed' });
    expect((await named()).flat()).toContain(first);
    await org.as(who).expertise.setNamed({ named: false });
    expect((await named()).flat()).not.toContain(first);
  });

  test('tells how many topics hang on one person only where enough people hold them', async () => {
    const { org, communityId, ask } = await thin();
    const risk = async () => (await org.as('Ada').knowledge.getRisk({ communityId, window: '2025-Q3' })).value!;
    await ask('2025-09-28T10:00:00.000Z', 'Bo', ['Valves'], ['Kim']);
    expect(await risk()).toMatchObject({ topics: 4, onOnePerson: null });
    for (const name of ['Hal', 'Ida', 'Jo', 'Gus'])
      await ask('2025-09-28T11:00:00.000Z', 'Bo', [`Part of ${name}`], [name]);
    expect(await risk()).toMatchObject({ topics: 8, onOnePerson: 5 });
  });
});
