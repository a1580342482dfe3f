import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import { all, announced, control, found, next, show, texts, type, unavailable } from '../testing/page.js';
import './expert-finder.js';
import type { CopExpertFinder } from './expert-finder.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-expert-finder>', () => {
  let community: TestCommunity;
  let threadId: string;
  let answerId: string;

  const open = (api = community.dev) => show<CopExpertFinder>(api, html`<cop-expert-finder></cop-expert-finder>`);
  const look = async (element: CopExpertFinder, text: string) => {
    type(await found<HTMLInputElement>(element, 'input[type=search]'), text);
    await sendKeys({ press: 'Enter' });
  };
  const openOwn = async (element: CopExpertFinder) => {
    (await found(element, '.own > summary')).click();
    await found(element, '.settings');
  };

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
    ({ id: answerId } = await ada.threads.reply({ threadId, body: 'Check the clearance of the bearing.' }));
    await bruno.threads.accept({ replyId: answerId });
  });

  it('lists nobody without a question', async () => {
    const element = await open();
    expect((await found(element, '.begin')).innerText).to.contain('Say what it is about');
    expect(all(element, '.row')).to.have.length(0);
    await expect(element).to.be.accessible();
  });

  it('finds people with what they wrote, and no scores', async () => {
    const element = await open();
    await look(element, 'hot bearing');
    await found(element, '.row');
    expect(texts(element, '.name')[0]).to.match(/^Ada Byron Rotor engineer Turbines May be asked$/);
    expect(texts(element, '.evidence')[0]).to.match(/^Accepted answer: Bearing runs hot/);
    expect(element.shadowRoot?.textContent).not.to.match(/score|points|%/i);
    expect(announced()).to.equal('1 person');
    expect(element.text).to.equal('hot bearing');
    const opened = next(element, 'cop-open-thread');
    (await control(element, 'Bearing runs hot')).click();
    expect((await opened).detail).to.deep.equal({ threadId, communityId: community.id, postId: answerId });
    await expect(element).to.be.accessible();
  });

  it('says where nobody was found, and what went wrong', async () => {
    const element = await open();
    await look(element, 'gearwheel lubrication');
    expect((await found(element, '.empty')).innerText).to.contain('Ask the community instead.');
    const broken = await open(withOperations(community.dev, { 'experts.find': unavailable }));
    await look(broken, 'bearing');
    expect((await found(broken, '[role=alert]')).innerText).to.contain('The server cannot be reached.');
  });

  it('lets people say for themselves whether they are found and asked', async () => {
    const { ada } = community;
    const element = await open(ada);
    await openOwn(element);
    expect(texts(element, '.own-topics li')[0]).to.contain('bearings').and.contain('1 contribution');
    await expect(element).to.be.accessible();
    const radios = all<HTMLInputElement>(element, 'input[type=radio]');
    expect(radios.find((radio) => radio.checked)?.value).to.equal('routable');
    radios.find((radio) => radio.value === 'unlisted')?.click();
    await until(() => announced() === 'Saved.', 'it is saved');
    expect((await ada.experts.getMine()).consent).to.equal('unlisted');
    const other = await open(community.dev);
    await look(other, 'hot bearing');
    await found(other, '.empty');
  });

  it('takes days away, a limit a week, and topics one is not to be found by', async () => {
    const { ada } = community;
    const element = await open(ada);
    await openOwn(element);
    const until2030 = all<HTMLInputElement>(element, 'input[name=until]')[0] as HTMLInputElement;
    until2030.value = '2030-02-01';
    (await control(element, 'I am away then')).click();
    await control(element, 'I am back');
    expect(texts(element, '.away')[0]).to.contain('Feb 1, 2030');
    (await control(element, 'I am back')).click();
    await control(element, 'I am away then');
    expect((await ada.experts.getMine()).away).to.equal(null);
    const cap = await found<HTMLInputElement>(element, '.cap input');
    cap.value = '1';
    cap.dispatchEvent(new Event('change', { bubbles: true }));
    await waitUntil(async () => (await ada.experts.getMine()).weeklyCap === 1, 'the limit', { timeout: 5000 });
    (await control(element, 'Hide: bearings')).click();
    (await control(element, 'Show again: bearings')).click();
    await control(element, 'Hide: bearings');
    expect((await ada.experts.getMine()).hiddenTopics).to.deep.equal([]);
  });

  for (const lang of ['de', 'fr', 'ar'])
    it(`speaks ${lang}`, async () => {
      const page = await fixture<HTMLElement>(html`<div lang=${lang} dir=${lang === 'ar' ? 'rtl' : 'ltr'}></div>`);
      const element = document.createElement('cop-expert-finder');
      Object.assign(element, { api: community.dev, text: 'hot bearing' });
      page.append(element);
      await found(element, '.row');
      await openOwn(element);
      expect(texts(element, '.own > summary')[0]).not.to.equal('How others find me');
      await expect(element).to.be.accessible();
    });
});
