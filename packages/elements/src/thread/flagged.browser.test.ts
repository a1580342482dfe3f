import { expect, waitUntil } from '@open-wc/testing';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import { all, announced, control, found, texts } from '../testing/page.js';
import { openThread, postWith, startThread } from '../testing/thread.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-thread> and what was flagged', () => {
  let community: TestCommunity;
  let threadId: string;
  let answer: string;

  const decided = async () =>
    (await community.ada.threads.listFlags({ communityId: community.id, resolved: true })).items.map(
      ({ resolved }) => resolved?.outcome,
    );

  beforeEach(async () => {
    community = await createCommunity();
    ({ threadId, answer } = await startThread(community));
  });

  it('shows facilitators what was reported and why, and lets them keep the post', async () => {
    await community.dev.threads.flag({ postId: answer, reason: 'confidential', note: 'Names a customer.' });
    await community.claire.threads.flag({ postId: answer, reason: 'other' });
    const thread = await openThread(community.ada, threadId);
    const notice = await found(thread, '.post .notice');
    expect(texts(thread, '.post .notice p')).to.deep.equal([
      'Reported: Confidential content (Dev Anand Krishnamurthy) Names a customer.',
      'Reported: Something else (Claire Dubois)',
    ]);
    expect(postWith(thread, 'Check the clearance.').contains(notice)).to.equal(true);
    (await control(thread, 'Keep')).click();
    await until(() => all(thread, '.post .notice').length === 0, 'decided');
    expect(await decided()).to.deep.equal(['kept', 'kept']);
    await until(() => announced() === 'Done.', 'it was said');
  });

  it('shows it as soon as it is reported, and hides the post', async () => {
    const thread = await openThread(community.ada, threadId);
    await community.dev.threads.flag({ postId: answer, reason: 'spam' });
    const notice = await found(thread, '.post .notice');
    [...notice.querySelectorAll('button')].find((button) => button.innerText === 'Hide')?.click();
    await found(thread, '.post.hidden');
    await until(() => all(thread, '.post .notice').length === 0, 'decided');
    expect(await decided()).to.deep.equal(['hidden']);
  });

  it('lets the page decide otherwise', async () => {
    await community.dev.threads.flag({ postId: answer, reason: 'spam' });
    const thread = await openThread(community.ada, threadId);
    const outcomes: string[] = [];
    thread.addEventListener('cop-before-resolve-flag', (event) => {
      outcomes.push(event.detail.outcome);
      event.preventDefault();
    });
    (await control(thread, 'Keep')).click();
    expect(outcomes).to.deep.equal(['kept']);
    expect(await decided()).to.deep.equal([]);
  });

  it('does not even ask for those who do not decide', async () => {
    await community.dev.threads.flag({ postId: answer, reason: 'spam' });
    let asked = 0;
    const thread = await openThread(
      withOperations(community.bruno, {
        'threads.listFlags': () => {
          asked += 1;
          return Promise.resolve({ items: [] });
        },
      }),
      threadId,
    );
    await community.claire.threads.reply({ threadId, body: 'Latest.' });
    await until(() => texts(thread, '.prose').includes('Latest.'), 'read again');
    expect(asked).to.equal(0);
    expect(all(thread, '.notice')).to.have.length(0);
  });
});
