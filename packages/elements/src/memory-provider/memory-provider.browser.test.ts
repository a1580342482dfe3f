import type { Copkit } from '@copkit/core';
import { expect, fixture, fixtureCleanup, html, waitUntil } from '@open-wc/testing';
import { all, control, found, texts, type } from '../testing/page.js';
import '../composer/composer.js';
import '../thread-list/thread-list.js';
import './memory-provider.js';
import type { CopMemoryProvider } from './memory-provider.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 8000 });

const COMMUNITY = { name: 'Rotor dynamics', purpose: 'Rotors run smoothly.' };

/** A page of its own in the same browser, as in another tab: its scripts share nothing with this one's but the storage. */
const openTab = async (database: string, community: string): Promise<{ readonly list: Element; close(): void }> => {
  const frame = document.createElement('iframe');
  const modules = ['./memory-provider.ts', '../thread-list/thread-list.ts'].map(
    (file) => new URL(file, import.meta.url),
  );
  frame.srcdoc = `${modules.map((url) => `<script type="module" src="${url}"></script>`).join('')}
    <cop-memory-provider database="${database}" person-id="bruno" person-name="Bruno">
      <cop-thread-list community="${community}"></cop-thread-list>
    </cop-memory-provider>`;
  document.body.append(frame);
  await until(() => frame.contentDocument?.querySelector('cop-thread-list') !== null, 'the other page');
  const list = frame.contentDocument?.querySelector('cop-thread-list') as Element;
  return { list, close: () => frame.remove() };
};

describe('<cop-memory-provider>', () => {
  let database: string | null = null;

  const open = async (seed?: (cop: Copkit) => Promise<void>) => {
    const provider = await fixture<CopMemoryProvider>(html`
      <cop-memory-provider person-id="ada" person-name="Ada" .database=${database} .seed=${seed}></cop-memory-provider>
    `);
    await until(() => provider.api !== null, 'the store is open');
    return provider;
  };

  afterEach(() => {
    fixtureCleanup();
    if (database !== null) indexedDB.deleteDatabase(database);
    database = null;
  });

  it('gives the elements inside it a community that the page filled', async () => {
    let community = '';
    const provider = await open(async (cop) => {
      const ada = cop.as({ hostId: 'ada', name: 'Ada' });
      ({ id: community } = await ada.communities.create(COMMUNITY));
      await ada.threads.start({ communityId: community, kind: 'idea', title: 'One', body: 'Text.' });
    });
    const list = document.createElement('cop-thread-list');
    list.community = community;
    provider.append(list);
    await found(list, '.row');
    expect(texts(list, '.title')).to.deep.equal(['One']);
  });

  it('keeps it in the browser, and fills it once', async () => {
    database = `memory-provider-${crypto.randomUUID()}`;
    let filled = 0;
    const seed = async (cop: Copkit) => {
      filled++;
      await cop.as({ hostId: 'ada', name: 'Ada' }).communities.create(COMMUNITY);
    };
    (await open(seed)).remove();
    const again = await open(seed);
    const { items } = (await again.api?.communities.list({})) ?? { items: [] };
    expect(items.map(({ name }) => name)).to.deep.equal(['Rotor dynamics']);
    expect(filled).to.equal(1);
  });

  it('shows in one tab what is written in another', async () => {
    database = `memory-provider-${crypto.randomUUID()}`;
    const provider = await open();
    const community = (await provider.api?.communities.create(COMMUNITY))?.id ?? '';
    const tab = await openTab(database, community);
    try {
      await until(() => all(tab.list, '.empty').length === 1, 'the other tab shows an empty list');
      const composer = document.createElement('cop-composer');
      composer.community = community;
      provider.append(composer);
      type(await found<HTMLInputElement>(composer, '#title'), 'From the first tab');
      type(await found<HTMLTextAreaElement>(composer, 'textarea'), 'Text.');
      (await control(composer, 'Ask')).click();
      await until(() => texts(tab.list, '.title').join() === 'From the first tab', 'the thread in the other tab');
    } finally {
      tab.close();
    }
  });
});
