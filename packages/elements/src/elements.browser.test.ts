import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import type { LitElement } from 'lit';
import type { CopElement } from './element.js';
import { registerElements, VERSION } from './index.js';
import { createCommunity, type TestCommunity, withOperations } from './testing/community.js';
import { all, found, unavailable } from './testing/page.js';

const DATA_ELEMENTS = [
  'cop-community-list',
  'cop-community-card',
  'cop-member-list',
  'cop-thread-list',
  'cop-thread',
  'cop-composer',
  'cop-inbox',
  'cop-expert-finder',
  'cop-my-expertise',
  'cop-practice-library',
  'cop-practice',
  'cop-adoption',
  'cop-page-discussion',
  'cop-context',
] as const;

/** What stands there once an element shows its content. */
const CONTENT: Readonly<Record<(typeof DATA_ELEMENTS)[number], string>> = {
  'cop-community-list': '.row',
  'cop-community-card': '.title',
  'cop-member-list': '.row',
  'cop-thread-list': '.row',
  'cop-thread': '.post',
  'cop-composer': 'form',
  'cop-inbox': '.toolbar',
  'cop-expert-finder': '.begin',
  'cop-my-expertise': '.settings',
  'cop-practice-library': '.row',
  'cop-practice': '.title',
  'cop-adoption': '.yours',
  'cop-page-discussion': '.thread',
  'cop-context': '.row',
};

/** Runs the collector; the browser of the tests exposes it. */
declare const gc: () => void;

describe('all elements', () => {
  let community: TestCommunity;
  let threadId: string;
  let practiceId: string;

  const create = (tag: string): CopElement => {
    const element = document.createElement(tag) as CopElement;
    element.setAttribute('community', community.id);
    if (tag.startsWith('cop-thread') && !tag.includes('list')) element.setAttribute('thread', threadId);
    element.setAttribute('subject', 'procedure:OP-114');
    element.setAttribute('practice', practiceId);
    element.api = community.bruno;
    return element;
  };

  before(async () => {
    registerElements();
    community = await createCommunity({ domain: 'Rotating machinery' });
    const { id: communityId, ada, bruno, claire } = community;
    ({ id: threadId } = await bruno.threads.start({
      communityId,
      kind: 'question',
      title: 'Bearing runs hot',
      body: 'Since the **oil change**, see `log.txt`:\n\n> 61 µm\n\n- one\n- two',
      topics: ['bearings'],
      customerWaiting: true,
    }));
    const { id: reply } = await ada.threads.reply({ threadId, body: 'Check the clearance.' });
    const { id: comment } = await claire.threads.reply({ threadId, inReplyTo: reply, body: 'Twice.' });
    await bruno.threads.accept({ replyId: reply });
    await bruno.threads.thank({ postId: reply });
    await claire.threads.withdraw({ postId: comment });
    const subjects = [{ key: 'procedure:OP-114', title: 'Bearings', url: 'https://intranet.example.org/op/114' }];
    ({ id: practiceId } = await ada.practices.fromReply({ replyId: reply, subjects }));
    await claire.adoptions.adopt({ practiceId });
    await bruno.practices.fork({ practiceId, title: 'In the field' });
    await ada.subjects.discuss({ communityId, subject: 'procedure:OP-114', body: 'Hello.' });
  });

  for (const scheme of ['light', 'dark'])
    for (const dir of ['ltr', 'rtl'])
      it(`have no accessibility faults that axe finds: ${scheme}, ${dir}`, async () => {
        const { documentElement: root } = document;
        const { style, lang } = root;
        style.colorScheme = scheme;
        style.background = 'Canvas';
        style.color = 'CanvasText';
        root.dir = dir;
        root.lang = dir === 'rtl' ? 'ar' : 'en';
        try {
          const main = await fixture<HTMLElement>(html`<main><h1>Intranet</h1></main>`);
          for (const tag of DATA_ELEMENTS) {
            const element = create(tag);
            main.append(element);
            await found(element, CONTENT[tag]);
            await expect(element).to.be.accessible();
          }
        } finally {
          style.colorScheme = style.background = style.color = '';
          root.removeAttribute('dir');
          root.lang = lang;
        }
      });

  it('are accessible while they load and when they fail', async () => {
    // What is about the person, not about one thing of a community, fails only when nothing answers.
    const silent = withOperations(community.bruno, {
      'communities.list': unavailable,
      'inbox.list': unavailable,
      'experts.find': unavailable,
      'experts.getMine': unavailable,
    });
    const main = await fixture<HTMLElement>(html`<main><h1>Intranet</h1></main>`);
    for (const tag of DATA_ELEMENTS) {
      const element = create(tag);
      element.setAttribute('community', 'c_nosuchcommunity00');
      element.setAttribute('thread', 't_nosuchthread000000');
      element.setAttribute('practice', 'h_nosuchcommunity00_nosuchpractice0');
      if (tag === 'cop-composer') element.removeAttribute('thread');
      if (['cop-community-list', 'cop-inbox', 'cop-expert-finder', 'cop-my-expertise'].includes(tag)) {
        element.api = silent;
        element.setAttribute('text', 'hot bearing');
      }
      main.append(element);
      await found(element, '[role=alert]');
      await expect(element).to.be.accessible();
    }
  });

  it('use neither style attributes nor inline handlers, which a content security policy forbids', async () => {
    for (const tag of DATA_ELEMENTS) {
      const element = create(tag);
      document.body.append(element);
      await found(element, CONTENT[tag]);
      expect(all(element, '[style], [onclick], style, script').map((found) => found.outerHTML)).to.deep.equal([]);
      element.remove();
    }
  });

  it('warn about a second registration with both versions, and leave the first in place', () => {
    const warned: string[] = [];
    const { warn } = console;
    console.warn = (message: string) => warned.push(message);
    class Older extends HTMLElement {
      static readonly version = '0.0.9';
    }
    customElements.define('cop-thread-list-taken', Older);
    try {
      registerElements('taken');
      registerElements();
    } finally {
      console.warn = warn;
    }
    expect(warned).to.have.length(1);
    expect(warned[0]).to.contain('<cop-thread-list-taken>').and.to.contain('0.0.9').and.to.contain(VERSION);
    expect(customElements.get('cop-thread-list-taken') === Older).to.equal(true);
  });

  it('live beside another version under a suffix, and find each other under it', async () => {
    registerElements('next');
    const page = await fixture<HTMLElement>(html`<div></div>`);
    const provider = document.createElement('cop-provider-next') as LitElement & { api: unknown };
    provider.api = community.bruno;
    const plain = document.createElement('cop-thread-list') as CopElement;
    const thread = document.createElement('cop-thread-next') as CopElement;
    plain.setAttribute('community', community.id);
    thread.setAttribute('thread', threadId);
    provider.append(plain, thread);
    page.append(provider);
    await found(plain, '.row');
    await found(thread, '.post');
    expect(all(thread, '[part~=composer]').map((composer) => composer.localName)).to.deep.equal(['cop-composer-next']);
  });

  it('leave nothing behind: 200 of each, created and removed', async () => {
    const watching = new Set<unknown>();
    const { watch } = community.bruno;
    const api = {
      ...community.bruno,
      watch: (...given: Parameters<typeof watch>) => {
        const stop = watch(...given);
        watching.add(stop);
        return () => {
          watching.delete(stop);
          stop();
        };
      },
    };
    const listeners = new Map<string, number>();
    const restore = [window, document].map((target) => {
      const { addEventListener, removeEventListener } = target;
      const count = (name: string, by: number) => listeners.set(name, (listeners.get(name) ?? 0) + by);
      target.addEventListener = (...given: Parameters<typeof addEventListener>) => {
        count(given[0], 1);
        addEventListener.apply(target, given);
      };
      target.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
        count(given[0], -1);
        removeEventListener.apply(target, given);
      };
      return () => Object.assign(target, { addEventListener, removeEventListener });
    });
    const gone: WeakRef<Element>[] = [];
    try {
      for (const tag of [...DATA_ELEMENTS, 'cop-community-list' as const])
        for (let at = 0; at < 200; at++) {
          const element = create(tag);
          element.api = api;
          document.body.append(element);
          await element.updateComplete;
          // Not by a helper, whose timers would hold on to the element.
          while (at % 50 === 0 && all(element, CONTENT[tag]).length === 0) await nextFrame();
          element.remove();
          gone.push(new WeakRef(element));
        }
    } finally {
      for (const undo of restore) undo();
    }
    expect(watching.size).to.equal(0);
    expect([...listeners].filter(([, count]) => count !== 0)).to.deep.equal([]);
    // The collector may miss a few that the engine still has at hand.
    const left = () => {
      gc();
      return gone.filter((reference) => reference.deref()).length;
    };
    await waitUntil(() => left() < gone.length / 100, 'elements are collected', { timeout: 30_000 });
  }).timeout(90_000);
});
