import type { CopkitApi, MetricInfo, MetricName, MetricShape } from '@copkit/core';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../lorenz/lorenz.js';
import type { CopLorenz } from '../lorenz/lorenz.component.js';
import '../metric/metric.js';
import type { CopMetric } from '../metric/metric.component.js';
import '../network/network.js';
import type { CopNetwork } from '../network/network.component.js';
import { withOperations } from '../testing/community.js';
import { createEvaluated } from '../testing/evaluated.js';
import type { MeasuredCommunity } from '../testing/measured.js';
import { all, control, found, show, texts } from '../testing/page.js';

const interval = { low: 0.2, high: 0.6 };
const half = { share: 0.4, ...interval };
const group = (name: string, people: number | null) => ({
  group: name,
  label: name,
  status: people === null ? ('suppressed' as const) : ('ok' as const),
  people,
  share: people && people / 40,
  contributions: people && 0.5,
});
const UNITS = ['Turbines', 'Service', 'Lab'].map((unit) => ({ unitId: unit, unit, people: 9 }));
const tie = (from: string, to: string, ties: number | null) => ({
  from,
  to,
  ties,
  status: ties === null ? ('suppressed' as const) : ('ok' as const),
});

/** A value of each shape that is not drawn elsewhere, what its headline says, and how many shapes its chart has. */
const SHAPES: readonly (readonly [MetricName, MetricShape, object, headline: string, marks: string, count: number])[] =
  [
    [
      'resolution',
      'endings',
      {
        unit: 'days',
        ending: 'accepted',
        otherEnding: 'closed',
        points: [{ at: 30, happened: half, otherwise: { share: 0.1, low: 0, high: 0.2 }, atRisk: 9 }],
        happened: 8,
        endedOtherwise: 2,
        open: 10,
      },
      '40% after 30 days',
      '.curve',
      2,
    ],
    [
      'newcomer-gap',
      'comparison',
      {
        difference: -0.12,
        low: -0.3,
        high: 0.05,
        p: 0.2,
        groups: [
          { group: 'newcomers', label: 'Newcomers', ...half, records: 20, median: null },
          { group: 'established', label: 'Established', share: 0.52, low: 0.4, high: 0.7, records: 50, median: 30 },
        ],
      },
      '-12% Difference',
      '.bar',
      2,
    ],
    [
      'engagement-levels',
      'groups',
      { groups: [group('core', 8), group('active', 12), group('occasional', null)], people: 40 },
      '20% core',
      '.bar',
      3,
    ],
    [
      'level-transitions',
      'transitions',
      {
        levels: ['core', 'active'],
        rows: [{ from: 'core', status: 'suppressed', people: null, to: [null, null] }],
        inbound: half,
      },
      '40%',
      '.chart *',
      0,
    ],
    [
      'newcomer-surprise',
      'series',
      {
        unit: 'bits',
        points: [
          { at: '2025-01', value: 9.2, low: 9, high: 9.4, records: 30 },
          { at: '2025-02', value: 8.6, low: 8.4, high: 8.8, records: 31 },
        ],
      },
      '8.6 bits Feb 2025',
      '.point',
      2,
    ],
    [
      'brokerage',
      'against-chance',
      { rows: [{ code: 'liaison', label: 'Liaison', count: 12, expected: 7.5, z: 2.4 }] },
      '12 Liaison; 7.5 would be by chance',
      '.bar-mark',
      1,
    ],
    [
      'procedure-change-point',
      'change-point',
      {
        periods: [
          { at: '2025-01', count: 2 },
          { at: '2025-02', count: null },
          { at: '2025-03', count: 7 },
        ],
        after: '2025-02',
        probability: 0.68,
        log10BayesFactor: 1.2,
        rates: [2, 7],
        robust: false,
      },
      'Feb 2025 is the likeliest time of a change (68%)',
      '.point',
      2,
    ],
    [
      'unit-ties',
      'matrix',
      {
        units: UNITS,
        cells: [tie('Turbines', 'Service', 14), tie('Lab', 'Turbines', 3), tie('Service', 'Lab', null)],
        crossing: { ...half, count: 17, of: 40, chance: { share: 0.5, low: 0.4, high: 0.6 } },
      },
      '40% 17 of 40',
      '.cell',
      9,
    ],
    [
      'density',
      'number',
      {
        value: 0.058,
        low: null,
        high: null,
        unit: 'none',
        chance: null,
        asides: [{ code: 'mean-degree', label: 'Mean degree', value: 2.3, unit: 'ties' }],
      },
      '0.058',
      '.chart *',
      0,
    ],
    [
      'hours-claimed',
      'range',
      { low: 20, mid: 60, high: 120, unit: 'hours', records: 3 },
      '60 hours Claimed',
      '.chart *',
      0,
    ],
    [
      'betweenness',
      'distribution',
      { lowerQuartile: 0, median: 0.01, upperQuartile: 0.05, unit: 'none', people: 20 },
      '0.01 half of the people lie between 0 and 0.05',
      '.chart *',
      0,
    ],
  ];

const withValue = async (
  { ada, id: communityId }: MeasuredCommunity,
  metric: MetricName,
  shape: MetricShape,
  value: unknown,
): Promise<CopkitApi> => {
  const [result, { items }] = await Promise.all([
    ada.metrics.get({ communityId, metric: 'answer-rate', window: 'all' }),
    ada.metrics.list(),
  ]);
  const info = items.find(({ name }) => name === metric) ?? (items[0] as MetricInfo);
  return withOperations(ada, {
    'metrics.get': async () => ({ ...result, value, definition: { id: metric, version: 1 } }),
    'metrics.list': async () => ({ items: [{ ...info, name: metric, shape }] }),
  });
};

describe('figures of every shape', () => {
  let community: MeasuredCommunity;

  before(async () => {
    community = await createEvaluated();
  });

  for (const [metric, shape, value, headline, marks, count] of SHAPES)
    it(`tell ${metric}: ${shape}`, async () => {
      const api = await withValue(community, metric, shape, value);
      const element = await show<CopMetric>(
        api,
        html`<cop-metric community=${community.id} metric=${metric}></cop-metric>`,
      );
      await found(element, '.headline');
      expect(texts(element, '.headline')[0]?.toLowerCase()).to.equal(headline.toLowerCase());
      await waitUntil(() => all(element, marks).length === count, `${marks} of ${shape}`);
      expect(element.shadowRoot?.textContent).not.to.match(/NaN|undefined|Infinity/);
      await expect(element).to.be.accessible();
    });

  it('draw a matrix of thirty units into the room of a phone', async () => {
    const units = Array.from({ length: 30 }, (_, at) => ({ unitId: `u${at}`, unit: `Unit number ${at}`, people: 6 }));
    const value = {
      units,
      cells: [tie('u0', 'u29', 8)],
      crossing: { ...half, count: 8, of: 20, chance: null },
    };
    const api = await withValue(community, 'unit-ties', 'matrix', value);
    const page = await fixture<HTMLElement>(html`<div></div>`);
    page.style.width = '320px';
    const element = document.createElement('cop-network');
    Object.assign(element, { api, community: community.id });
    page.append(element);
    await found(element, '.chart');
    expect(page.scrollWidth).to.equal(320);
    expect(all(element, '.figures tbody tr')).to.have.length(30);
    expect(all(element, '.summary')[0]?.textContent).to.contain('Most ties lead from Unit number 0 to Unit number 29.');
  });

  it('tell a person their own ties, and nobody else’s', async () => {
    const element = await show<CopNetwork>(
      community.ada,
      html`<cop-network community=${community.id} view="own"></cop-network>`,
    );
    expect((await found(element, '.empty')).innerText).to.contain('You have not exchanged replies');
    const ties = {
      window: ['2025-10-01T00:00:00Z', '2026-01-01T00:00:00Z'] as const,
      people: [{ personId: 'p_1', name: 'Claire Dubois', unit: 'Lab', given: 2, received: 5 }],
    };
    const told = await show<CopNetwork>(
      withOperations(community.ada, { 'metrics.getMyTies': async () => ties }),
      html`<cop-network community=${community.id} view="own"></cop-network>`,
    );
    await found(told, 'table');
    expect(texts(told, 'tbody tr')).to.deep.equal(['Claire Dubois Lab 2 5']);
    expect(texts(told, '.says')).to.deep.equal(['Nobody but you sees this.']);
    await expect(told).to.be.accessible();
  });
});

describe('what is saved of a figure', () => {
  /** What the page's links save, with their contents. */
  const saved = async (element: Element, item: string): Promise<{ readonly name: string; readonly content: Blob }> => {
    const { createObjectURL } = URL;
    const { click } = HTMLAnchorElement.prototype;
    try {
      return await new Promise((resolve, reject) => {
        let content: Blob | null = null;
        URL.createObjectURL = (blob: Blob) => {
          content = blob;
          return createObjectURL.call(URL, blob);
        };
        HTMLAnchorElement.prototype.click = function save() {
          if (content) resolve({ name: this.download, content });
        };
        control(element, 'Save as a file')
          .then((button) => button.click())
          .then(() => control(element, item))
          .then((choice) => choice.click())
          .catch(reject);
      });
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    }
  };

  let element: CopLorenz;

  before(async () => {
    const community = await createEvaluated();
    const provider = document.createElement('cop-lorenz');
    Object.assign(provider, { api: community.ada, community: community.id });
    document.body.append(provider);
    element = provider;
    await found(element, '.chart');
  });
  after(() => element.remove());

  it('is a picture without style sheets, with its title and what it rests on', async () => {
    const { name, content } = await saved(element, 'SVG');
    expect(name).to.equal('Concentration-of-contributions.svg');
    const picture = new DOMParser().parseFromString(await content.text(), 'image/svg+xml').documentElement;
    expect(picture.localName).to.equal('svg');
    expect(picture.querySelector('[class], [style], style')).to.equal(null);
    const curve = [...picture.querySelectorAll('path')].at(-1);
    expect(curve?.getAttribute('stroke')).to.match(/^rgba\(\d+, \d+, \d+, 1\.000\)$/);
    expect(picture.textContent).to.contain('Concentration of contributions').and.contain('20 people');
  });

  it('is a picture in pixels that has something on it', async () => {
    const { name, content } = await saved(element, 'PNG');
    expect(name).to.match(/\.png$/);
    const bitmap = await createImageBitmap(content);
    const chart = all(element, '.chart')[0];
    expect(bitmap.width).to.equal(2 * (Number(chart?.getAttribute('width')) + 32));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const { data } = context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: [] };
    const colours = new Set(Array.from({ length: data.length / 4 }, (_, at) => `${data[4 * at]} ${data[4 * at + 1]}`));
    expect(colours.size).to.be.above(8);
  });

  it('is a table with numbers as they are', async () => {
    const { name, content } = await saved(element, 'CSV');
    expect(name).to.equal('Concentration-of-contributions.csv');
    const [heads, ...rows] = (await content.text()).trim().split('\r\n');
    expect(heads).to.equal('"Of the people, the least active first",Of the contributions');
    expect(rows.length).to.equal(all(element, '.figures tbody tr').length);
    expect(rows.at(-1)).to.equal('1,1');
  });

  it('has no formula in it that a spreadsheet would run', async () => {
    const { sheetOf } = await import('../metrics/export/sheet.js');
    const table = await fixture<HTMLTableElement>(
      html`<table><tbody><tr><th>=HYPERLINK("x")</th><td><data value="-0.2">−20 %</data></td></tr></tbody></table>`,
    );
    expect(sheetOf(table)).to.equal('"\'=HYPERLINK(""x"")",-0.2');
  });
});
