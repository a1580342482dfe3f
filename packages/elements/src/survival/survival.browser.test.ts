import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { withOperations } from '../testing/community.js';
import { createMeasured, type MeasuredCommunity } from '../testing/measured.js';
import { all, choose, found, show, texts, unavailable } from '../testing/page.js';
import './survival.js';
import type { CopSurvival } from './survival.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-survival>', () => {
  let community: MeasuredCommunity;

  before(async () => {
    community = await createMeasured();
  });

  const open = (api = community.ada) =>
    show<CopSurvival>(api, html`<cop-survival community=${community.id}></cop-survival>`);
  const path = (element: CopSurvival, name: string) =>
    element.shadowRoot?.querySelector(`.chart .${name}`)?.getAttribute('d') ?? '';

  it('draws a step curve with its band, and says in a sentence and a table what it shows', async () => {
    const { id: communityId, ada } = community;
    const { value } = await ada.metrics.get({ communityId, metric: 'time-to-first-response', window: 'all' });
    const element = await open();
    await found(element, '.chart');
    // Steps go along, then down: no slanted line, which would say more than is known.
    expect(path(element, 'curve')).to.match(/^M[\d.,]+(L[\d.,]+)+$/);
    const corners = [...path(element, 'curve').matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    for (const [at, [x, y]] of corners.entries())
      if (at > 0) expect(corners[at - 1]?.[0] === x || corners[at - 1]?.[1] === y).to.equal(true);
    expect(path(element, 'band')).to.match(/Z$/);
    const label = element.shadowRoot?.querySelector('.curve-label');
    const [endX, endY] = corners.at(-1) ?? [];
    expect(Number(label?.getAttribute('x'))).to.be.closeTo(endX ?? 0, 1);
    expect(Number(label?.getAttribute('y'))).to.be.closeTo((endY ?? 0) - 8, 1);
    expect(texts(element, '.summary')[0]).to.match(
      /^Half were done after .+\. After \d+ days, \d+% were still waiting\.$/,
    );
    expect(all(element, 'tbody tr')).to.have.length(value?.points.length ?? 0);
    expect(all(element, '.chart')[0]?.getAttribute('aria-label')).to.equal('Time to first response');
    await expect(element).to.be.accessible();
  });

  it('keeps the label of the end apart from that of the median', async () => {
    const { id: communityId, ada } = community;
    const result = await ada.metrics.get({ communityId, metric: 'time-to-first-response', window: 'all' });
    const points = [
      { at: 0, share: 1, low: 1, high: 1, atRisk: 20 },
      { at: 80, share: 0.48, low: 0.3, high: 0.7, atRisk: 9 },
      { at: 90, share: 0.46, low: 0.28, high: 0.68, atRisk: 8 },
    ];
    const value = { ...result.value, median: 80, points };
    const element = await open(withOperations(ada, { 'metrics.get': () => Promise.resolve({ ...result, value }) }));
    await found(element, '.chart');
    const boxes = [...(element.shadowRoot?.querySelectorAll('.direct') ?? [])].map((text) =>
      text.getBoundingClientRect(),
    );
    expect(boxes).to.have.length(2);
    expect(boxes[0]?.bottom).to.be.below(boxes[1]?.top ?? 0);
  });

  it('fits its room, and runs from right to left where the page is read so', async () => {
    const page = await fixture<HTMLElement>(html`<div class="room"></div>`);
    page.style.width = '300px';
    const element = document.createElement('cop-survival');
    Object.assign(element, { api: community.ada, community: community.id });
    page.append(element);
    await found(element, '.chart');
    const width = () => all(element, '.chart')[0]?.getAttribute('width');
    await until(() => width() === '300', 'the room is known');
    expect(page.scrollWidth).to.equal(300);
    const beginsAt = () => Number(/^M([\d.]+)/.exec(path(element, 'curve'))?.[1]);
    expect(beginsAt()).to.be.lessThan(150);
    page.dir = 'rtl';
    page.lang = 'ar';
    await until(() => beginsAt() > 150, 'time runs to the left');
    page.style.width = '600px';
    await until(() => width() === '600', 'the new room');
    await expect(element).to.be.accessible();
  });

  it('goes to another window, and says why there is no curve', async () => {
    const element = await open();
    choose(await found<HTMLSelectElement>(element, 'select'), '2025-Q2');
    await until(() => texts(element, '.meta')[0]?.startsWith('Apr 1, 2025') ?? false, 'the quarter');
    element.metric = 'time-to-adoption';
    await found(element, '.withheld');
    expect(all(element, '.chart')).to.have.length(0);
    await expect(element).to.be.accessible();
  });

  it('says what went wrong', async () => {
    const broken = await open(withOperations(community.ada, { 'metrics.get': unavailable }));
    expect((await found(broken, '[role=alert]')).innerText).to.contain('The server cannot be reached.');
  });
});
