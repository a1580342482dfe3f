import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { withOperations } from '../testing/community.js';
import { createMeasured, type MeasuredCommunity } from '../testing/measured.js';
import { choose, control, found, next, show, texts, unavailable } from '../testing/page.js';
import './outcome-series.js';
import type { CopOutcomeSeries } from './outcome-series.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-outcome-series>', () => {
  let community: MeasuredCommunity;

  before(async () => {
    community = await createMeasured();
  });

  const open = (api = community.ada) =>
    show<CopOutcomeSeries>(api, html`<cop-outcome-series community=${community.id}></cop-outcome-series>`);
  const shapes = (element: CopOutcomeSeries, selector: string) => [
    ...(element.shadowRoot?.querySelectorAll(`.chart ${selector}`) ?? []),
  ];

  it('draws the series with gaps where nothing is told, and the changes as numbered verticals', async () => {
    const element = await open();
    await found(element, '.chart');
    expect(texts(element, '.label')).to.deep.equal(['Orders reworked']);
    // 24 months, one kept back, one not reported: three stretches of line.
    expect(shapes(element, '.point')).to.have.length(22);
    expect(shapes(element, '.curve')[0]?.getAttribute('d')?.match(/M/g)).to.have.length(3);
    expect(shapes(element, '.change text').map((text) => text.textContent)).to.deep.equal(['1', '2']);
    expect(texts(element, '.changes li')[0])
      .to.contain('The workshop moved into building 4')
      .and.contain('Nov 11, 2024');
    expect(texts(element, '.summary')[0]).to.match(
      /^From [\d.]+% in Jan 2024 to [\d.]+% in Dec 2025\. 2 changes are marked\.$/,
    );
    await expect(element).to.be.accessible();
  });

  it('marks changes that lie close together once, with all their numbers', async () => {
    const { ada, id: communityId } = community;
    const { id: interventionId } = await ada.interventions.record({
      communityId,
      kind: 'other',
      title: 'New forms for orders',
      at: '2025-03-05',
    });
    const element = await open();
    await found(element, '.chart');
    expect(shapes(element, '.change text').map((text) => text.textContent)).to.deep.equal(['1', '2–3']);
    expect(shapes(element, '.change line')).to.have.length(3);
    expect(texts(element, '.changes li')).to.have.length(3);
    await ada.interventions.remove({ interventionId });
  });

  it('has the figures in a table, and says which are kept back', async () => {
    const element = await open();
    const toggle = await found(element, '.figures summary');
    toggle.click();
    await until(() => texts(element, 'tbody tr').length === 24, 'all months');
    const rows = texts(element, 'tbody tr');
    expect(rows[5]).to.equal('Jun 2024 kept back');
    expect(rows[9]).to.equal('Oct 2024 nothing reported');
    expect(texts(element, 'thead th')).to.deep.equal(['Period', 'Value', '95 % interval', 'reworked orders', 'orders']);
    await expect(element).to.be.accessible();
  });

  it('chooses among series, and leads to the practices among the changes', async () => {
    const { ada, id: communityId } = community;
    const { id } = await ada.outcomes.define({
      communityId,
      name: 'Tickets',
      measure: 'count',
      every: 'month',
      numerator: 'tickets',
      source: 'Helpdesk',
    });
    await ada.outcomes.importRows({ seriesId: id, csv: 'period,numerator\n2025-12,30\n2026-01,40' });
    const { id: practiceId } = await ada.practices.create({
      communityId,
      kind: 'method',
      title: 'Balancing on site',
      context: 'Large rotors.',
      problem: 'Vibration.',
      steps: ['Measure.'],
    });
    const element = await open();
    choose(await found<HTMLSelectElement>(element, 'select'), id);
    await until(() => texts(element, '.label')[0] === 'Tickets', 'the other series');
    expect(element.series).to.equal(id);
    const opened = next(element, 'cop-open-practice');
    (await control(element, 'Balancing on site')).click();
    expect((await opened).detail).to.deep.equal({ practiceId, communityId });
  });

  it('says what will be here, what is missing, and what went wrong', async () => {
    const none = await open(withOperations(community.ada, { 'outcomes.list': async () => ({ items: [] }) }));
    expect((await found(none, '.empty')).innerText).to.contain('No series yet.');
    const { ada, id: communityId } = community;
    const { id } = await ada.outcomes.define({
      communityId,
      name: 'Empty',
      measure: 'count',
      every: 'week',
      numerator: 'calls',
      source: 'Hotline',
    });
    const short = await show<CopOutcomeSeries>(
      ada,
      html`<cop-outcome-series community=${communityId} series=${id}></cop-outcome-series>`,
    );
    expect((await found(short, '.withheld')).innerText).to.contain('There are fewer than two periods with a value.');
    await expect(short).to.be.accessible();
    const broken = await open(withOperations(ada, { 'outcomes.get': unavailable }));
    expect((await found(broken, '[role=alert]')).innerText).to.contain('The server cannot be reached.');
  });

  it('speaks Arabic from right to left', async () => {
    const page = await fixture<HTMLElement>(html`<div lang="ar" dir="rtl"></div>`);
    const element = document.createElement('cop-outcome-series');
    Object.assign(element, { api: community.ada, community: community.id, series: community.seriesId });
    page.append(element);
    await found(element, '.chart');
    await until(() => shapes(element, '.point').length > 0, 'the points');
    const xs = shapes(element, '.point').map((point) => Number(point.getAttribute('cx')));
    expect(xs[0]).to.be.greaterThan(xs.at(-1) ?? 0);
    await expect(element).to.be.accessible();
  });
});
