import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { withOperations } from '../testing/community.js';
import { createMeasured, type MeasuredCommunity } from '../testing/measured.js';
import { all, choose, found, show, texts, unavailable } from '../testing/page.js';
import './metric.js';
import type { CopMetric } from './metric.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-metric>', () => {
  let community: MeasuredCommunity;

  before(async () => {
    community = await createMeasured();
  });

  const open = (metric: string, api = community.ada, window = 'all') =>
    show<CopMetric>(api, html`<cop-metric community=${community.id} metric=${metric} window=${window}></cop-metric>`);

  it('shows a share with its interval, what it rests on, its grade, its caveats and what to do next', async () => {
    const { id: communityId, ada } = community;
    const { value, ci } = await ada.metrics.get({ communityId, metric: 'answer-rate', window: 'all' });
    const element = await open('answer-rate');
    expect((await found(element, '.label')).innerText).to.equal('Answer rate');
    const percent = (share = 0) => `${Math.round(share * 100)}%`;
    expect(texts(element, '.headline')).to.deep.equal([
      `${percent(value?.share)} of the questions were answered within 24 hours`,
    ]);
    expect(texts(element, '.interval-text')).to.deep.equal([
      `95 % interval: ${percent(ci?.[0])} to ${percent(ci?.[1])}`,
    ]);
    expect(texts(element, '.meta')[0]).to.match(/^Jan 1, 2025 to Dec 31, 2025 120 questions \d+ people$/);
    expect(texts(element, '.grade')[0]).to.contain('Robust');
    expect(texts(element, '.next')).to.deep.equal(['Next: Questions wait: invite those who know. Ask who knows']);
    expect(all(element, 'table tbody tr')).to.have.length(3);
    await expect(element).to.be.accessible();
  });

  it('compares help across units with chance, in words and in the strip', async () => {
    const element = await open('cross-unit-help');
    await found(element, '.strip .chance');
    expect(texts(element, '.interval-text')[0]).to.match(/\d+% to \d+% would be, if units did not matter$/);
    await expect(element).to.be.accessible();
  });

  it('draws month by month how adoption went, from the first month with something to adopt', async () => {
    const { ada, id: communityId } = community;
    const { value, ...result } = await ada.metrics.get({ communityId, metric: 'answer-rate', window: 'all' });
    const month = (month: string, adopted: number, eligible: number) => ({ month, adopted, eligible });
    const byMonth = [month('2025-01', 0, 0), month('2025-02', 0, 4), month('2025-03', 2, 8), month('2025-04', 6, 8)];
    const breadth = { share: 0.75, low: 0.4, high: 0.93, adopted: 6, eligible: 8, practices: [], byUnit: [], byMonth };
    const element = await open(
      'adoption-breadth',
      withOperations(ada, { 'metrics.get': async () => ({ ...result, value: breadth }) }),
    );
    await found(element, '.chart');
    expect(all(element, '.chart .point')).to.have.length(3);
    expect(texts(element, '.summary')).to.deep.equal(['From 0% in Feb 2025 to 75% in Apr 2025.']);
    expect(texts(element, '.figures summary')).to.deep.equal(['Show the figures month by month']);
    await expect(element).to.be.accessible();
  });

  it('tells a median in hours or days', async () => {
    const element = await open('time-to-first-response');
    expect((await found(element, '.headline')).innerText).to.match(/^[\d.]+ (hours|days) until half of the questions/);
    await expect(element).to.be.accessible();
  });

  it('goes to another window', async () => {
    const element = await open('answer-rate');
    choose(await found<HTMLSelectElement>(element, 'select'), '2025-Q2');
    await until(() => texts(element, '.meta')[0]?.startsWith('Apr 1, 2025 to Jun 30, 2025') ?? false, 'the quarter');
    expect(element.getAttribute('window')).to.equal('2025-Q2');
  });

  it('says why there is no figure', async () => {
    const insufficient = await open('adoption-breadth');
    expect((await found(insufficient, '.withheld')).innerText).to.contain('Too little to say');
    await expect(insufficient).to.be.accessible();
    const suppressed = await open(
      'answer-rate',
      withOperations(community.ada, {
        'metrics.get': async () => ({
          status: 'suppressed',
          definition: { id: 'answer-rate', version: 1 },
          nRecords: null,
          nPersons: null,
          window: ['2025-01-01T00:00:00Z', '2025-02-01T00:00:00Z'],
          method: 'As defined.',
          grade: 'R',
          caveats: [{ code: 'too-few-people', text: 'Too few people stand behind it.' }],
          next: 'widen-window',
        }),
      }),
    );
    expect((await found(suppressed, '.withheld')).innerText).to.match(/^Kept back\s+Too few people stand behind/);
    expect(texts(suppressed, '.next')[0]).to.contain('A longer window may have a figure.');
    await expect(suppressed).to.be.accessible();
  });

  it('says who may not see it, and what went wrong', async () => {
    const refused = await open('answer-rate', community.bruno);
    expect((await found(refused, '[role=alert]')).innerText).to.contain('You may not do this.');
    const broken = await open('answer-rate', withOperations(community.ada, { 'metrics.get': unavailable }));
    expect((await found(broken, '[role=alert]')).innerText).to.contain('The server cannot be reached.');
  });

  for (const [lang, label] of [
    ['de', 'Hilfe über Einheiten hinweg'],
    ['fr', 'Entraide entre unités'],
    ['ar', 'المساعدة بين الوحدات'],
  ] as const)
    it(`speaks ${lang}`, async () => {
      const page = await fixture<HTMLElement>(html`<div lang=${lang} dir=${lang === 'ar' ? 'rtl' : 'ltr'}></div>`);
      const element = document.createElement('cop-metric');
      Object.assign(element, { api: community.ada, community: community.id, metric: 'cross-unit-help' });
      page.append(element);
      expect((await found(element, '.label')).innerText).to.equal(label);
      await expect(element).to.be.accessible();
    });
});
