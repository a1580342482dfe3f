import { expect, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createCommunity, type TestCommunity } from '../testing/community.js';
import { all, control, found, next, show, texts, type } from '../testing/page.js';
import './community-list.js';
import type { CopCommunityList } from './community-list.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });
const names = (list: CopCommunityList) => texts(list, '.title');

describe('<cop-community-list>', () => {
  let community: TestCommunity;

  beforeEach(async () => {
    community = await createCommunity();
    await community.bruno.communities.create({
      name: 'Lubrication',
      purpose: 'Oil and grease.',
      visibility: 'closed',
      joinPolicy: 'request',
    });
    await community.bruno.communities.create({ name: 'Board', purpose: 'Secret.', visibility: 'private' });
  });

  it('lists what the person may see, with standing, visibility and members', async () => {
    const list = await show<CopCommunityList>(community.ada, html`<cop-community-list></cop-community-list>`);
    await until(() => names(list).join() === 'Lubrication,Rotor dynamics', 'two communities');
    await until(
      () => texts(list, '.meta')[0]?.includes('Content for members') ?? false,
      'what may be read of the first',
    );
    await until(() => texts(list, '.meta')[1]?.startsWith('Member 4 members') ?? false, 'the own one');
  });

  it('keeps the own ones with mine', async () => {
    const list = await show<CopCommunityList>(community.claire, html`<cop-community-list mine></cop-community-list>`);
    await until(() => names(list).join() === 'Rotor dynamics', 'the own one');
    const outsider = await show<CopCommunityList>(community.eva, html`<cop-community-list mine></cop-community-list>`);
    expect((await found(outsider, '.empty')).querySelector('p')?.textContent).to.equal(
      'You have not joined a community yet.',
    );
  });

  it('searches', async () => {
    const list = await show<CopCommunityList>(community.ada, html`<cop-community-list></cop-community-list>`);
    await until(() => names(list).length === 2, 'all');
    type(await found<HTMLInputElement>(list, 'input'), 'grease');
    await sendKeys({ press: 'Enter' });
    await until(() => names(list).join() === 'Lubrication', 'what fits');
    type(await found<HTMLInputElement>(list, 'input'), 'zzzz');
    await sendKeys({ press: 'Enter' });
    expect((await found(list, '.empty')).innerText).to.contain('No community fits.');
  });

  it('grows by a page at a time', async () => {
    const list = await show<CopCommunityList>(community.ada, html`<cop-community-list limit="1"></cop-community-list>`);
    await until(() => names(list).length === 1, 'the first');
    (await control(list, 'Show more')).click();
    await until(() => names(list).length === 2, 'the second');
    expect(all(list, '.pager')).to.have.length(0);
  });

  it('makes links, and lets the page open a community itself', async () => {
    const list = await show<CopCommunityList>(
      community.ada,
      html`<cop-community-list community-href="#c={id}"></cop-community-list>`,
    );
    list.addEventListener('cop-open-community', (event) => event.preventDefault());
    const link = await control(list, 'Rotor dynamics');
    expect(link.getAttribute('href')).to.equal(`#c=${community.id}`);
    const opened = next(list, 'cop-open-community');
    link.click();
    expect((await opened).detail.communityId).to.equal(community.id);
    expect(location.hash).to.equal('');
  });

  it('follows what happens in the communities it shows', async () => {
    const list = await show<CopCommunityList>(community.eva, html`<cop-community-list></cop-community-list>`);
    await until(() => names(list).includes('Rotor dynamics'), 'shown');
    await community.eva.membership.join({ communityId: community.id });
    await until(() => texts(list, '.meta').some((meta) => meta.startsWith('Member')), 'the new standing');
  });
});
