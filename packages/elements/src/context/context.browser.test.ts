import { expect, html, waitUntil } from '@open-wc/testing';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import { all, announced, control, found, next, show, texts, type, unavailable } from '../testing/page.js';
import { makePractice, PROCEDURE } from '../testing/practices.js';
import './context.js';
import type { CopContext } from './context.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-context>', () => {
  let community: TestCommunity;

  const open = async (api = community.dev, subject = PROCEDURE.key, topics = '') => {
    const element = await show<CopContext>(
      api,
      html`<cop-context
        community=${community.id}
        subject=${subject}
        subject-title="Balancing of rotors on site"
        topics=${topics}
      ></cop-context>`,
    );
    await found(element, 'form, [role=alert]');
    return element;
  };
  const composer = async (element: CopContext) => {
    const inner = await found(element, 'cop-composer');
    await found(inner, '[type=submit]');
    return inner;
  };

  beforeEach(async () => {
    community = await createCommunity();
  });

  it('shows practices for the page first, then others on its topics, and says why each is there', async () => {
    await makePractice(community);
    const { id: communityId, ada } = community;
    await ada.practices.create({ communityId, title: 'Grease weekly', steps: ['Grease.'], topics: ['bearings'] });
    const element = await open(community.dev, PROCEDURE.key, 'bearings, oil');
    expect(texts(element, '.heading')[0]).to.equal('Practices for this');
    const titles = () => texts(element, '.title').slice(0, 2).join();
    await until(() => titles() === 'Cure oil whirl with warmer oil,Grease weekly', 'both practices');
    expect(texts(element, '.meta')[0]).to.contain('for this page');
    expect(texts(element, '.meta')[1]).to.contain('same topic');
    expect(texts(element, '.heading').at(-1)).to.equal('Discussed about this');
    const opened = next(element, 'cop-open-practice');
    (await control(element, 'Cure oil whirl with warmer oil')).click();
    expect((await opened).detail.communityId).to.equal(community.id);
  });

  it('looks for similar questions with an answer while somebody types', async () => {
    await makePractice(community);
    const element = await open(community.dev, 'machine:M7');
    expect(texts(element, '.empty')).to.deep.equal(['Nothing is known about this yet.']);
    type(await found<HTMLInputElement>(element, '.ask input'), 'vibration at half running speed');
    await until(() => texts(element, '.heading').includes('Answered before'), 'an answered question');
    // Rows are drawn once they are in view, and have no text before.
    await until(() => texts(element, '.title').includes('Vibration at half the running speed'), 'its title');
  });

  it('asks about the page, beginning with what was typed', async () => {
    const element = await open(community.dev, PROCEDURE.key, 'balancing');
    type(await found<HTMLInputElement>(element, '.ask input'), 'Where do the weights go?');
    (await control(element, 'Ask the community')).click();
    const inner = await composer(element);
    expect(all<HTMLInputElement>(inner, '#title')[0]?.value).to.equal('Where do the weights go?');
    type(all<HTMLTextAreaElement>(inner, 'textarea')[0]!, 'On the fan side?');
    const started = next(element, 'cop-started');
    all(inner, '[type=submit]')[0]?.click();
    expect((await started).detail.thread).to.include({ kind: 'question', subject: PROCEDURE.key });
    expect((await started).detail.thread.topics.map(({ label }) => label)).to.deep.equal(['balancing']);
    await until(() => texts(element, '.title').includes('Where do the weights go?'), 'the question is listed');
    expect(all<HTMLInputElement>(element, '.ask input')[0]?.value).to.equal('');
  });

  it('confirms that the question was asked and leads to it, until the next one is begun', async () => {
    const element = await open();
    type(await found<HTMLInputElement>(element, '.ask input'), 'Where do the weights go?');
    (await control(element, 'Ask the community')).click();
    const inner = await composer(element);
    type(all<HTMLTextAreaElement>(inner, 'textarea')[0]!, 'On the fan side?');
    const started = next(element, 'cop-started');
    all(inner, '[type=submit]')[0]?.click();
    const { thread } = (await started).detail;
    const confirmation = await found(element, '.asked');
    expect(confirmation.innerText).to.contain('Your question was asked.');
    await until(() => announced() === 'Your question was asked.', 'it was said');
    const opened = next(element, 'cop-open-thread');
    confirmation.querySelector('button')?.click();
    expect((await opened).detail).to.deep.equal({ threadId: thread.id, communityId: community.id, postId: null });
    element.threadHref = '/thread/{id}';
    await element.updateComplete;
    expect(all(element, '.asked a')[0]?.getAttribute('href')).to.equal(`/thread/${thread.id}`);
    (await control(element, 'Ask the community')).click();
    await composer(element);
    expect(all(element, '.asked')).to.have.length(0);
  });

  it('goes on with a draft that was left behind, whatever was typed to get there', async () => {
    const key = `start:${community.id}:${PROCEDURE.key}`;
    await community.dev.drafts.save({ key, title: 'Which weights?', body: 'We have steel and lead.' });
    const element = await open();
    type(await found<HTMLInputElement>(element, '.ask input'), 'Another question');
    (await control(element, 'Ask the community')).click();
    const inner = await composer(element);
    const field = () => all<HTMLTextAreaElement>(inner, 'textarea')[0];
    await until(() => field()?.value === 'We have steel and lead.', 'the draft');
    expect(all<HTMLInputElement>(inner, '#title')[0]?.value).to.equal('Which weights?');
    await control(inner, 'Discard draft');
    type(field()!, 'We have steel and lead. Or brass?');
    const kept = async () => (await community.dev.drafts.get({ key })).draft;
    await waitUntil(async () => (await kept())?.body.endsWith('brass?'), 'saved', { timeout: 5000 });
    expect((await kept())?.title).to.equal('Which weights?');
  });

  it('lists questions with an accepted answer first, and says of the others that they have answers', async () => {
    const { id: communityId, ada, bruno } = community;
    const ask = async (title: string) => {
      const { id: threadId } = await bruno.threads.start({ communityId, kind: 'question', title, body: 'Why?' });
      return ada.threads.reply({ threadId, body: 'Because of the oil.' });
    };
    await ask('Oil whirl');
    const { id: replyId } = await ask('Oil whirl at half of the running speed of a machine');
    await bruno.threads.accept({ replyId });
    const element = await open(community.dev, 'machine:M7');
    type(await found<HTMLInputElement>(element, '.ask input'), 'oil whirl');
    await until(() => all(element, '.row').length === 2, 'both');
    for (const row of all(element, '.row')) row.style.contentVisibility = 'visible';
    expect(texts(element, '.title')).to.deep.equal([
      'Oil whirl at half of the running speed of a machine',
      'Oil whirl',
    ]);
    expect(texts(element, '.badge')).to.deep.equal(['Answered', 'Has answers']);
  });

  it('lets go of the question when the person gives up', async () => {
    const element = await open();
    (await control(element, 'Ask the community')).click();
    const inner = await composer(element);
    type(all<HTMLTextAreaElement>(inner, 'textarea')[0]!, 'Hm.');
    (await control(inner, 'Discard draft')).click();
    await found(element, '.ask input');
  });

  it('shows what is switched on only', async () => {
    await makePractice(community);
    const element = await open();
    element.features = '-discussion -ask';
    await until(() => texts(element, '.heading').join() === 'Practices for this', 'practices only');
    expect(all(element, '.ask')).to.have.length(0);
  });

  it('says what went wrong, and tries again', async () => {
    const element = await open(withOperations(community.dev, { 'subjects.get': unavailable }));
    expect(texts(element, '[role=alert]')[0]).to.contain('The server cannot be reached.');
    element.api = community.dev;
    await found(element, 'form');
  });
});
