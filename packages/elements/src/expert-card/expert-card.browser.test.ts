import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { createCommunity, withOperations } from '../testing/community.js';
import { createExperts, type ExpertCommunity } from '../testing/experts.js';
import { all, announced, control, found, next, show, texts, unavailable } from '../testing/page.js';
import './expert-card.js';
import type { CopExpertCard } from './expert-card.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-expert-card>', () => {
  let community: ExpertCommunity;

  const open = (api = community.dev, person = community.adaId) =>
    show<CopExpertCard>(api, html`<cop-expert-card person=${person} community=${community.id}></cop-expert-card>`);

  beforeEach(async () => {
    community = await createExperts();
  });

  it('shows the three badges apart, with what there is to show for each', async () => {
    const { ada, bruno, id: communityId, adaId, threadId, answerId } = community;
    await ada.expertise.declare({ topic: 'vibration', note: 'Ten years in the field.' });
    await bruno.expertise.endorse({ communityId, personId: adaId, topic: 'bearings' });
    const element = await open();
    await found(element, '.known');
    expect(texts(element, '.name')[0]).to.equal('Ada Byron May be asked');
    expect(texts(element, '.known > li')[0]).to.match(
      /^bearings Inferred 1 contribution Endorsed by Bruno Sattler Endorse Accepted answer: Bearing runs hot/,
    );
    expect(texts(element, '.known > li')[1]).to.match(
      /^vibration Declared nothing to show for it yet Endorse Ten years in the field\.$/,
    );
    expect(element.shadowRoot?.textContent).not.to.match(/score|points|%|#\d/i);
    const opened = next(element, 'cop-open-thread');
    (await control(element, 'Bearing runs hot')).click();
    expect((await opened).detail).to.deep.equal({ threadId, communityId, postId: answerId });
    await expect(element).to.be.accessible();
  });

  it('lets a colleague endorse, by name, and take it back', async () => {
    const element = await open();
    const given = next(element, 'cop-endorsed');
    (await control(element, 'Endorse for bearings')).click();
    expect((await given).detail.on).to.equal(true);
    await until(() => texts(element, '.endorsed')[0] === 'Endorsed by Dev Anand Krishnamurthy', 'it is shown');
    expect(announced()).to.equal('Endorsed. Your name is shown with it.');
    (await control(element, 'Take back the endorsement for bearings')).click();
    await control(element, 'Endorse for bearings');
    expect(all(element, '.endorsed')).to.have.length(0);
  });

  it('offers nobody to endorse themselves, nor who is no member, and lets the page keep it from happening', async () => {
    const { ada, eva } = community;
    const own = await open(ada);
    await found(own, '.known');
    expect(all(own, '.line .button')).to.have.length(0);
    const other = await open(eva);
    await found(other, '.known');
    expect(all(other, '.line .button')).to.have.length(0);
    const element = await open();
    element.addEventListener('cop-before-endorse', (event) => event.preventDefault(), { once: true });
    (await control(element, 'Endorse for bearings')).click();
    await element.updateComplete;
    expect((await ada.expertise.getMine()).endorsementsReceived).to.have.length(0);
  });

  it('says what was refused, where it was asked for', async () => {
    const element = await open(withOperations(community.dev, { 'expertise.endorse': unavailable }));
    (await control(element, 'Endorse for bearings')).click();
    expect((await found(element, '.refusal')).innerText).to.contain('The server cannot be reached.');
  });

  it('says quietly that there is no profile: of who is not listed, and where the server keeps none', async () => {
    const { ada } = community;
    await ada.experts.setConsent({ consent: 'unlisted' });
    const hidden = await open();
    expect((await found(hidden, '.none')).innerText).to.match(/^There is no profile here/);
    await expect(hidden).to.be.accessible();
    const plain = await createCommunity();
    const { id } = await plain.ada.people.getMe();
    const without = await show<CopExpertCard>(plain.dev, html`<cop-expert-card person=${id}></cop-expert-card>`);
    expect((await found(without, '.none')).innerText).to.match(/^There is no profile here/);
  });

  it('says who is away, and what went wrong', async () => {
    await community.ada.experts.setAway({ away: { until: '2030-02-01' } });
    const element = await open();
    await until(() => texts(element, '.name')[0] === 'Ada Byron Away until Feb 1, 2030', 'away');
    const broken = await open(withOperations(community.dev, { 'expertise.getProfile': unavailable }));
    expect((await found(broken, '[role=alert]')).innerText).to.contain('The server cannot be reached.');
  });

  for (const lang of ['de', 'fr', 'ar'])
    it(`speaks ${lang}`, async () => {
      const page = await fixture<HTMLElement>(html`<div lang=${lang} dir=${lang === 'ar' ? 'rtl' : 'ltr'}></div>`);
      const element = document.createElement('cop-expert-card');
      Object.assign(element, { api: community.dev, person: community.adaId, community: community.id });
      page.append(element);
      await found(element, '.known');
      expect(texts(element, '.source')[0]).not.to.match(/Inferred/);
      await expect(element).to.be.accessible();
    });
});
