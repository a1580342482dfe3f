import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCopkit } from '@copkit/core';
import { sqlite } from '@copkit/storage-sqlite';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recordedTerminal } from '../fixtures/terminal.js';
import { organisationExtensions } from './extensions.js';
import { main } from './index.js';
import { html } from './report/markup.js';
import { trendLine } from './report/trend.js';
import { windowFrom } from './report/window.js';
import { inShort, nextSteps } from './report/words.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let folder: string;
const at = (name: string) => join(folder, name);
const quarter = '2025-Q2';
const NAME = 'Pumps & <Seals>';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  const cop = await createCopkit({ storage: sqlite(at('cops.db')), extensions: organisationExtensions({}) });
  const fay = cop.as({ hostId: 'fay', name: 'Fay Quill' });
  const { id: communityId } = await fay.communities.create({ name: NAME, purpose: 'Flow' });
  const { imports } = cop.system({ name: 'history' });
  const start = Date.UTC(2025, 3, 2);
  const moment = (hours: number) => new Date(start + hours * 3_600_000).toISOString();
  const people: string[] = [];
  for (let n = 0; n < 12; n++) {
    const { personId } = await imports.placeholder({ source: 'old', label: `user ${n}` });
    await imports.member({ communityId, personId, at: moment(0) });
    people.push(personId);
  }
  const from = { communityId, source: 'old', body: 'It hums.' };
  for (let n = 0; n < 60; n++) {
    const asked = { ...from, sourceId: `q${n}`, authorId: people[n % 12] ?? '', at: moment(1 + n * 20) };
    await imports.thread({ ...asked, kind: 'question', title: `Why ${n}?`, topics: [] });
    if (n % 4 === 0) continue;
    const answer = {
      sourceId: `a${n}`,
      onSourceId: `q${n}`,
      authorId: people[(n + 5) % 12] ?? '',
      at: moment(3 + n * 20),
    };
    await imports.reply({ ...from, ...answer, role: 'answer' });
  }
  await cop.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function report(...args: string[]) {
  const terminal = recordedTerminal();
  const code = await main(['report', '--community', NAME, ...args, '--data', at('cops.db')], terminal);
  return { code, out: terminal.stdout.join('\n'), err: terminal.stderr.join('\n') };
}

it('html says in one page without scripts what there is, what to do, and how it was computed', async () => {
  expect(await report('--from', quarter, '--out', at('report.html'))).toEqual({ code: 0, out: '', err: '' });
  const page = readFileSync(at('report.html'), 'utf8');
  expect(page).toContain(`<h1>Pumps &amp; &lt;Seals&gt;, ${quarter}</h1>`);
  expect(page).toMatch(/<strong>Answer rate:<\/strong> 75\u00a0% \(95\u00a0% interval \d+\u00a0% to \d+\u00a0%\)\./);
  expect(page).toMatch(/<strong>Time to first response:<\/strong> half within 2 hours/);
  for (const heading of [
    'In brief',
    'What to do next',
    'What it does for the organisation',
    'What members tell',
    'Stage and targets',
    'What is not told',
    'Method',
  ])
    expect(page).toContain(`<h2>${heading}</h2>`);
  expect(page).toContain('<code>answer-rate v1</code>');
  expect(page).not.toMatch(/<script|https?:\/\/|<link|src=/);
  expect(page).not.toContain('Fay');
  expect((await report('--from', quarter, '--format', 'pdf-ready')).out).toContain('@media print');
});

it('json and csv have the same figures', async () => {
  const json = JSON.parse((await report('--from', quarter, '--format', 'json')).out);
  expect(json).toMatchObject({ format: 'copkit report 1', community: { name: NAME }, window: { window: quarter } });
  expect(json.outcomes.rows).toHaveLength(4);
  const rows = parse((await report('--from', quarter, '--format', 'csv')).out, { columns: true }) as Record<
    string,
    string
  >[];
  expect(rows.map(({ metric }) => metric)).toEqual(json.tiles.map(({ metric }: { metric: string }) => metric));
  expect(rows.find(({ metric }) => metric === 'answer-rate')).toMatchObject({
    status: 'ok',
    value: '0.75',
    records: '60',
  });
  expect(rows.find(({ metric }) => metric === 'event-activation')).toMatchObject({ status: 'insufficient', value: '' });
});

it('without a time it is of the last quarter that is out, and members see that it was made', async () => {
  const made = JSON.parse((await report('--format', 'json')).out);
  const cop = await createCopkit({ storage: sqlite(at('cops.db')), extensions: organisationExtensions({}) });
  const communityId = made.community.id;
  const { items } = await cop.as({ hostId: 'fay', name: 'Fay Quill' }).ledger.list({ communityId });
  await cop.close();
  expect(made.window.window).toMatch(/^\d{4}-Q\d$/);
  const noted = { role: 'system', question: 'report', about: 'json', window: made.window.window };
  expect(items).toContainEqual(expect.objectContaining(noted));
});

describe('a time', () => {
  it.each([
    ['2026-Q3', '2026-Q3', '2026-Q3'],
    ['2026-07', '2026-09', '2026-Q3'],
    ['2026-07', '2026-Q3', '2026-Q3'],
    ['2026-01', '2026-12', '2026'],
    ['2026-Q1', '2026-Q4', '2026'],
    ['2026-08', '2026-08', '2026-08'],
    ['2026', '2026', '2026'],
  ])('from %s to %s is %s', (from, to, window) => {
    expect(windowFrom(from, to)).toBe(window);
  });

  it.each([
    ['2026-02', '2026-05'],
    ['2026-Q1', '2026-Q2'],
    ['2026-09', '2026-07'],
    ['2025', '2026'],
    ['2026-02', '2026-04'],
  ])('from %s to %s is refused', (from, to) => {
    expect(() => windowFrom(from, to)).toThrow(/no figures from .* one month, one quarter or one year/);
  });

  it('that is none, or not out yet, is refused with a sentence', async () => {
    expect(await report('--from', '3 March')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no month, quarter or year/),
    });
    expect(await report('--from', '2999-Q1')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no figures of 2999-Q1 yet/),
    });
  });
});

describe('what is written', () => {
  const tile = (more: object, result: object = {}) =>
    ({
      metric: 'answer-rate',
      info: { label: 'Answer rate', shape: 'share', unit: 'none' },
      result: { status: 'ok', value: {}, caveats: [], next: 'route-to-experts', ...result },
      trend: [
        { window: '2026-Q1', status: 'ok', value: 0.5 },
        { window: '2026-Q2', status: 'suppressed', value: null },
        { window: '2026-Q3', status: 'ok', value: 0.625 },
      ],
      ...more,
    }) as never;

  it('of a figure that is not told is why', () => {
    expect(inShort(tile({}, { status: 'suppressed' }))).toMatch(/kept back/);
    expect(inShort(tile({}, { status: 'insufficient', caveats: [{ code: 'not-measured' }] }))).toBe('not measured');
    expect(inShort(tile({}, { status: 'insufficient' }))).toMatch(/too few records/);
  });

  it('of what to do is each step once', () => {
    expect(nextSteps([tile({}), tile({}), tile({}, { status: 'suppressed' })])).toEqual([
      { step: expect.stringMatching(/Questions wait/), because: ['Answer rate', 'Answer rate'] },
    ]);
  });

  it('of a trend is a line with a gap, and a sentence for who does not see it', () => {
    const line = trendLine(tile({}))?.text ?? '';
    expect(line).toContain('2026-Q1: 50\u00a0%; 2026-Q2: not told; 2026-Q3: 63\u00a0%');
    expect(line).not.toContain('polyline');
    expect(line.match(/<circle/g)).toHaveLength(2);
    expect(trendLine(tile({ trend: [] }))).toBeNull();
  });

  it('is escaped, but for what is markup already', () => {
    expect(html`<p title="${'"'}">${['<b>', html`<i>${'&'}</i>`, null, 3]}</p>`.text).toBe(
      '<p title="&quot;">&lt;b&gt;<i>&amp;</i>3</p>',
    );
  });
});
