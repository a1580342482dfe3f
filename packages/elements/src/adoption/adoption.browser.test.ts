import type { CopkitApi, Practice } from '@copkit/core';
import { expect, html, waitUntil } from '@open-wc/testing';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import { all, announced, control, found, next, show, texts, unavailable } from '../testing/page.js';
import { makePractice } from '../testing/practices.js';
import './adoption.js';
import type { CopAdoption } from './adoption.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });
const confirm = (dialog: HTMLElement) => dialog.querySelector<HTMLElement>('[type=submit]')?.click();
const fill = (dialog: HTMLElement, values: Readonly<Record<string, string>>) => {
  for (const [name, value] of Object.entries(values))
    for (const field of dialog.querySelectorAll<HTMLInputElement>(`[name=${name}]`))
      if (field.type === 'radio') field.checked = field.value === value;
      else field.value = value;
};
const yours = (element: CopAdoption) => texts(element, '.yours .meta')[0];
const controls = (element: CopAdoption) => texts(element, 'button');

describe('<cop-adoption>', () => {
  let community: TestCommunity;
  let practice: Practice;

  const open = async (api: CopkitApi) => {
    const element = await show<CopAdoption>(api, html`<cop-adoption practice=${practice.id}></cop-adoption>`);
    await found(element, '.heading, [role=alert]');
    return element;
  };

  beforeEach(async () => {
    community = await createCommunity({}, 200);
    ({ practice } = await makePractice(community));
  });

  it('says that nobody uses it yet, and offers the start to a member of another unit only', async () => {
    const element = await open(community.bruno);
    expect(texts(element, '.empty')).to.deep.equal(['No unit uses it yet.']);
    expect(controls(element)).to.deep.equal(['Adopt it …', 'Try it', 'Consider it']);
    expect(controls(await open(community.ada))).to.deep.equal([]);
    expect(controls(await open(community.eva))).to.deep.equal([]);
  });

  it('takes a unit from considering to trial to adopted, each by one step, and never names a person', async () => {
    community = await createCommunity();
    ({ practice } = await makePractice(community));
    const element = await open(community.bruno);
    (await control(element, 'Consider it')).click();
    await until(() => yours(element)?.startsWith('Considers it since') ?? false, 'considered');
    (await control(element, 'Try it')).click();
    await until(() => yours(element)?.startsWith('Tries it since') ?? false, 'tried');
    const adopted = next(element, 'cop-adoption-changed');
    (await control(element, 'Adopt it …')).click();
    confirm(await found(element, 'dialog[open]'));
    expect((await adopted).detail).to.deep.include({ operation: 'adoptions.advance' });
    await until(() => yours(element)?.startsWith('Uses it as it is since') ?? false, 'adopted');
    await until(() => announced() === 'Recorded for your unit.', 'it was said');
    expect(texts(element, '.yours')[0]).to.contain('Field service').and.to.contain('Counts as sustained from');
    const seen = await open(community.claire);
    expect(texts(seen, '.units li')[0]).to.match(/^Field service Uses it as it is since .+ version 1$/);
    expect(seen.shadowRoot?.textContent).to.not.contain('Bruno');
  });

  it('is adopted adapted, by what the unit wrote down', async () => {
    const fork = await community.bruno.practices.fork({ practiceId: practice.id, title: 'Warm oil in the field' });
    await community.ada.practices.approve({ practiceId: fork.id });
    const element = await open(community.bruno);
    (await control(element, 'Adopt it …')).click();
    const dialog = await found(element, 'dialog[open]');
    fill(dialog, { mode: 'adapted' });
    confirm(dialog);
    await until(() => yours(element)?.includes('adapted') ?? false, 'adapted');
    const opened = next(element, 'cop-open-practice');
    (await control(element, 'Your unit’s adaptation')).click();
    expect((await opened).detail.practiceId).to.equal(fork.id);
  });

  it('can be kept from it by the page', async () => {
    const element = await open(community.bruno);
    element.addEventListener('cop-before-change-adoption', (event) => event.preventDefault());
    (await control(element, 'Try it')).click();
    await element.updateComplete;
    expect((await community.bruno.practices.get({ practiceId: practice.id })).yours).to.equal(null);
  });

  it('refuses what is no longer current, and then shows what is', async () => {
    const element = await open(withOperations(community.bruno, { watch: () => () => undefined }));
    await community.ada.practices.revise({ practiceId: practice.id, context: 'Everywhere.' });
    const { adopt } = community.bruno.adoptions;
    element.api = withOperations(community.bruno, {
      'adoptions.adopt': (input: Parameters<typeof adopt>[0]) => adopt({ ...input, version: 1 }),
    });
    await found(element, '.yours');
    (await control(element, 'Try it')).click();
    await until(() => texts(element, '.refusal')[0]?.includes('Adopt version 2') ?? false, 'the refusal names it');
  });

  it('moves to the new version', async () => {
    await community.bruno.adoptions.adopt({ practiceId: practice.id });
    await community.ada.practices.revise({ practiceId: practice.id, context: 'Everywhere.' });
    const element = await open(community.bruno);
    expect(yours(element)).to.contain('version 1 · there is a newer version');
    (await control(element, 'Move to version 2')).click();
    await until(() => yours(element)?.endsWith('version 2') ?? false, 'the new version');
  });

  it('is confirmed to last after 90 days; two units make it proven', async () => {
    for (const api of [community.bruno, community.claire]) await api.adoptions.adopt({ practiceId: practice.id });
    community.wait(95 * 24 * 60);
    for (const api of [community.bruno, community.claire]) {
      const element = await open(api);
      (await control(element, 'Confirm that it lasts')).click();
      await until(() => yours(element)?.startsWith('Sustains it') ?? false, 'sustained');
    }
    expect((await community.ada.practices.get({ practiceId: practice.id })).state).to.equal('proven');
  });

  it('says what it saves, and somebody else confirms it', async () => {
    await community.bruno.adoptions.adopt({ practiceId: practice.id });
    const element = await open(community.bruno);
    (await control(element, 'Say what it saves …')).click();
    const dialog = await found(element, 'dialog[open]');
    fill(dialog, { low: '20', mid: '40', high: '1200', note: 'Two trips less' });
    confirm(dialog);
    await until(
      () =>
        texts(element, '.benefit')[0] === 'saves about 40 hours a year (20 to 1,200) not confirmed yet Two trips less',
      'the claim',
    );
    expect(controls(element)).to.not.contain('Confirm the saving');
    const other = await open(community.ada);
    (await control(other, 'Confirm the saving')).click();
    await until(() => texts(other, '.benefit')[0]?.includes('confirmed Two') ?? false, 'confirmed');
    await until(() => texts(element, '.benefit')[0]?.includes('confirmed Two') ?? false, 'its unit sees it');
  });

  it('stops with a reason, and may begin again', async () => {
    await community.bruno.adoptions.adopt({ practiceId: practice.id });
    const element = await open(community.bruno);
    (await control(element, 'Stop using it …')).click();
    const dialog = await found(element, 'dialog[open]');
    fill(dialog, { reason: 'The oil foams.' });
    confirm(dialog);
    await until(() => yours(element)?.startsWith('Stopped on') ?? false, 'stopped');
    expect(controls(element)).to.deep.equal(['Adopt it …', 'Try it', 'Consider it']);
    expect(texts(await open(community.claire), '.units .note')).to.deep.equal(['The oil foams.']);
  });

  it('follows what other units do, and says what went wrong', async () => {
    const element = await open(community.ada);
    await community.claire.adoptions.adopt({ practiceId: practice.id, state: 'trial' });
    await until(() => texts(element, '.units .unit').join() === 'Materials lab', 'the unit');
    const failing = await open(withOperations(community.ada, { 'adoptions.list': unavailable }));
    expect(all(failing, '[role=alert]')).to.have.length(1);
  });
});
