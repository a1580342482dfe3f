import { expect, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import { all, announced, choose, control, found, next, show, texts, type, unavailable } from '../testing/page.js';
import { makePractice, PROCEDURE } from '../testing/practices.js';
import './practice-library.js';
import type { CopPracticeLibrary } from './practice-library.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });
const titles = (library: CopPracticeLibrary) => texts(library, '.title');

describe('<cop-practice-library>', () => {
  let community: TestCommunity;

  const open = (api = community.dev, limit = 20) =>
    show<CopPracticeLibrary>(
      api,
      html`<cop-practice-library community=${community.id} limit=${limit}></cop-practice-library>`,
    );
  const write = (title: string, topics: string[]) =>
    community.ada.practices.create({ communityId: community.id, title, topics, steps: [`${title}.`], kind: 'method' });

  /** Sustained by two units, so proven, though it is the oldest. */
  beforeEach(async () => {
    community = await createCommunity({}, 200);
    const { practice } = await makePractice(community);
    const adoptions = [community.bruno, community.claire].map((api) =>
      api.adoptions.adopt({ practiceId: practice.id }).then(
        ({ id }) =>
          () =>
            api.adoptions.advance({ adoptionId: id, to: 'sustained' }),
      ),
    );
    const sustaining = await Promise.all(adoptions);
    community.wait(100 * 24 * 60);
    for (const sustain of sustaining) await sustain();
    await write('Weigh the rotor', ['balancing']);
    await write('Measure the clearance', ['bearings']);
  });

  it('shows proven practices first, then the newest, with state, units and origin', async () => {
    const library = await open();
    await found(library, '.row');
    const inOrder = 'Cure oil whirl with warmer oil,Measure the clearance,Weigh the rotor';
    await until(() => titles(library).join() === inOrder, 'all three, drawn');
    expect(texts(library, '.meta')[0]).to.match(
      /^Proven used by 2 units vibration bearings Best practice Turbines \d+ months ago$/,
    );
    expect(texts(library, '.meta')[1]).to.match(/^Good practice bearings Method Turbines /);
    expect(all(library, '[part=state]')[0]?.title).to.contain('90 days');
  });

  it('filters by state, kind and topic, says how many are left, and clears what narrows it', async () => {
    const library = await open();
    await found(library, '.row');
    const [state, kind] = all<HTMLSelectElement>(library, 'select');
    choose(state!, 'proven');
    await until(() => titles(library).join() === 'Cure oil whirl with warmer oil', 'proven only');
    await until(() => announced() === '1 practice', 'the count was said');
    choose(state!, '');
    choose(kind!, 'method');
    await until(() => titles(library).length === 2, 'methods only');
    (await control(library, 'Show only practices about balancing')).click();
    await until(() => titles(library).join() === 'Weigh the rotor', 'one topic');
    choose(state!, 'retired');
    await found(library, '.empty');
    (await control(library, 'Clear search and filters')).click();
    await until(() => titles(library).length === 3, 'all practices');
  });

  it('searches on Enter', async () => {
    const library = await open();
    await found(library, '.row');
    type(await found<HTMLInputElement>(library, 'input[type=search]'), 'clearance');
    await sendKeys({ press: 'Enter' });
    await until(() => titles(library).join() === 'Measure the clearance', 'what was found');
  });

  it('shows only what is about a procedure', async () => {
    const library = await open();
    library.subject = PROCEDURE.key;
    await until(() => titles(library).join() === 'Cure oil whirl with warmer oil', 'the practice for it');
  });

  it('shows a page at a time, and the focus goes to the first new row', async () => {
    const library = await open(community.dev, 2);
    await found(library, '.row');
    expect(titles(library)).to.have.length(2);
    (await control(library, 'Show more')).click();
    await until(() => titles(library).length === 3, 'the next page');
    await until(() => library.shadowRoot?.activeElement?.textContent === 'Weigh the rotor', 'the focus moved');
  });

  it('opens a practice, which the page can take over', async () => {
    const library = await open();
    library.practiceHref = '/practices/{id}';
    const title = await found<HTMLAnchorElement>(library, 'a.open');
    expect(title.getAttribute('href')).to.match(/^\/practices\/h_/);
    library.addEventListener('cop-open-practice', (event) => event.preventDefault(), { once: true });
    const opened = next(library, 'cop-open-practice');
    title.click();
    expect((await opened).detail.communityId).to.equal(community.id);
  });

  it('shows a practice as soon as somebody publishes it', async () => {
    const library = await open();
    await found(library, '.row');
    await write('Look at the coupling', []);
    await until(() => titles(library).includes('Look at the coupling'), 'the new practice');
  });

  it('says what will be here, and what went wrong', async () => {
    const { id, ada } = await createCommunity();
    const empty = await show<CopPracticeLibrary>(
      ada,
      html`<cop-practice-library community=${id}></cop-practice-library>`,
    );
    await found(empty, '.empty');
    expect(texts(empty, '.empty')[0]).to.contain('An accepted answer becomes one');
    const failing = await show<CopPracticeLibrary>(
      withOperations(ada, { 'practices.list': unavailable }),
      html`<cop-practice-library community=${id}></cop-practice-library>`,
    );
    await found(failing, '[role=alert]');
    failing.api = ada;
    await found(failing, '.empty');
  });
});
