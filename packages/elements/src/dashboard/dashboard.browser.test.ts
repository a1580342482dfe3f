import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { LitElement } from 'lit';
import '../metric/metric.js';
import { withOperations } from '../testing/community.js';
import { createEvaluated } from '../testing/evaluated.js';
import type { MeasuredCommunity } from '../testing/measured.js';
import { all, choose, control, found, next, show, texts, unavailable } from '../testing/page.js';
import './dashboard.js';
import type { CopDashboard } from './dashboard.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-dashboard>', () => {
  let community: MeasuredCommunity;

  before(async () => {
    community = await createEvaluated();
  });

  const open = (api = community.ada, view = 'facilitator') =>
    show<CopDashboard>(api, html`<cop-dashboard community=${community.id} view=${view}></cop-dashboard>`);
  const tile = async (element: CopDashboard, metric: string) => {
    await found(element, '.tile');
    const one = all(element, 'cop-metric').find((each) => Reflect.get(each, 'metric') === metric);
    if (!one) throw new Error(`No tile of ${metric}.`);
    await found(one, '.label');
    return one;
  };

  it('has the tiles that are told by rung, the others as a line each, and what is not measured with what would supply it', async () => {
    const { ada, id: communityId } = community;
    const element = await open();
    await found(element, '.tile');
    const { tiles } = await ada.metrics.getDashboard({ communityId, view: 'facilitator', window: '2025-Q4' });
    const unmeasured = tiles.filter(({ result }) => result.caveats.some(({ code }) => code === 'not-measured'));
    const told = tiles.filter(({ result }) => result.status === 'ok');
    expect(told.length).to.be.above(5);
    expect(unmeasured.length).to.be.above(0);
    expect(all(element, '.tile')).to.have.length(told.length);
    expect(all(element, '[part=withheld] dt')).to.have.length(tiles.length - told.length - unmeasured.length);
    expect(all(element, '[part=unmeasured] dd').map((each) => each.textContent)).to.deep.equal(
      unmeasured.map(({ info }) => info.supply),
    );
    expect(texts(element, '.rung > [role=heading]')[0]).to.equal('Activity');
    expect((await found<HTMLSelectElement>(element, 'select')).value).to.equal('2025-Q4');
    for (const metric of all(element, 'cop-metric')) await found(metric, '.headline');
    await expect(element).to.be.accessible();
  });

  it('reads the figures once for all tiles', async () => {
    const { ada } = community;
    let asked = 0;
    const get = (...input: Parameters<typeof ada.metrics.get>) => {
      asked++;
      return ada.metrics.get(...input);
    };
    const element = await open(withOperations(ada, { 'metrics.get': get }));
    const one = await tile(element, 'answer-rate');
    expect(texts(one, '.headline')[0]).to.match(/^\d+% of the questions were answered within 24 hours$/);
    expect(texts(one, '.trend .unseen')[0]).to.match(
      /^Trend: From \d+% in Quarter 1, 2025 to \d+% in Quarter 4, 2025\.$/,
    );
    expect(asked).to.equal(0);
  });

  it('unfolds a tile to its chart, its caveats and its table', async () => {
    const element = await open();
    const one = await tile(element, 'time-to-first-response');
    expect(one.hasAttribute('detailed')).to.equal(false);
    (await found(one, '.more > summary')).click();
    await found(one, '.chart');
    await until(() => one.hasAttribute('detailed'), 'the tile is known to be open');
    (await found(one, '.figures summary')).click();
    expect(all(one, '.figures tbody tr').length).to.be.above(2);
    await expect(element).to.be.accessible();
  });

  it('leads to what is to be done in a dialog, unless the page takes it over', async () => {
    const element = await open();
    const one = await tile(element, 'answer-rate');
    const told = next(element, 'cop-action');
    (await control(one, 'Ask who knows')).click();
    expect((await told).detail).to.deep.equal({
      action: 'route-to-experts',
      metric: 'answer-rate',
      communityId: community.id,
    });
    const dialog = await found<HTMLDialogElement>(one, 'dialog');
    expect(dialog.open).to.equal(true);
    const backlog = dialog.querySelector('cop-backlog');
    expect(backlog?.getAttribute('community')).to.equal(community.id);
    if (backlog) {
      const question = await found(backlog, '.title');
      question.click();
      await until(() => dialog.querySelector('cop-thread') !== null, 'the thread opens in the dialog');
    }
    (await control(one, 'Close')).click();
    await until(() => all(one, 'dialog').length === 0, 'it is closed');
    element.addEventListener('cop-action', (event) => event.preventDefault());
    (await control(one, 'Ask who knows')).click();
    await (one as LitElement).updateComplete;
    expect(all(one, 'dialog')).to.have.length(0);
  });

  it('leads to the page’s own address where it has one', async () => {
    const element = await open();
    element.actionHref = '/do?what={id}';
    const one = await tile(element, 'answer-rate');
    await until(() => all(one, 'a[part=action]').length > 0, 'the link');
    expect(all(one, 'a[part=action]')[0]?.getAttribute('href')).to.equal('/do?what=route-to-experts');
  });

  it('goes to another window', async () => {
    const element = await open();
    await tile(element, 'answer-rate');
    choose(await found<HTMLSelectElement>(element, 'select'), '2025-Q2');
    await until(
      () => texts(all(element, 'cop-metric')[0] as Element, '.meta')[0]?.startsWith('Apr 1, 2025') ?? false,
      'Q2',
    );
    expect(element.getAttribute('window')).to.equal('2025-Q2');
  });

  it('shows sponsors outcomes first, and the records behind them', async () => {
    const element = await open(community.ada, 'sponsor');
    await found(element, '.tile');
    expect(texts(element, '.rung > [role=heading]')[0]).to.equal('Outcomes');
    expect(all(element, '.panel > *').map(({ localName }) => localName)).to.deep.equal([
      'cop-outcomes-matrix',
      'cop-outcome-series',
      'cop-value-matrix',
      'cop-life-cycle',
      'cop-realist-table',
    ]);
    for (const panel of all(element, '.panel > *')) await found(panel, 'table, .chart');
    await expect(element).to.be.accessible();
  });

  it('shows administrators all communities by name', async () => {
    const state = (name: string, stage: string | null) => ({
      communityId: `c_${name}`,
      name,
      stage,
      measures: { ok: 12, suppressed: 2, insufficient: 5, notMeasured: 3 },
      next: ['route-to-experts' as const],
    });
    const organisation = {
      window: '2025-Q4',
      communities: [state('Bearings', 'maturing'), state('Seals', null)],
      totals: [{ code: 'active-members' as const, label: 'Active', value: 31, communities: 2, leftOut: 1 }],
    };
    const api = withOperations(community.ada, { 'metrics.getOrganisation': async () => organisation });
    const element = await open(api, 'organisation');
    await found(element, 'table');
    expect(texts(element, 'tbody tr')[0]).to.equal(
      'Bearings maturing 12 told, 2 kept back, 5 too little, 3 not measured Questions wait: invite those who know.',
    );
    expect(texts(element, '.totals dd')).to.deep.equal(['31 of 2 communities; 1 is kept back or has none']);
    const opened = next(element, 'cop-open-community');
    (await control(element, 'Seals')).click();
    expect((await opened).detail.communityId).to.equal('c_Seals');
    await expect(element).to.be.accessible();
  });

  it('says who may not see it, what went wrong, and that a server keeps none', async () => {
    const refused = await open(community.bruno);
    expect((await found(refused, '[role=alert]')).innerText).to.contain('You may not do this.');
    const broken = await open(withOperations(community.ada, { 'metrics.getDashboard': unavailable }));
    expect((await found(broken, '[role=alert]')).innerText).to.contain('The server cannot be reached.');
    const none = await open(withOperations(community.ada, { 'metrics.getDashboard': undefined }));
    expect((await found(none, '.empty')).innerText).to.equal('This server keeps no dashboard.');
  });

  for (const [lang, rung] of [
    ['de', 'Aktivität'],
    ['fr', 'Activité'],
    ['ar', 'النشاط'],
  ] as const)
    it(`speaks ${lang}`, async () => {
      const page = await fixture<HTMLElement>(html`<div lang=${lang} dir=${lang === 'ar' ? 'rtl' : 'ltr'}></div>`);
      const element = document.createElement('cop-dashboard');
      Object.assign(element, { api: community.ada, community: community.id });
      page.append(element);
      await found(element, '.tile');
      expect(texts(element, '.rung > [role=heading]')[0]).to.equal(rung);
      for (const metric of all(element, 'cop-metric')) await found(metric, '.headline');
      await expect(element).to.be.accessible();
    });
});
