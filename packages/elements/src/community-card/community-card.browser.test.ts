import { expect, html, waitUntil } from '@open-wc/testing';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import { all, announced, control, found, next, show, texts, unavailable } from '../testing/page.js';
import './community-card.js';
import type { CopCommunityCard } from './community-card.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-community-card>', () => {
  let community: TestCommunity;

  const open = async (api: TestCommunity['ada']) => {
    const card = await show<CopCommunityCard>(
      api,
      html`<cop-community-card community=${community.id}></cop-community-card>`,
    );
    await found(card, '.title');
    return card;
  };

  it('shows what the community is for, its charter, facts and facilitators', async () => {
    community = await createCommunity({ domain: 'Rotating machinery' });
    const card = await open(community.eva);
    await until(() => texts(card, '.meta')[0]?.includes('4 members') ?? false, 'the members are counted');
    expect(texts(card, '.title')).to.deep.equal(['Rotor dynamics']);
    expect(texts(card, '.purpose')[0]).to.contain('learns from what the others have seen');
    expect(texts(card, '.people')).to.deep.equal(['AB Ada Byron Facilitator · Turbines']);
    all<HTMLDetailsElement>(card, 'details')[0]?.setAttribute('open', '');
    expect(texts(card, 'dt, dd')).to.deep.equal(['Domain', 'Rotating machinery']);
  });

  it('joins and leaves an open community', async () => {
    community = await createCommunity();
    const card = await open(community.eva);
    const joined = next(card, 'cop-joined');
    (await control(card, 'Join')).click();
    expect((await joined).detail.membership.state).to.equal('active');
    await until(() => announced() === 'You are now a member of Rotor dynamics.', 'it was said');
    (await control(card, 'Leave')).click();
    const dialog = await found(card, 'dialog[open]');
    const left = next(card, 'cop-left');
    dialog.querySelector<HTMLElement>('[type=submit]')?.click();
    expect((await left).detail.membership.state).to.equal('left');
    await control(card, 'Join');
  });

  it('asks to join where that is the policy, with a message, and takes the request back', async () => {
    community = await createCommunity({ joinPolicy: 'request' });
    const card = await open(community.eva);
    (await control(card, 'Ask to join')).click();
    const dialog = await found(card, 'dialog[open]');
    const message = dialog.querySelector('textarea');
    if (message) message.value = 'I buy the oil.';
    dialog.querySelector<HTMLElement>('[type=submit]')?.click();
    const takeBack = await control(card, 'Take back the request');
    const { items } = await community.ada.membership.listRequests({ communityId: community.id });
    expect(items.map((request) => request.message)).to.deep.equal(['I buy the oil.']);
    takeBack.click();
    await control(card, 'Ask to join');
    expect((await community.ada.membership.listRequests({ communityId: community.id })).items).to.have.length(0);
  });

  it('accepts and declines an invitation', async () => {
    community = await createCommunity({ joinPolicy: 'invitation' });
    const { id: personId } = await community.eva.people.getMe();
    const card = await open(community.eva);
    expect(texts(card, '.standing')).to.deep.equal(['By invitation only.']);
    await community.ada.membership.invite({ communityId: community.id, personId });
    const refused = next(card, 'cop-refused');
    (await control(card, 'Decline')).click();
    expect((await refused).detail.membership.state).to.equal('declined');
    await community.ada.membership.invite({ communityId: community.id, personId });
    (await control(card, 'Accept the invitation')).click();
    await control(card, 'Leave');
  });

  it('asks the last facilitator for a successor', async () => {
    community = await createCommunity();
    const { id: successorId } = await community.claire.people.getMe();
    const card = await open(community.ada);
    (await control(card, 'Leave')).click();
    const dialog = await found(card, 'dialog[open]');
    const select = dialog.querySelector('select');
    expect([...(select?.options ?? [])].map((option) => option.text)).to.include('Claire Dubois');
    if (select) select.value = successorId;
    dialog.querySelector<HTMLElement>('[type=submit]')?.click();
    await control(card, 'Join');
    const { facilitators } = await community.claire.communities.get({ communityId: community.id });
    expect(facilitators.map((person) => person.name)).to.deep.equal(['Claire Dubois']);
  });

  it('ends where its last button ends', async () => {
    community = await createCommunity();
    const card = await open(community.bruno);
    const leave = await control(card, 'Leave');
    const text = document.createRange();
    text.selectNodeContents(leave);
    expect(text.getBoundingClientRect().right).to.be.closeTo(card.getBoundingClientRect().right, 2);
  });

  it('says that nobody facilitates, and lets those who may appoint somebody', async () => {
    community = await createCommunity();
    const { id: personId } = await community.claire.people.getMe();
    let vacant = true;
    const appointed: string[] = [];
    const api = withOperations(community.ada, {
      'communities.get': async () => {
        const shown = await community.ada.communities.get({ communityId: community.id });
        return { ...shown, needsFacilitator: vacant, may: [...shown.may, 'membership.appoint'] };
      },
      'membership.appoint': async (input: { readonly personId: string }) => {
        appointed.push(input.personId);
        vacant = false;
        return (await community.ada.membership.list({ communityId: community.id })).items[0];
      },
    });
    const card = await open(api);
    expect(texts(card, '.notice p')).to.deep.equal(['Nobody facilitates this community at the moment.']);
    (await control(card, 'Appoint a facilitator')).click();
    const dialog = await found(card, 'dialog[open]');
    const select = dialog.querySelector('select');
    if (select) select.value = personId;
    const done = next(card, 'cop-appointed');
    dialog.querySelector<HTMLElement>('[type=submit]')?.click();
    await done;
    expect(appointed).to.deep.equal([personId]);
    await until(() => announced() === 'Claire Dubois now facilitates the community.', 'it was said');
    expect(all(card, '.notice')).to.have.length(0);
  });

  it('stays where the page forbids to join, or the call fails', async () => {
    community = await createCommunity();
    const card = await open(withOperations(community.eva, { 'membership.join': unavailable }));
    card.addEventListener('cop-before-join', (event) => event.preventDefault(), { once: true });
    const asked = next(card, 'cop-before-join');
    (await control(card, 'Join')).click();
    await asked;
    await until(() => !all<HTMLButtonElement>(card, '.standing button')[0]?.disabled, 'ready again');
    const failed = next(card, 'cop-error');
    (await control(card, 'Join')).click();
    expect((await failed).detail.problem.code).to.equal('unavailable');
    expect((await found(card, '.refusal')).innerText).to.equal('The server cannot be reached.');
    await control(card, 'Join');
  });

  it('says so where there is no such community', async () => {
    community = await createCommunity({ visibility: 'private', joinPolicy: 'invitation' });
    const card = await show<CopCommunityCard>(
      community.eva,
      html`<cop-community-card community=${community.id}></cop-community-card>`,
    );
    expect((await found(card, '[role=alert]')).innerText).to.contain('This is not here.');
  });
});
