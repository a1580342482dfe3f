import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { CopCommunityCard } from './community-card/community-card.component.js';
import type { CopComposer } from './composer/composer.component.js';
import { registerElements } from './index.js';
import type { CopMemberList } from './member-list/member-list.component.js';
import type { CopProvider } from './provider/provider.component.js';
import { createCommunity, type TestCommunity, withOperations } from './testing/community.js';
import { all, control, focused, found, show, texts, type } from './testing/page.js';
import type { CopThread } from './thread/thread.component.js';
import type { CopThreadList } from './thread-list/thread-list.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

/** Clicks where a person would. */
const clickOn = async (target: Element): Promise<void> => {
  target.scrollIntoView({ block: 'center', behavior: 'instant' });
  await nextFrame();
  const { x, y, width, height } = target.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
};

describe('on somebody else’s page', () => {
  let community: TestCommunity;
  let threadId: string;

  const start = async (title: string) =>
    (await community.bruno.threads.start({ communityId: community.id, kind: 'question', title, body: 'Body.' })).id;

  before(() => registerElements());
  beforeEach(async () => {
    community = await createCommunity();
    threadId = await start('Bearing runs hot');
  });

  it('a form around the elements is neither submitted nor filled by them', async () => {
    let submitted = 0;
    const form = await fixture<HTMLFormElement>(html`
      <form @submit=${(event: Event) => {
        event.preventDefault();
        submitted++;
      }}>
        <cop-provider .api=${community.bruno}>
          <cop-thread-list community=${community.id}></cop-thread-list>
          <cop-composer thread=${threadId}></cop-composer>
        </cop-provider>
      </form>
    `);
    const list = form.querySelector('cop-thread-list') as CopThreadList;
    const composer = form.querySelector('cop-composer') as CopComposer;
    await found(list, '.row');
    type(await found<HTMLInputElement>(list, 'input'), 'hot');
    await sendKeys({ press: 'Enter' });
    await found(list, 'mark');
    type(await found<HTMLTextAreaElement>(composer, 'textarea'), 'An answer.');
    (await control(composer, 'Reply')).click();
    await until(() => all<HTMLTextAreaElement>(composer, 'textarea')[0]?.value === '', 'sent');
    expect(submitted).to.equal(0);
    expect([...new FormData(form)]).to.deep.equal([]);
  });

  it('keys that the elements have no use for reach the page', async () => {
    const heard: string[] = [];
    const listen = (event: KeyboardEvent) => heard.push(event.key);
    document.addEventListener('keydown', listen);
    try {
      const list = await show<CopThreadList>(
        community.bruno,
        html`<cop-thread-list community=${community.id}></cop-thread-list>`,
      );
      (await found(list, '.open')).focus();
      for (const key of ['/', 'j', 'Escape']) await sendKeys({ press: key });
    } finally {
      document.removeEventListener('keydown', listen);
    }
    expect(heard).to.deep.equal(['/', 'j', 'Escape']);
  });

  it('its resets do not change what the elements look like', async () => {
    const sizes = async () => {
      const thread = await show<CopThread>(community.ada, html`<cop-thread thread=${threadId}></cop-thread>`);
      await found(thread, '.post');
      const boxes = ['.title', '.avatar', '.button', 'textarea'].map((part) => all(thread, part)[0]);
      return boxes.map((box) => box && [box.offsetHeight, getComputedStyle(box).display, getComputedStyle(box).color]);
    };
    const plain = await sizes();
    const resets = new CSSStyleSheet();
    resets.replaceSync(`
      * { all: unset; box-sizing: content-box !important; margin: 0; padding: 0; }
      html, body, main, div { display: block; }
      button, textarea, ol, li, p { display: none !important; color: red !important; }
    `);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, resets];
    try {
      const reset = await sizes();
      expect(reset.map((box) => box?.[1])).to.deep.equal(plain.map((box) => box?.[1]));
      expect(reset.map((box) => box?.[2])).to.deep.equal(plain.map((box) => box?.[2]));
    } finally {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== resets);
    }
  });

  it('an element that is moved keeps what it shows, and follows what happens', async () => {
    const page = await fixture(html`
      <div>
        <cop-provider .api=${community.ada}><p></p><cop-thread thread=${threadId}></cop-thread></cop-provider>
      </div>
    `);
    const thread = page.querySelector('cop-thread') as CopThread;
    await found(thread, '.post');
    page.querySelector('p')?.before(thread);
    await thread.updateComplete;
    expect(texts(thread, '.title')).to.deep.equal(['Bearing runs hot']);
    thread.remove();
    page.querySelector('cop-provider')?.append(thread);
    await community.claire.threads.reply({ threadId, body: 'While it moved.' });
    await until(() => texts(thread, '.prose').includes('While it moved.'), 'the reply');
  });

  it('an answer that comes late does not overwrite what was asked for since', async () => {
    const other = await start('Oil foams');
    const answers: (() => void)[] = [];
    const api = withOperations(community.ada, {
      'threads.get': (...given: Parameters<typeof community.ada.threads.get>) =>
        new Promise((resolve) => answers.push(() => resolve(community.ada.threads.get(...given)))),
    });
    const thread = await show<CopThread>(api, html`<cop-thread thread=${threadId}></cop-thread>`);
    await until(() => answers.length === 1, 'the first is asked for');
    thread.thread = other;
    await until(() => answers.length === 2, 'the second is asked for');
    for (const answer of answers.toReversed()) answer();
    await found(thread, '.post');
    await nextFrame();
    expect(texts(thread, '.title')).to.deep.equal(['Oil foams']);
  });

  it('another provider, or another person at it, changes what is shown', async () => {
    const elsewhere = await createCommunity({ name: 'Elsewhere' });
    const page = await fixture(html`
      <div>
        <cop-provider .api=${community.ada}><cop-community-list mine></cop-community-list></cop-provider>
        <cop-provider id="other" .api=${elsewhere.ada}></cop-provider>
      </div>
    `);
    const list = page.querySelector('cop-community-list') as Element;
    const other = page.querySelector('#other') as CopProvider;
    await until(() => texts(list, '.title').join() === 'Rotor dynamics', 'the first');
    other.append(list);
    await until(() => texts(list, '.title').join() === 'Elsewhere', 'the other');
    other.api = elsewhere.eva;
    await until(() => all(list, '.empty').length === 1, 'nothing, for somebody who has not joined');
  });

  describe('the focus is not lost', () => {
    it('when the button that was pressed gives way to another', async () => {
      const card = await show<CopCommunityCard>(
        community.eva,
        html`<cop-community-card community=${community.id}></cop-community-card>`,
      );
      (await control(card, 'Join')).focus();
      await sendKeys({ press: 'Enter' });
      await control(card, 'Leave');
      await until(() => focused(card)?.innerText === 'Leave', 'the focus on what took its place');
    });

    it('when the row it was in is gone', async () => {
      const list = await show<CopMemberList>(
        community.ada,
        html`<cop-member-list community=${community.id}></cop-member-list>`,
      );
      (await control(list, 'Actions for Claire Dubois')).focus();
      await sendKeys({ press: 'Enter' });
      await found(list, '[role=menu]:popover-open');
      await sendKeys({ press: 'End' });
      await sendKeys({ press: 'Enter' });
      (await found(list, 'dialog[open]')).querySelector<HTMLElement>('[type=submit]')?.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => !texts(list, '.row').some((row) => row.includes('Claire')), 'removed');
      await until(() => focused(list)?.closest('.row') !== null && focused(list) !== null, 'the focus on a neighbour');
    });

    it('when a post loses what could be done with it', async () => {
      const thread = await show<CopThread>(community.ada, html`<cop-thread thread=${threadId}></cop-thread>`);
      const { id: replyId } = await community.claire.threads.reply({ threadId, body: 'Wrong thread.' });
      await found(thread, `[data-post="${replyId}"]`);
      all(thread, `[data-post="${replyId}"] [aria-haspopup=menu]`)[1]?.focus();
      await community.claire.threads.withdraw({ postId: replyId });
      await found(thread, `[data-post="${replyId}"].withdrawn`);
      await until(() => focused(thread)?.closest(`[data-post="${replyId}"]`) !== null, 'the focus in the post');
      expect(focused(thread)).not.to.equal(null);
    });
  });

  it('a second click on its button closes a menu', async () => {
    const thread = await show<CopThread>(community.ada, html`<cop-thread thread=${threadId}></cop-thread>`);
    await found(thread, '.post');
    const button = await control(thread, 'More actions');
    await clickOn(button);
    await found(thread, '[role=menu]:popover-open');
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    await clickOn(button);
    await until(() => all(thread, '[role=menu]').length === 0, 'closed');
    expect(button.getAttribute('aria-expanded')).to.equal('false');
  });
});
