import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import { createExperts } from '../testing/experts.js';
import { all, announced, control, found, next, show, texts, unavailable } from '../testing/page.js';
import './inbox.js';
import type { CopInbox } from './inbox.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-inbox>', () => {
  let community: TestCommunity;
  let threadId: string;
  let answerId: string;

  const open = (api = community.bruno, attributes = '') =>
    show<CopInbox>(api, html`<cop-inbox features=${attributes}></cop-inbox>`);

  beforeEach(async () => {
    community = await createCommunity();
    const { id: communityId, ada, bruno } = community;
    ({ id: threadId } = await bruno.threads.start({
      communityId,
      kind: 'question',
      title: 'Bearing runs hot',
      body: 'Since the oil change.',
      topics: ['bearings'],
    }));
    community.wait(10);
    ({ id: answerId } = await ada.threads.reply({ threadId, body: 'Check the clearance.' }));
    const { id: brunoId } = await bruno.people.getMe();
    await ada.threads.start({ communityId, kind: 'discussion', title: 'Protocols', body: `See @[${brunoId}]` });
    await waitUntil(async () => (await bruno.inbox.countUnread()).count === 2, 'two notices', { timeout: 5000 });
  });

  it('says in words what has happened, to what, where and when', async () => {
    const inbox = await open();
    await found(inbox, '.row');
    expect(texts(inbox, '.title')).to.deep.equal(['Protocols', 'Bearing runs hot']);
    const [mention, answer] = texts(inbox, '.meta').map((meta) => meta.replaceAll(/[\u2068\u2069]/g, ''));
    expect(mention).to.match(/^Ada Byron mentioned you Rotor dynamics/);
    expect(answer).to.match(/^Ada Byron answered your question Rotor dynamics/);
    expect(texts(inbox, '[part=count]')).to.deep.equal(['2 unread']);
    await expect(inbox).to.be.accessible();
  });

  it('leads to the post, and marks what was chosen as read', async () => {
    const inbox = await open();
    await found(inbox, '.row');
    const opened = next(inbox, 'cop-open-thread');
    (await control(inbox, 'Bearing runs hot')).click();
    expect((await opened).detail).to.deep.equal({ threadId, communityId: community.id, postId: answerId });
    await until(() => texts(inbox, '[part=count]')[0] === '1 unread', 'one is left');
    expect(all(inbox, '.unread')).to.have.length(1);
  });

  it('links to the pages of the host', async () => {
    const inbox = await show<CopInbox>(community.bruno, html`<cop-inbox thread-href="#t={id}"></cop-inbox>`);
    await found(inbox, 'a.open');
    const targets = all<HTMLAnchorElement>(inbox, 'a.open').map((anchor) => anchor.getAttribute('href'));
    expect(targets).to.include(`#t=${threadId}`);
  });

  it('marks one or all as read, shows what is unread only, and says how many are left', async () => {
    const inbox = await open();
    const counts: number[] = [];
    inbox.addEventListener('cop-unread', ({ detail }) => counts.push(detail.count));
    (await control(inbox, 'Mark as read: Protocols')).click();
    await until(() => all(inbox, '.unread').length === 1, 'one is read');
    (await control(inbox, 'Unread only')).click();
    await until(() => texts(inbox, '.title').join() === 'Bearing runs hot', 'the unread one');
    (await control(inbox, 'Mark all as read')).click();
    await found(inbox, '.empty');
    expect(texts(inbox, '.empty')).to.deep.equal(['You have read everything.']);
    await until(() => announced() === 'Everything is marked as read.', 'it is announced');
    expect(counts.slice(-2)).to.deep.equal([1, 0]);
  });

  it('as a bell counts live, and is a link where there is an address', async () => {
    const inbox = await show<CopInbox>(
      community.bruno,
      html`<cop-inbox features="-list" inbox-href="#inbox"></cop-inbox>`,
    );
    const bell = await found(inbox, 'a.button');
    expect(bell.getAttribute('href')).to.equal('#inbox');
    // In a row of the page's header it takes the room of the bell and its number.
    inbox.parentElement?.style.setProperty('display', 'flex');
    expect(inbox.offsetWidth).to.be.at.least((bell as HTMLElement).offsetWidth);
    expect(bell.textContent).to.contain('Inbox, 2 unread');
    expect(all(inbox, '.row')).to.have.length(0);
    await expect(inbox).to.be.accessible();
    await community.claire.threads.reply({ threadId, body: 'The pads, too.' });
    await until(() => texts(inbox, '.pill')[0] === '3', 'a third one has come');
    await community.bruno.inbox.markRead({ all: true });
    await until(() => all(inbox, '.pill').length === 0, 'nothing is unread');
    expect(bell.textContent).to.contain('Nothing unread');
  });

  it('stays a bell where nobody is signed in, and says so to who asks', async () => {
    const refused = () =>
      Promise.reject(Object.assign(new Error('No.'), { name: 'CopkitError', code: 'unauthenticated', field: null }));
    const api = withOperations(community.bruno, { 'inbox.countUnread': refused });
    const inbox = await open(api, '-list');
    const bell = await found(inbox, 'button.button[title]');
    expect(bell.title).to.contain('You are not signed in');
    expect(bell.innerText.trim()).to.equal('Inbox');
    expect(inbox.offsetWidth).to.be.below(60);
    expect(all(inbox, '.pill, [role=alert]')).to.have.length(0);
    await expect(inbox).to.be.accessible();
  });

  it('does not move while somebody reads it', async () => {
    const inbox = await open();
    (await found(inbox, '.open')).focus();
    await community.claire.threads.reply({ threadId, body: 'The pads, too.' });
    const news = await control(inbox, '1 new notice');
    expect(texts(inbox, '.title')).to.have.length(2);
    news.click();
    await until(() => texts(inbox, '.title').length === 3, 'the news');
  });

  /** Dev asks something that Ada is asked about. */
  const invite = async ({ id: communityId, cop, ada, dev }: TestCommunity) => {
    await ada.communities.update({
      communityId,
      routing: { enabled: true, waitHours: 24, perRound: 3, rounds: 2 },
    });
    const { id } = await dev.threads.start({
      communityId,
      kind: 'question',
      title: 'Why does the bearing run hot after an oil change?',
      body: 'Bearing, oil, hot.',
      topics: ['bearings'],
      invite: true,
    });
    await waitUntil(
      async () => {
        await cop.jobs.run();
        return (await ada.routing.listMine()).items.length === 1;
      },
      'Ada is asked',
      { timeout: 5000 },
    );
    return id;
  };

  it('says why one is asked, and takes no for an answer', async () => {
    await invite(community);
    const inbox = await open(community.ada);
    await found(inbox, '.decline');
    expect(texts(inbox, '.reasons')).to.deep.equal(['You wrote: “Bearing runs hot”']);
    // More than that this server does not understand.
    expect(texts(inbox, '.answers button')).to.deep.equal(['I cannot help']);
    const declined = next(inbox, 'cop-invitation-declined');
    (await control(inbox, 'I cannot help')).click();
    await declined;
    await until(() => all(inbox, '.decline').length === 0, 'it is declined');
    const metas = texts(inbox, '.meta').join();
    expect(metas).to.contain('You said that you cannot help');
  });

  it('takes a yes, unless the page keeps the invitation open', async () => {
    const experts = await createExperts();
    const asked = await invite(experts);
    const inbox = await open(experts.ada);
    await found(inbox, '.accept');
    expect(texts(inbox, '.answers button')).to.deep.equal(['I will answer', 'Hand on', 'I cannot help']);
    await expect(inbox).to.be.accessible();
    inbox.addEventListener('cop-before-accept-invitation', (event) => event.preventDefault(), { once: true });
    (await control(inbox, 'I will answer')).click();
    await nextFrame();
    expect((await experts.ada.routing.listMine()).items.map(({ state }) => state)).to.deep.equal(['invited']);
    const accepted = next(inbox, 'cop-invitation-accepted');
    (await control(inbox, 'I will answer')).click();
    expect((await accepted).detail).to.deep.equal({ threadId: asked, communityId: experts.id });
    await until(() => all(inbox, '.answers').length === 0, 'it is accepted');
    expect(texts(inbox, '.meta').join()).to.contain('You said that you will answer');
    expect((await experts.ada.routing.listMine()).items.map(({ state }) => state)).to.deep.equal(['accepted']);
  });

  it('hands a question on to a colleague who lets themselves be asked', async () => {
    const experts = await createExperts();
    const { id: claireId } = await experts.claire.people.getMe();
    await experts.claire.experts.setConsent({ consent: 'listed' });
    const asked = await invite(experts);
    const inbox = await open(experts.ada);
    const handOn = async () => {
      (await control(inbox, 'Hand on')).click();
      const choice = (await found(inbox, 'dialog select')) as HTMLSelectElement;
      expect([...choice.options].map(({ text }) => text)).not.to.include('Ada Byron');
      choice.value = claireId;
      await expect(inbox).to.be.accessible();
      (await found(inbox, 'dialog [type=submit]')).click();
    };
    await handOn();
    await found(inbox, '[role=alert]');
    expect(all(inbox, '.answers')).to.have.length(1);
    await experts.claire.experts.setConsent({ consent: 'routable' });
    const handedOn = next(inbox, 'cop-invitation-handed-on');
    await handOn();
    expect((await handedOn).detail).to.deep.equal({ threadId: asked, communityId: experts.id, personId: claireId });
    await until(() => all(inbox, '.answers').length === 0, 'it is handed on');
    expect((await experts.claire.routing.listMine()).items.map(({ threadId }) => threadId)).to.deep.equal([asked]);
  });

  it('says what will be here, and what went wrong', async () => {
    const empty = await open(community.eva);
    expect((await found(empty, '.empty')).innerText).to.contain('arrive here');
    await expect(empty).to.be.accessible();
    const broken = await open(withOperations(community.bruno, { 'inbox.list': unavailable }));
    expect((await found(broken, '[role=alert]')).innerText).to.contain('The server cannot be reached.');
  });

  for (const lang of ['de', 'fr', 'ar'])
    it(`speaks ${lang}`, async () => {
      const page = await fixture<HTMLElement>(html`<div lang=${lang} dir=${lang === 'ar' ? 'rtl' : 'ltr'}></div>`);
      const inbox = document.createElement('cop-inbox');
      inbox.api = community.bruno;
      page.append(inbox);
      await found(inbox, '.row');
      expect(texts(inbox, '.told').join()).not.to.contain('mentioned');
      expect(texts(inbox, '.told')).to.have.length(2);
      await expect(inbox).to.be.accessible();
    });
});
