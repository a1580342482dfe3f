// @ts-check
// The start page of `copkit serve`: the communities, or the one that the address names, with the thread it names.

import { signOn } from './persona.js';
import { showSession } from './session.js';
import { translate } from './words.js';

/** @param {string} selector @returns {HTMLElement} */
const one = (selector) => {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new Error(`The page has no ${selector}.`);
  return element;
};

const community = new URLSearchParams(location.search).get('community');
const panes = one('.panes');
const reading = one('#reading');
const compose = one('#compose');
const write = one('#write');

/** @param {string} [threadId] */
const addressOf = (threadId) => `/?community=${community}${threadId ? `&thread=${threadId}` : ''}`;

/** @param {string} name @param {Record<string, string>} attributes */
const element = (name, attributes) => {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
};

/** Made anew for each thread, so that nothing of the last one lingers. */
const showThread = () => {
  const thread = new URLSearchParams(location.search).get('thread');
  reading.querySelector('cop-thread')?.remove();
  panes.classList.toggle('open', thread !== null);
  if (thread === null) return;
  const post = location.hash.slice(1);
  reading.append(element('cop-thread', { thread, 'thread-href': addressOf('{id}'), ...(post && { post }) }));
};

/** @param {string} address */
const go = (address) => {
  history.pushState(null, '', address);
  showThread();
  if (panes.classList.contains('open')) reading.scrollIntoView({ block: 'nearest' });
};

/** @param {boolean} open */
const toggleComposer = (open) => {
  compose.hidden = !open;
  write.setAttribute('aria-expanded', String(open));
  compose.replaceChildren(...(open ? [element('cop-composer', { community: community ?? '', autofocus: '' })] : []));
};

/** Only who may write here is asked to, and of a community that is not here only its card says so. */
const showWhatIsAllowed = async () => {
  const response = await fetch(`/v1/communities/get?${new URLSearchParams({ communityId: community ?? '' })}`);
  panes.hidden = response.status === 400 || response.status === 404;
  const may = response.ok ? (await response.json()).may : [];
  write.hidden = !may.includes('threads.start');
  if (write.hidden) toggleComposer(false);
};

const showCommunity = () => {
  for (const shown of document.querySelectorAll('cop-community-card, cop-thread-list, cop-member-list'))
    shown.setAttribute('community', community ?? '');
  one('cop-thread-list').setAttribute('thread-href', addressOf('{id}'));
  const back = one('#back');
  back.setAttribute('href', addressOf());
  back.addEventListener('click', (event) => {
    event.preventDefault();
    go(addressOf());
  });
  write.addEventListener('click', () => toggleComposer(compose.hidden === true));
  compose.addEventListener('cop-compose-cancelled', () => toggleComposer(false));
  panes.addEventListener('cop-open-thread', (event) => {
    const { threadId, communityId, postId } = /** @type {CustomEvent} */ (event).detail;
    if (communityId !== community) return;
    event.preventDefault();
    go(`${addressOf(threadId)}${postId ? `#${postId}` : ''}`);
  });
  panes.addEventListener('cop-started', (event) => {
    toggleComposer(false);
    go(addressOf(/** @type {CustomEvent} */ (event).detail.thread.id));
  });
  // What one may do in a thread has changed with it.
  for (const name of ['cop-joined', 'cop-left']) {
    document.addEventListener(name, showThread);
    document.addEventListener(name, showWhatIsAllowed);
  }
  window.addEventListener('popstate', showThread);
  showThread();
};

translate(document);
one('#communities').hidden = community !== null;
one('#community').hidden = community === null;
if (community !== null) showCommunity();
// What the elements ask for first is asked as somebody.
if (!(await signOn(one('#persona')))) await showSession(one('#session'));
if (community !== null) void showWhatIsAllowed();
await import(new URL('/elements/copkit.js', location.href).href);
