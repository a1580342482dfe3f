import { expect, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import {
  all,
  announced,
  choose,
  control,
  focused,
  found,
  next,
  show,
  texts,
  type,
  unavailable,
} from '../testing/page.js';
import '../thread/thread.js';
import './thread-list.js';
import type { CopThreadList } from './thread-list.component.js';

const titles = (list: CopThreadList) => texts(list, '.title');
const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-thread-list>', () => {
  let community: TestCommunity;
  let bearing: string;

  const open = (api = community.dev, attributes = html``) =>
    show<CopThreadList>(api, html`<cop-thread-list community=${community.id}></cop-thread-list>${attributes}`);

  beforeEach(async () => {
    community = await createCommunity();
    const { id: communityId, ada, bruno, claire } = community;
    const start = (
      api: typeof ada,
      kind: 'question' | 'discussion' | 'idea',
      title: string,
      topics: string[],
      body: string,
    ) => api.threads.start({ communityId, kind, title, topics, body });
    ({ id: bearing } = await start(bruno, 'question', 'Bearing runs hot', ['bearings'], 'Since the oil change.'));
    community.wait(1);
    await start(claire, 'discussion', 'Balancing protocol', ['balancing'], 'What belongs in it?');
    community.wait(1);
    await start(ada, 'idea', 'Library of spectra', ['vibration'], 'Everybody adds one a month.');
    community.wait(1);
    await ada.threads.reply({ threadId: bearing, body: 'How hot?' });
  });

  it('shows threads by their last activity, with kind, topics, author and the number of replies', async () => {
    const list = await open();
    await found(list, '.row');
    expect(titles(list)).to.deep.equal(['Bearing runs hot', 'Library of spectra', 'Balancing protocol']);
    expect(texts(list, '.meta')[0]).to.match(/^Question bearings Bruno Sattler \d days ago$/);
    expect(all(list, '.count')[0]?.title).to.equal('1 answer');
    expect(all(list, 'time')[0]?.title).to.match(/\d{4}/);
  });

  it('marks what is unread, and all as read on demand', async () => {
    const list = await open();
    await found(list, '.unread');
    expect(texts(list, '.unread .dot')[0]).to.equal('Unread');
    (await control(list, 'Mark all as read')).click();
    await until(() => all(list, '.unread').length === 0, 'nothing unread');
    expect(all(list, '.row')).to.have.length(3);
  });

  it('learns that a thread beside it was read', async () => {
    const list = await open(community.dev, html`<cop-thread thread=${bearing}></cop-thread>`);
    await until(() => all(list, '.row').length === 3 && all(list, '.unread').length === 2, 'one of three is read');
    await until(() => texts(list, '.row:not(.unread) .title').join() === 'Bearing runs hot', 'which');
    list.remove();
  });

  it('sorts, filters by kind and by topic, and says how many are left', async () => {
    const list = await open();
    await found(list, '.row');
    const [kind, , sort] = all<HTMLSelectElement>(list, 'select');
    choose(sort!, 'newest');
    await until(() => titles(list)[0] === 'Library of spectra', 'newest first');
    choose(kind!, 'discussion');
    await until(() => titles(list).join() === 'Balancing protocol', 'discussions only');
    await until(() => announced() === '1 thread', 'the count was said');
    choose(kind!, '');
    await until(() => titles(list).length === 3, 'all kinds');
    (await control(list, 'Show only threads about vibration')).click();
    await until(() => titles(list).join() === 'Library of spectra', 'one topic');
    (await control(list, 'Remove the filter Topic: vibration')).click();
    await until(() => titles(list).length === 3, 'all topics');
  });

  it('searches with a pause in typing, and leaves what is typed as it is', async () => {
    const list = await open();
    await found(list, '.row');
    const field = await found<HTMLInputElement>(list, 'input[type=search]');
    type(field, 'spectra ');
    await found(list, 'mark');
    await until(() => titles(list).join() === 'Library of spectra', 'what was found');
    expect(field.value).to.equal('spectra ');
  });

  it('searches on Enter, marks what it found, and comes back when the field is emptied', async () => {
    const list = await open();
    await found(list, '.row');
    const field = await found<HTMLInputElement>(list, 'input[type=search]');
    type(field, 'spectra');
    await sendKeys({ press: 'Enter' });
    await found(list, 'mark');
    await until(() => titles(list).join() === 'Library of spectra', 'what was found');
    expect(texts(list, 'mark').join(' ').toLowerCase()).to.contain('spectra');
    type(field, '');
    await until(() => titles(list).length === 3, 'the list is back');
  });

  it('leaves what is being typed alone when something arrives', async () => {
    const list = await open();
    await found(list, '.row');
    const field = await found<HTMLInputElement>(list, 'input[type=search]');
    type(field, 'spec');
    list.requestUpdate();
    await list.updateComplete;
    expect(field.value).to.equal('spec');
  });

  it('says so when nothing fits, and clears what narrows the list', async () => {
    const list = await open();
    await found(list, '.row');
    type(await found<HTMLInputElement>(list, 'input[type=search]'), 'zzzzzz');
    await sendKeys({ press: 'Enter' });
    await found(list, '.empty');
    (await control(list, 'Clear search and filters')).click();
    await until(() => titles(list).length === 3, 'the list is back');
  });

  it('turns pages in both directions', async () => {
    const list = await show<CopThreadList>(
      community.dev,
      html`<cop-thread-list community=${community.id} limit="2"></cop-thread-list>`,
    );
    await found(list, '.row');
    expect(titles(list)).to.have.length(2);
    (await control(list, 'Next')).click();
    await until(() => titles(list).join() === 'Balancing protocol', 'the second page');
    (await control(list, 'Previous')).click();
    await until(() => titles(list).length === 2 && titles(list)[0] === 'Bearing runs hot', 'the first page');
  });

  it('makes real links that the page can take over, except for a new tab', async () => {
    const list = await show<CopThreadList>(
      community.dev,
      html`<cop-thread-list community=${community.id} thread-href="#thread={id}"></cop-thread-list>`,
    );
    const link = await found<HTMLAnchorElement>(list, 'a.open');
    expect(link.getAttribute('href')).to.equal(`#thread=${bearing}`);
    const opened = next(list, 'cop-open-thread');
    list.addEventListener('cop-open-thread', (event) => event.preventDefault());
    link.click();
    expect((await opened).detail).to.deep.equal({ threadId: bearing, communityId: community.id, postId: null });
    expect(location.hash).to.equal('');
    let asked = 0;
    list.addEventListener('cop-open-thread', () => asked++);
    const click = new MouseEvent('click', { ctrlKey: true, bubbles: true, cancelable: true });
    link.addEventListener('click', (event) => event.preventDefault(), { once: true });
    link.dispatchEvent(click);
    expect(asked).to.equal(0);
  });

  it('walks through the rows with arrow keys, Home and End', async () => {
    const list = await open();
    const first = await found(list, '.open');
    first.focus();
    const titleInFocus = () => focused(list)?.innerText;
    await sendKeys({ press: 'ArrowDown' });
    expect(titleInFocus()).to.equal('Library of spectra');
    await sendKeys({ press: 'End' });
    expect(titleInFocus()).to.equal('Balancing protocol');
    await sendKeys({ press: 'Home' });
    expect(titleInFocus()).to.equal('Bearing runs hot');
  });

  it('shows a skeleton while it waits, what went wrong, and recovers', async () => {
    let fail: () => void = () => undefined;
    const waiting = new Promise((_, reject) => {
      fail = () => unavailable().catch(reject);
    });
    const slow = withOperations(community.dev, { 'threads.list': () => waiting });
    const list = await open(slow);
    expect((await found(list, '.skeleton')).getAttribute('aria-label')).to.equal('Loading…');
    const told = next(list, 'cop-error');
    fail();
    const error = await found(list, '[role=alert]');
    expect(error.innerText).to.contain('The server cannot be reached.');
    expect((await told).detail.problem.code).to.equal('unavailable');
    list.api = community.dev;
    await found(list, '.row');
    expect(all(list, '[role=alert]')).to.have.length(0);
  });

  it('tries again on demand', async () => {
    let calls = 0;
    const flaky = withOperations(community.dev, {
      'threads.list': (...given: Parameters<typeof community.dev.threads.list>) =>
        calls++ === 0 ? unavailable() : community.dev.threads.list(...given),
    });
    const list = await open(flaky);
    (await control(list, 'Try again')).click();
    await found(list, '.row');
    expect(calls).to.equal(2);
  });

  it('keeps what is there when it cannot be read again', async () => {
    let broken = false;
    const api = withOperations(community.dev, {
      'threads.list': (...given: Parameters<typeof community.dev.threads.list>) =>
        broken ? unavailable() : community.dev.threads.list(...given),
    });
    const list = await open(api);
    await found(list, '.row');
    broken = true;
    await community.ada.threads.reply({ threadId: bearing, body: 'Still there?' });
    const notice = await found(list, '.notice');
    expect(notice.innerText).to.contain('This may be out of date.');
    expect(all(list, '.row')).to.have.length(3);
  });

  it('says what will be here where there is nothing yet', async () => {
    const other = await community.ada.communities.create({ name: 'Seals', purpose: 'Tight.' });
    const list = await show<CopThreadList>(
      community.ada,
      html`<cop-thread-list community=${other.id}><p slot="empty">Be the first.</p></cop-thread-list>`,
    );
    await found(list, '.empty');
    expect(list.querySelector('p')?.assignedSlot?.name).to.equal('empty');
  });

  it('shows what others write at once while nobody reads the list', async () => {
    const list = await open();
    await found(list, '.row');
    await community.ada.threads.start({ communityId: community.id, kind: 'idea', title: 'Fresh', body: 'News.' });
    await until(() => titles(list)[0] === 'Fresh', 'the new thread');
  });

  it('does not move while somebody reads, and offers the news instead', async () => {
    const list = await open();
    (await found(list, '.open')).focus();
    await community.ada.threads.start({ communityId: community.id, kind: 'idea', title: 'Fresh', body: 'News.' });
    const offer = await control(list, '1 thread with news');
    expect(titles(list)).to.deep.equal(['Bearing runs hot', 'Library of spectra', 'Balancing protocol']);
    offer.click();
    await until(() => titles(list)[0] === 'Fresh', 'the news');
    expect(focused(list)?.innerText).to.equal('Fresh');
  });

  it('leaves out parts that are switched off', async () => {
    const list = await show<CopThreadList>(
      community.dev,
      html`<cop-thread-list community=${community.id} features="-search -filters -mark-read"></cop-thread-list>`,
    );
    await found(list, '.row');
    expect(all(list, 'input')).to.have.length(0);
    expect(all(list, 'select')).to.have.length(1);
    expect(texts(list, '.toolbar button')).to.deep.equal([]);
  });

  it('calls a topic that the page gives by its name, and leaves it alone where filters are off', async () => {
    const [topic] = (await community.dev.threads.get({ threadId: bearing })).thread.topics;
    const list = await show<CopThreadList>(
      community.dev,
      html`<cop-thread-list community=${community.id} topic=${topic!.id}></cop-thread-list>`,
    );
    await control(list, 'Remove the filter Topic: bearings');
    list.features = '-filters';
    await until(() => all(list, '.chosen').length === 0, 'no chip');
    expect(titles(list)).to.deep.equal(['Bearing runs hot']);
    list.topic = null;
    (await control(list, 'Show only threads about vibration')).click();
    await control(list, 'Remove the filter Topic: vibration');
  });

  it('knows the name of a topic that nothing is about', async () => {
    const [topic] = (await community.dev.threads.get({ threadId: bearing })).thread.topics;
    const list = await show<CopThreadList>(
      community.dev,
      html`<cop-thread-list community=${community.id} topic=${topic!.id} kind="idea"></cop-thread-list>`,
    );
    await control(list, 'Remove the filter Topic: bearings');
    expect(all(list, '.row')).to.have.length(0);
  });

  it('marks the row of the thread that is open', async () => {
    const list = await show<CopThreadList>(
      community.dev,
      html`<cop-thread-list community=${community.id} current=${bearing}></cop-thread-list>`,
    );
    await found(list, '[aria-current=true]');
    expect(texts(list, '.row:has([aria-current]) .title')).to.deep.equal(['Bearing runs hot']);
    const marked = (row: HTMLElement | undefined) => getComputedStyle(row!, '::after').borderInlineStartWidth;
    expect(all(list, '.row').map(marked)).to.deep.equal(['3px', '0px', '0px']);
    list.current = null;
    await until(() => all(list, '[aria-current]').length === 0, 'none is open');
  });

  it('keeps topics legible', async () => {
    const list = await open();
    const topic = await found(list, '.topic');
    expect(Number.parseFloat(getComputedStyle(topic).fontSize)).to.be.at.least(12);
    expect(topic.offsetHeight).to.be.at.least(24);
  });

  it('speaks the language of the page around it and follows when that changes', async () => {
    const page = await show<CopThreadList>(
      community.dev,
      html`<div lang="de-CH"><cop-thread-list community=${community.id}></cop-thread-list></div>`,
    );
    const list = page.firstElementChild as CopThreadList;
    await found(list, '.row');
    expect(texts(list, '.meta')[0]).to.contain('Frage');
    expect(all(list, '.count')[0]?.title).to.equal('1 Antwort');
    page.setAttribute('lang', 'fr');
    await until(() => texts(list, '.meta')[0]?.includes('il y a') ?? false, 'French');
  });

  it('has the roles that assistive technology needs', async () => {
    const list = await open();
    await found(list, '.row');
    const rows = all(list, '[role=list] > li');
    expect(rows).to.have.length(3);
    expect(all(list, '[role=list]')[0]?.getAttribute('aria-label')).to.equal('Threads');
    expect(all(list, '[role=search]')).to.have.length(1);
    expect(all(list, 'select').map((select) => select.getAttribute('aria-label'))).to.deep.equal([
      'Kind',
      'State',
      'Sort by',
    ]);
  });
});
