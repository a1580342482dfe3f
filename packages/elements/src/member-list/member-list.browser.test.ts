import { expect, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createCommunity, type TestCommunity } from '../testing/community.js';
import { all, announced, control, found, next, show, texts, type } from '../testing/page.js';
import './member-list.js';
import type { CopMemberList } from './member-list.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });
const people = (list: CopMemberList) => all(list, '.rows .name').map((name) => name.querySelector('bdi')?.innerText);

describe('<cop-member-list>', () => {
  let community: TestCommunity;

  const open = async (api: TestCommunity['ada'], attributes: Partial<CopMemberList> = {}) => {
    const list = await show<CopMemberList>(
      api,
      html`<cop-member-list community=${community.id} .limit=${attributes.limit ?? 30}></cop-member-list>`,
    );
    await found(list, '.row');
    return list;
  };

  it('shows members, facilitators first, with unit, title and role', async () => {
    community = await createCommunity();
    const list = await open(community.eva);
    expect(people(list)).to.deep.equal(['Ada Byron', 'Bruno Sattler', 'Claire Dubois', 'Dev Anand Krishnamurthy']);
    expect(texts(list, '.row')[0]).to.contain('Facilitator').and.to.contain('Rotor engineer');
    expect(all(list, '[aria-haspopup=menu]')).to.have.length(0);
  });

  it('shows long names whole, and breaks lines after a dot, not before it', async () => {
    community = await createCommunity();
    const name = `Maria Magdalena ${'Wolfeschlegelstein'.repeat(3)}`;
    const api = community.cop.as({ hostId: 'long', name, unit: 'rotors', unitName: 'Rotors', jobTitle: 'Engineer' });
    await api.membership.join({ communityId: community.id });
    const list = await open(community.eva);
    list.style.inlineSize = '14rem';
    await until(() => people(list).includes(name), 'the name');
    const row = all(list, '.row').find((one) => one.innerText.includes(name));
    expect(row?.scrollWidth).to.equal(row?.clientWidth);
    const [title, unit] = [...(row?.querySelectorAll('.facts span') ?? [])];
    expect(getComputedStyle(title!, '::after').content).to.contain('·');
    expect(getComputedStyle(unit!, '::before').content).to.equal('none');
  });

  it('says who can read where somebody may not', async () => {
    community = await createCommunity({ visibility: 'closed' });
    const list = await show<CopMemberList>(
      community.eva,
      html`<div lang="de"><cop-member-list community=${community.id}></cop-member-list></div>`,
    );
    const inside = list.firstElementChild as CopMemberList;
    expect((await found(inside, '[role=alert]')).innerText.trim()).to.equal('Nur Mitglieder können das lesen.');
    expect(all(inside, '[role=alert] button')).to.have.length(0);
  });

  it('searches by name', async () => {
    community = await createCommunity();
    const list = await open(community.eva);
    type(await found<HTMLInputElement>(list, 'input'), 'cla');
    await sendKeys({ press: 'Enter' });
    await until(() => people(list).join() === 'Claire Dubois', 'who fits');
  });

  it('grows by a page at a time', async () => {
    community = await createCommunity();
    const list = await open(community.eva, { limit: 3 });
    expect(people(list)).to.have.length(3);
    (await control(list, 'Show more')).click();
    await until(() => people(list).length === 4, 'everybody');
  });

  it('shows facilitators who wants to join, and lets them decide', async () => {
    community = await createCommunity({ joinPolicy: 'request' });
    await community.eva.membership.join({ communityId: community.id, message: 'I buy the oil.' });
    expect(all(await open(community.bruno), '.requests')).to.have.length(0);
    const list = await open(community.ada);
    const requests = await found(list, '.requests');
    expect(requests.innerText).to.contain('1 person wants to join').and.to.contain('I buy the oil.');
    const approved = next(list, 'cop-approved');
    (await control(list, 'Let in')).click();
    expect((await approved).detail.membership.state).to.equal('active');
    await until(() => people(list).includes('Eva Lindqvist'), 'a member');
    expect(all(list, '.requests')).to.have.length(0);
    await until(() => announced() === 'Eva Lindqvist is now a member.', 'it was said');
  });

  it('declines a request', async () => {
    community = await createCommunity({ joinPolicy: 'request' });
    await community.eva.membership.join({ communityId: community.id });
    const list = await open(community.ada);
    (await control(list, 'Decline')).click();
    await until(() => all(list, '.requests').length === 0, 'no request left');
    const { you } = await community.eva.communities.get({ communityId: community.id });
    expect(you.state).to.equal('declined');
  });

  it('gives and takes roles, and removes a member after asking', async () => {
    community = await createCommunity();
    const list = await open(community.ada);
    (await control(list, 'Actions for Claire Dubois')).click();
    (await control(list, 'Make expert')).click();
    await until(() => texts(list, '.row').some((row) => /Claire.*Expert/.test(row)), 'an expert');
    (await control(list, 'Actions for Claire Dubois')).click();
    (await control(list, 'No longer expert')).click();
    await until(() => !texts(list, '.row').some((row) => /Claire.*Expert/.test(row)), 'no expert');
    (await control(list, 'Actions for Claire Dubois')).click();
    (await control(list, 'Remove from the community')).click();
    const dialog = await found(list, 'dialog[open]');
    dialog.querySelector<HTMLElement>('[type=submit]')?.click();
    await until(() => !people(list).includes('Claire Dubois'), 'removed');
  });
});
