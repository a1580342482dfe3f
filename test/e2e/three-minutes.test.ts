import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { type Intranet, openIntranet } from './three-minutes/intranet.js';
import { screenshot } from './three-minutes/screenshots.js';
import { answer, improved, practice, question, tickets } from './three-minutes/script.js';
import { shown } from './three-minutes/shown.js';
import { checkFigures, checkSeries, exportLog } from './three-minutes/sponsors-page.js';
import { earlier } from './three-minutes/talk.js';
import { inside, sees } from './visitor.js';
import { stores } from './worlds.js';

describe.each(Object.entries(stores))('from a question to a measured improvement, on %s', (_name, openStore) => {
  let intranet: Intranet;

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      for (const [at, page] of intranet.windows().entries()) await screenshot(page, `failed-${at}`);
    await intranet.close();
  });

  it('takes three minutes to show', { timeout: 300_000 }, async () => {
    intranet = await openIntranet(await openStore());
    const ines = await askAtWork(intranet);
    const { tomas } = await putToPeople(intranet, ines);
    await becomesAPractice(intranet, ines, tomas);
    await spreads(intranet, ines, tomas);
    await isMeasured(intranet);
    await nobodyIsRanked(intranet);
    expect(intranet.faults).toEqual([]);
  });
});

/** 1. A technician asks where she works, on the page of the procedure, and sees before what is known and who would be asked. */
async function askAtWork({ pass, open }: Intranet): Promise<Page> {
  await pass('2026-01-12T06:30:00Z');
  const ines = await open('ines', '/procedure.html');
  await inside(ines, 'cop-context', 'textbox', 'Your question in one sentence').fill(question.title);
  expect(await sees(ines, 'cop-context', '::-p-text(Door leaf stops and starts again)')).toBe(true);
  expect(await sees(ines, 'cop-context', '::-p-text(Drying the guide rail)')).toBe(true);
  expect(await sees(ines, 'cop-context', '.badge::-p-text(Proven)')).toBe(true);
  await screenshot(ines, '1-before-asking');
  await inside(ines, 'cop-context', 'button', 'Ask the community').click();
  await inside(ines, 'cop-context', 'textbox', 'Text').fill(question.body);
  expect(await sees(ines, 'cop-context', '.asking ::-p-text(Lena Vogt)')).toBe(true);
  expect(await sees(ines, 'cop-context', '.asking ::-p-text(Tomas Brandt)')).toBe(true);
  await screenshot(ines, '1-who-would-be-asked', 'cop-context');
  await inside(ines, 'cop-context', 'button', 'Ask').click();
  await inside(ines, 'cop-page-discussion', 'link', question.title).click();
  expect(await sees(ines, 'cop-thread', `::-p-text(${question.title})`)).toBe(true);
  return ines;
}

/** 2. The right colleague of another unit is invited, with the reasons; then the next; then the facilitator hears of it. */
async function putToPeople({ pass, open, as }: Intranet, ines: Page) {
  const tomas = await open('tomas', '/inbox.html');
  await pass('2026-01-12T06:45:00Z');
  expect(await sees(tomas, 'cop-inbox.list', '.row.unread ::-p-text(asks: you might know)')).toBe(true);
  expect(
    await sees(tomas, 'cop-inbox.list', '.reasons::-p-text(Door leaf stops and starts again on cold mornings)'),
  ).toBe(true);
  await screenshot(tomas, '2-invited');

  await pass('2026-01-14T07:00:00Z');
  const threadId = new URL(ines.url()).searchParams.get('id') ?? '';
  const { items } = await as('ines').routing.list({ threadId });
  const names = (round: number) => items.filter((asked) => asked.round === round).map(({ person }) => person.name);
  expect(names(1)).toEqual(['Lena Vogt', 'Tomas Brandt']);
  expect(names(2)).toHaveLength(2);
  const next = await open(names(2)[0]?.split(' ')[0]?.toLowerCase() ?? '', '/inbox.html');
  expect(await sees(next, 'cop-inbox.list', '::-p-text(asks: you might know)')).toBe(true);
  await next.close();

  const mei = await open('mei', '/inbox.html');
  await pass('2026-01-16T07:15:00Z');
  expect(await sees(mei, 'cop-inbox.list', '.row.unread ::-p-text(Nobody has answered yet)')).toBe(true);
  await screenshot(mei, '2-facilitator');
  await mei.close();
  return { tomas };
}

/** 3. The answer comes, is accepted, and becomes a practice in one step. */
async function becomesAPractice({ pass }: Intranet, ines: Page, tomas: Page): Promise<void> {
  await pass('2026-01-19T05:30:00Z');
  await inside(tomas, 'cop-inbox.list', 'link', question.title).click();
  await inside(tomas, 'cop-thread', 'textbox', 'Text').fill(answer);
  await inside(tomas, 'cop-thread', 'button', 'Answer').click();
  expect(await sees(ines, 'cop-thread', '::-p-text(Cold grease looks like a wrong setting)')).toBe(true);
  await inside(ines, 'cop-thread', 'button', 'Accept answer').click();
  expect(await sees(tomas, 'cop-thread', '::-p-text(Accepted answer)')).toBe(true);
  await screenshot(tomas, '3-accepted');
  await inside(tomas, 'cop-thread', 'button', 'Make it a practice …').click();
  await inside(tomas, 'cop-thread >>> dialog', 'textbox', 'Title').fill(practice);
  await screenshot(tomas, '3-one-step');
  await inside(tomas, 'cop-thread >>> dialog', 'button', 'Make it a practice').click();
  await inside(tomas, 'cop-thread', 'link', 'See the practice').click();
  expect(await sees(tomas, 'cop-practice', '.badge::-p-text(Good practice)')).toBe(true);
  expect(await sees(tomas, 'cop-practice', '::-p-text(OP-114 Setting the sliding door)')).toBe(true);
  expect(await sees(tomas, 'cop-practice', `::-p-text(${question.title})`)).toBe(true);
  expect(await sees(tomas, 'cop-practice', '::-p-text(Steward)')).toBe(true);
  expect(await sees(tomas, 'cop-practice', '::-p-text(Jan 2027)')).toBe(true);
  await screenshot(tomas, '3-practice');
}

/** 4. Two other units adopt it, hear of a later version, and stay with it: it is proven, and the procedure's page says so. */
async function spreads({ pass, open }: Intranet, ines: Page, tomas: Page): Promise<void> {
  await pass('2026-01-26T09:00:00Z');
  const kofi = await open('kofi', '/procedure.html');
  await inside(kofi, 'cop-context', 'link', practice).click();
  await inside(kofi, 'cop-adoption', 'button', 'Adopt it …').click();
  await inside(kofi, 'cop-adoption >>> dialog', 'button', 'Adopt').click();
  expect(await sees(kofi, 'cop-adoption', '.yours ::-p-text(as it is)')).toBe(true);

  await pass('2026-01-28T13:00:00Z');
  await inside(ines, 'cop-thread', 'link', 'See the practice').click();
  await inside(ines, 'cop-practice', 'button', 'Adapt for our unit').click();
  await inside(ines, 'cop-practice', 'textbox', 'Step 2').fill(improved.adapted);
  await inside(ines, 'cop-practice', 'button', 'Save our adaptation').click();
  await inside(ines, 'cop-adoption', 'button', 'Adopt it …').click();
  await inside(ines, 'cop-adoption >>> dialog', 'radio', 'adapted').click();
  await inside(ines, 'cop-adoption >>> dialog', 'button', 'Adopt').click();
  expect(await sees(ines, 'cop-adoption', '.yours ::-p-text(adapted)')).toBe(true);
  await screenshot(ines, '4-adopted');

  await pass('2026-02-16T10:00:00Z');
  await kofi.goto(new URL('/inbox.html', kofi.url()).href);
  await inside(tomas, 'cop-practice', 'button', 'Edit').click();
  await inside(tomas, 'cop-practice', 'textbox', 'Step 1').fill(improved.step);
  await inside(tomas, 'cop-practice', 'textbox', 'What has changed, and why? (optional)').fill(improved.note);
  await inside(tomas, 'cop-practice', 'button', 'Save as version 2').click();
  expect(await sees(tomas, 'cop-practice', '::-p-text(Version 2)')).toBe(true);
  const newer = '.row.unread ::-p-text(What your unit works by has a newer version)';
  expect(await sees(kofi, 'cop-inbox.list', newer)).toBe(true);
  await ines.goto(new URL('/inbox.html', ines.url()).href);
  expect(await sees(ines, 'cop-inbox.list', newer)).toBe(true);
  await screenshot(kofi, '4-newer-version');
  await inside(kofi, 'cop-inbox.list', 'link', practice).click();
  await inside(kofi, 'cop-adoption', 'button', 'Move to version 2').click();

  await pass('2026-05-04T08:00:00Z');
  for (const page of [kofi, ines]) {
    await page.goto(new URL('/inbox.html', page.url()).href);
    expect(await sees(page, 'cop-inbox.list', '.row.unread ::-p-text(Does your unit still work by it?)')).toBe(true);
    await inside(page, 'cop-inbox.list', 'link', practice).click();
    await inside(page, 'cop-adoption', 'button', 'Confirm that it lasts').click();
    expect(await sees(page, 'cop-adoption', '.yours ::-p-text(Sustains it)')).toBe(true);
  }
  expect(await sees(tomas, 'cop-practice', '.badge::-p-text(Proven)')).toBe(true);
  await screenshot(tomas, '4-proven');
  await ines.goto(new URL('/procedure.html', ines.url()).href);
  expect(await sees(ines, 'cop-context', `.row:has(.badge.positive) ::-p-text(${practice})`)).toBe(true);
  await screenshot(ines, '4-at-the-point-of-work');
}

/** 5. What came of it, for who answers for the community: each figure as somebody else would compute it from the log. */
async function isMeasured({ cop, pass, open, as, scenery: { communityId } }: Intranet): Promise<void> {
  await pass('2026-07-08T08:00:00Z');
  const api = as('olav');
  const { id: seriesId } = await api.outcomes.define({
    communityId,
    name: 'Door faults that came back within 30 days',
    measure: 'share',
    every: 'month',
    numerator: 'came back',
    denominator: 'door faults',
    better: 'lower',
    source: 'Ticket system',
  });
  await api.outcomes.importRows({ seriesId, csv: tickets });
  const olav = await open('olav', '/sponsor.html');
  await olav.setViewport({ width: 1280, height: 2400 });
  const unitNames = new Map((await api.units.list()).items.map(({ id, name }) => [id, name]));
  const log = await exportLog(cop, communityId);
  await checkFigures(olav, { log, span: { from: Date.parse('2025-01-01'), to: Date.parse('2026-07-01') }, unitNames });
  await checkSeries(olav, tickets, [
    { title: earlier.title, at: '2025-02-17' },
    { title: practice, at: '2026-01-19' },
  ]);
  for (const [figure, next] of [
    ['[metric="time-to-first-response"]', 'Questions wait: invite those who know.'],
    ['[metric="answer-rate"]', 'Questions wait: invite those who know.'],
    ['[metric="cross-unit-help"]', 'Help stays within units: bring people of other units together.'],
    ['[metric="adoption-breadth"]', 'Adoption stands still: ask a unit that adopted to tell how.'],
    ['cop-outcome-series', 'Something was changed: see how the series goes on.'],
  ] as const)
    expect((await shown(olav, figure)).next).toBe(`Next: ${next}`);
  await screenshot(olav, '5-sponsor');
}

/** Nothing that a browser was told puts people in an order: no scores, and names by the alphabet. Figures name nobody. */
async function nobodyIsRanked({ answers }: Intranet): Promise<void> {
  const told = await answers();
  expect(told.filter(({ url }) => url.includes('/routing/preview')).length).toBeGreaterThan(0);
  const ofPeople = told.filter(({ url }) => !/\/(metrics|outcomes)\//.test(url));
  expect(ofPeople.filter(({ body }) => /"(score|rank|points|weight|expertise)\w*"/i.test(body))).toEqual([]);
  for (const { url, body } of told) {
    if (!url.includes('/routing/preview')) continue;
    const names = JSON.parse(body).people.map(({ person }: { person: { name: string } }) => person.name);
    expect(names).toEqual(names.toSorted());
  }
}
