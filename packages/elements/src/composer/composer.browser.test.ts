import { expect, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createCommunity, type TestCommunity, withOperations } from '../testing/community.js';
import {
  all,
  announced,
  control,
  focused,
  found,
  next,
  show,
  texts,
  type,
  unavailable,
  withControl,
} from '../testing/page.js';
import './composer.js';
import type { CopComposer } from './composer.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

describe('<cop-composer>', () => {
  let community: TestCommunity;

  const starting = (api = community.bruno) =>
    show<CopComposer>(api, html`<cop-composer community=${community.id} kind="question"></cop-composer>`);
  const text = (composer: CopComposer) => found<HTMLTextAreaElement>(composer, 'textarea');
  const title = (composer: CopComposer) => found<HTMLInputElement>(composer, '#title');
  const threads = async () => (await community.ada.threads.list({ communityId: community.id })).items;
  const drafts = async (api = community.bruno) => (await api.drafts.list()).items;

  beforeEach(async () => {
    community = await createCommunity();
  });

  it('starts a thread and tells the page', async () => {
    const composer = await starting();
    type(await title(composer), 'Bearing runs hot');
    type(await text(composer), 'Since the **oil change**.');
    const started = next(composer, 'cop-started');
    (await control(composer, 'Ask')).focus();
    await sendKeys({ press: 'Enter' });
    expect((await started).detail.thread.title).to.equal('Bearing runs hot');
    expect((await title(composer)).value).to.equal('');
    expect((await text(composer)).value).to.equal('');
    expect(focused(composer) === (await title(composer))).to.equal(true);
    expect((await threads()).map(({ kind }) => kind)).to.deep.equal(['question']);
    await until(() => announced() === 'Published.', 'it was said');
  });

  it('lets the person choose the kind, and says what sending will do', async () => {
    const composer = await show<CopComposer>(
      community.ada,
      html`<cop-composer community=${community.id}></cop-composer>`,
    );
    await found(composer, '.kinds');
    expect(texts(composer, '.consequence')[0]).to.equal('Asks 4 members of Rotor dynamics.');
    all<HTMLInputElement>(composer, '[value=idea]')[0]?.click();
    await until(() => texts(composer, '.consequence')[0]?.startsWith('Proposes an idea') ?? false, 'an idea');
    expect(await control(composer, 'Propose')).to.have.property('type', 'submit');
  });

  it('asks for what is missing, keeps the text, and names the field', async () => {
    const composer = await starting();
    type(await text(composer), 'A text.');
    (await control(composer, 'Ask')).click();
    const refusal = await found(composer, '.refusal');
    expect(refusal.innerText).to.contain('Give it a title.');
    expect((await title(composer)).getAttribute('aria-invalid')).to.equal('true');
    expect((await text(composer)).value).to.equal('A text.');
    type(await title(composer), 'A title');
    await until(() => all(composer, '.refusal').length === 0, 'no longer missing');
  });

  it('keeps the text when it cannot be sent, and sends it once however often one tries', async () => {
    let broken = true;
    const ids: (string | undefined)[] = [];
    const api = withOperations(community.bruno, {
      'threads.start': async (...[input, options]: Parameters<typeof community.bruno.threads.start>) => {
        ids.push(options?.mutationId);
        const thread = await community.bruno.threads.start(input, options);
        return broken ? unavailable() : thread;
      },
    });
    const composer = await starting(api);
    type(await title(composer), 'Sent twice');
    type(await text(composer), 'Arrived once.');
    (await control(composer, 'Ask')).click();
    expect((await found(composer, '.refusal')).innerText).to.equal('The server cannot be reached. Your text is kept.');
    broken = false;
    (await control(composer, 'Ask')).click();
    await until(() => announced() === 'Published.', 'sent');
    expect(new Set(ids).size).to.equal(1);
    expect(await threads()).to.have.length(1);
  });

  it('takes no more text while it is being sent, and all of the next one', async () => {
    const arrivals: (() => void)[] = [];
    const api = withOperations(community.bruno, {
      'threads.start': async (input: Parameters<typeof community.bruno.threads.start>[0]) => {
        await new Promise<void>((resolve) => arrivals.push(resolve));
        return community.bruno.threads.start(input);
      },
    });
    const composer = await starting(api);
    type(await title(composer), 'On its way');
    const field = await text(composer);
    type(field, 'As it was sent.');
    (await control(composer, 'Ask')).click();
    await until(() => field.readOnly, 'read only');
    expect((await title(composer)).readOnly).to.equal(true);
    await sendKeys({ type: ' And more' });
    expect(field.value).to.equal('As it was sent.');
    await until(() => arrivals.length === 1, 'called');
    arrivals[0]?.();
    await until(() => !field.readOnly, 'writable');
    expect(field.value).to.equal('');
    await sendKeys({ type: 'The next one' });
    expect(field.value).to.equal('The next one');
    expect((await threads()).map((thread) => thread.title)).to.deep.equal(['On its way']);
  });

  it('saves what is not saved yet as soon as the page is left', async () => {
    const saved: string[] = [];
    const composer = await starting(
      withOperations(community.bruno, {
        'drafts.save': ({ body }: { readonly body: string }) => {
          saved.push(body);
          return new Promise<void>(() => {});
        },
      }),
    );
    type(await text(composer), 'First');
    await until(() => saved.length === 1, 'saved after a pause');
    type(await text(composer), 'First and last');
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(saved).to.deep.equal(['First', 'First and last']);
  });

  it('lets the page keep it from being sent', async () => {
    const composer = await starting();
    composer.addEventListener('cop-before-start', (event) => event.preventDefault());
    type(await title(composer), 'No');
    type(await text(composer), 'Not now.');
    const asked = next(composer, 'cop-before-start');
    (await control(composer, 'Ask')).click();
    expect((await asked).detail.input.body).to.equal('Not now.');
    expect(await threads()).to.have.length(0);
    expect((await text(composer)).value).to.equal('Not now.');
  });

  it('brings a draft back after a reload, mentions by name, and forgets it when sent', async () => {
    const { id } = await community.ada.people.getMe();
    const composer = await starting();
    type(await title(composer), 'Half a thought');
    type(await text(composer), 'About bearings, ');
    await until(() => texts(composer, '[role=status]').includes('Draft saved'), 'saved');
    await community.bruno.drafts.save({
      key: `start:${community.id}`,
      title: 'Half a thought',
      body: `About bearings, @[${id}]`,
    });
    composer.parentElement?.remove();
    const again = await starting();
    await until(() => (all<HTMLTextAreaElement>(again, 'textarea')[0]?.value ?? '') !== '', 'the draft');
    expect((await text(again)).value).to.equal('About bearings, @Ada Byron');
    expect((await title(again)).value).to.equal('Half a thought');
    (await control(again, 'Ask')).click();
    await waitUntil(async () => (await drafts()).length === 0, 'draft gone', { timeout: 5000 });
    expect((await threads()).map((thread) => thread.title)).to.deep.equal(['Half a thought']);
  });

  it('puts the title it begins with into a draft that has none', async () => {
    const key = `start:${community.id}`;
    await community.bruno.drafts.save({ key, title: null, body: 'Since the oil change.' });
    const composer = await show<CopComposer>(
      community.bruno,
      html`<cop-composer community=${community.id} kind="question" .beginning=${{ title: 'Bearing runs hot' }}></cop-composer>`,
    );
    await until(
      () => all<HTMLTextAreaElement>(composer, 'textarea')[0]?.value === 'Since the oil change.',
      'the draft',
    );
    expect((await title(composer)).value).to.equal('Bearing runs hot');
  });

  it('throws a draft away on demand', async () => {
    const composer = await starting();
    type(await text(composer), 'Never mind.');
    (await control(composer, 'Discard draft')).click();
    await waitUntil(async () => (await drafts()).length === 0, 'draft gone', { timeout: 5000 });
    expect((await text(composer)).value).to.equal('');
  });

  it('puts the caret where writing begins, as soon as that is there', async () => {
    const composer = await show<CopComposer>(
      community.bruno,
      html`<cop-composer community=${community.id} autofocus></cop-composer>`,
    );
    await until(() => focused(composer)?.id === 'title', 'the caret in the title');
  });

  it('can be left without writing, by button and with Escape while it is empty', async () => {
    const composer = await starting();
    const cancelled = next(composer, 'cop-compose-cancelled');
    (await control(composer, 'Cancel')).click();
    expect((await cancelled).detail.postId).to.equal(null);
    let left = 0;
    composer.addEventListener('cop-compose-cancelled', () => left++);
    type(await title(composer), 'A');
    await sendKeys({ press: 'Escape' });
    expect((await title(composer)).value).to.equal('A');
    type(await title(composer), '');
    await sendKeys({ press: 'Escape' });
    await until(() => left === 1, 'left');
  });

  it('suggests people after an @, by keyboard alone, and stores whom it means', async () => {
    const composer = await starting();
    type(await title(composer), 'Who knows?');
    const field = await text(composer);
    type(field, 'Perhaps @cla');
    const list = await found(composer, '[role=listbox]:popover-open');
    expect(list.getAttribute('aria-label')).to.equal('People');
    expect(field.getAttribute('role')).to.equal('combobox');
    expect(field.getAttribute('aria-expanded')).to.equal('true');
    expect(field.getAttribute('aria-controls')).to.equal(list.id);
    const option = list.querySelector('[aria-selected=true]');
    expect(field.getAttribute('aria-activedescendant')).to.equal(option?.id);
    await sendKeys({ press: 'Enter' });
    await until(() => field.value === 'Perhaps @Claire Dubois ', 'the name');
    expect(field.hasAttribute('aria-expanded')).to.equal(false);
    await until(() => texts(composer, '.consequence')[0]?.includes('Tells Claire Dubois.') ?? false, 'who is told');
    const started = next(composer, 'cop-started');
    (await control(composer, 'Ask')).click();
    const { id } = await community.claire.people.getMe();
    expect((await started).detail.thread.body).to.contain(`@[${id}]`);
  });

  it('closes suggestions with Escape and keeps what was typed', async () => {
    const composer = await starting();
    const field = await text(composer);
    type(field, '@bru');
    const list = await found(composer, '[role=listbox]:popover-open');
    await sendKeys({ press: 'Escape' });
    await until(() => !list.matches(':popover-open'), 'closed');
    expect(field.value).to.equal('@bru');
    expect(focused(composer) === field).to.equal(true);
  });

  it('takes topics from the scheme and new ones, five at most', async () => {
    const composer = await starting();
    type(await title(composer), 'Topics');
    type(await text(composer), 'Some.');
    const field = await found<HTMLInputElement>(composer, '#topics');
    type(field, 'vib');
    await found(composer, '[role=option]');
    await sendKeys({ press: 'Enter' });
    await until(() => texts(composer, '.chips .topic').includes('vibration'), 'the known topic');
    type(field, 'v');
    await until(() => texts(composer, '[role=option]').join() === 'New topic: v', 'what is chosen is not suggested');
    type(field, 'Vibration');
    await sendKeys({ press: ',' });
    expect(texts(composer, '.chips .topic')).to.deep.equal(['vibration']);
    for (const topic of ['a', 'b', 'c']) {
      type(field, topic);
      await sendKeys({ press: ',' });
      await until(() => texts(composer, '.chips .topic').includes(topic), topic);
    }
    (await control(composer, 'Remove the topic b')).click();
    await until(() => !texts(composer, '.chips .topic').includes('b'), 'b removed');
    const started = next(composer, 'cop-started');
    (await control(composer, 'Ask')).click();
    expect((await started).detail.thread.topics.map(({ label }) => label)).to.deep.equal(['vibration', 'a', 'c']);
  });

  it('formats the selection, by button and by shortcut, and undoes it again', async () => {
    const composer = await starting();
    const field = await text(composer);
    type(field, 'hot');
    field.setSelectionRange(0, 3);
    (await control(composer, 'Bold')).click();
    await until(() => field.value === '**hot**', 'bold');
    await withControl('i');
    await until(() => field.value === '**_hot_**', 'bold and italic');
    await withControl('z');
    await until(() => field.value === '**hot**', 'one step back');
    (await control(composer, 'Bold')).click();
    await until(() => field.value === 'hot', 'plain');
  });

  it('has a toolbar with one tab stop that arrow keys walk through', async () => {
    const composer = await starting();
    await text(composer);
    const tools = all(composer, '[role=toolbar] button').filter((button) => button.checkVisibility());
    expect(tools.filter((button) => button.tabIndex === 0)).to.have.length(1);
    tools[0]?.focus();
    await sendKeys({ press: 'ArrowRight' });
    expect(focused(composer)?.getAttribute('aria-label')).to.equal('Italic');
    await sendKeys({ press: 'End' });
    expect(focused(composer)?.getAttribute('aria-label')).to.equal(tools.at(-1)?.getAttribute('aria-label'));
  });

  it('previews what it will look like', async () => {
    const composer = await starting();
    type(await text(composer), 'Very **hot**');
    const toggle = await control(composer, 'Preview');
    toggle.click();
    await until(() => all(composer, '.preview strong').length === 1, 'rendered');
    expect(toggle.getAttribute('aria-pressed')).to.equal('true');
  });

  it('replies to a reply, and cancels with Escape while it is empty', async () => {
    const { id: threadId } = await community.ada.threads.start({
      communityId: community.id,
      kind: 'discussion',
      title: 'T',
      body: 'B',
    });
    const { id } = await community.claire.threads.reply({ threadId, body: 'First.' });
    const composer = await show<CopComposer>(
      community.bruno,
      html`<cop-composer thread=${threadId} in-reply-to=${id}></cop-composer>`,
    );
    type(await text(composer), 'Second.');
    const replied = next(composer, 'cop-replied');
    (await control(composer, 'Reply')).click();
    expect((await replied).detail.reply.inReplyTo).to.equal(id);
    composer.respondsTo = (await replied).detail.reply;
    await composer.updateComplete;
    (await text(composer)).focus();
    const cancelled = next(composer, 'cop-compose-cancelled');
    await sendKeys({ press: 'Escape' });
    expect((await cancelled).detail.postId).to.equal(id);
  });

  it('means the right person again in the next text', async () => {
    const composer = await starting();
    for (const heading of ['First', 'Second']) {
      type(await title(composer), heading);
      const field = await text(composer);
      type(field, '@cla');
      await found(composer, '[role=listbox]:popover-open');
      await sendKeys({ press: 'Enter' });
      await until(() => field.value === '@Claire Dubois ', 'the name');
      const started = next(composer, 'cop-started');
      (await control(composer, 'Ask')).click();
      expect((await started).detail.thread.mentions.map(({ name }) => name)).to.deep.equal(['Claire Dubois']);
    }
  });

  it('begins anew for another thread, and keeps the draft for the first', async () => {
    const start = async (heading: string) =>
      (await community.ada.threads.start({ communityId: community.id, kind: 'idea', title: heading, body: 'B' })).id;
    const [first, second] = [await start('One'), await start('Two')];
    const composer = await show<CopComposer>(community.bruno, html`<cop-composer thread=${first}></cop-composer>`);
    type(await text(composer), 'For the first.');
    composer.thread = second;
    await until(() => all<HTMLTextAreaElement>(composer, 'textarea')[0]?.value === '', 'an empty field');
    composer.thread = first;
    await until(() => all<HTMLTextAreaElement>(composer, 'textarea')[0]?.value === 'For the first.', 'the draft');
    expect((await drafts()).map(({ key }) => key)).to.deep.equal([`reply:${first}`]);
  });

  it('says who writes here to those who may not', async () => {
    const composer = await starting(community.eva);
    expect((await found(composer, '.notice')).innerText).to.equal('Members write here.');
    expect(all(composer, 'form')).to.have.length(0);
  });

  it('says to members that nobody writes in an archived community', async () => {
    await community.ada.communities.archive({ communityId: community.id });
    const composer = await starting();
    expect((await found(composer, '.notice')).innerText).to.equal(
      'This community is archived: it can be read, and nothing new is written.',
    );
  });

  describe('a question that somebody might know an answer to', () => {
    beforeEach(async () => {
      const { id: communityId, ada, claire } = community;
      await ada.communities.update({
        communityId,
        routing: { enabled: true, waitHours: 24, perRound: 3, rounds: 2 },
      });
      const { id: threadId } = await claire.threads.start({
        communityId,
        kind: 'question',
        title: 'Oil whirl in the bearing',
        body: 'It hums.',
      });
      await ada.threads.reply({ threadId, body: 'Raise the oil temperature of the bearing.' });
    });

    it('says who would be asked, by what they wrote, and asks them', async () => {
      const composer = await starting();
      type(await title(composer), 'Why does the oil whirl in our bearing?');
      const asked = await found(composer, '.asked');
      await until(() => texts(asked, 'li').some((person) => person.includes('Ada')), 'who would be asked');
      const ada = texts(asked, 'li').find((person) => person.includes('Ada'));
      expect(ada).to.equal('AB Ada Byron wrote about “Oil whirl in the bearing”');
      await expect(composer).to.be.accessible();
      type(await text(composer), 'It began on Monday.');
      const started = next(composer, 'cop-started');
      (await control(composer, 'Ask')).click();
      const { thread } = (await started).detail;
      await waitUntil(
        async () => {
          await community.cop.jobs.run();
          return (await community.ada.routing.listMine()).items.some(({ threadId }) => threadId === thread.id);
        },
        'Ada is asked',
        { timeout: 5000 },
      );
    });

    it('asks nobody where the person does not want it', async () => {
      const composer = await starting();
      type(await title(composer), 'Why does the oil whirl in our bearing?');
      const asking = await found(composer, '.asked');
      (await found(asking, 'input')).click();
      await until(() => all(asking, 'li').length === 0, 'nobody is asked');
      type(await text(composer), 'It began on Monday.');
      const asked = next(composer, 'cop-before-start');
      (await control(composer, 'Ask')).click();
      expect((await asked).detail.input.invite).to.equal(false);
    });

    it('is asked just as well where nobody can be named', async () => {
      const composer = await starting(withOperations(community.bruno, { 'routing.preview': unavailable }));
      type(await title(composer), 'Why does the oil whirl in our bearing?');
      type(await text(composer), 'It began on Monday.');
      await found(composer, '.asked');
      const started = next(composer, 'cop-started');
      (await control(composer, 'Ask')).click();
      expect((await started).detail.thread.title).to.equal('Why does the oil whirl in our bearing?');
    });
  });
});
