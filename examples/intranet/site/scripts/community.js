// The community's page: shows the thread that the address names, beside the list or above it.
import { community } from './this-community.js';

// The same script serves the page in each language.
const HERE = location.pathname;

const at = (id) => document.querySelector(`#${id}`);
const [card, threads, panes, reading, compose, write, back] = [
  'card',
  'threads',
  'panes',
  'reading',
  'compose',
  'write',
  'back',
].map(at);

/** What was looked for where nobody is asked by name, to be asked here. */
const asked = new URLSearchParams(location.search).get('ask');

const addressOf = (threadId, communityId = community) =>
  `${HERE}?${new URLSearchParams({ c: communityId, ...(threadId && { thread: threadId }) })}`;

/** Made anew for each thread, so that nothing of the last one lingers. */
const showThread = () => {
  const threadId = new URLSearchParams(location.search).get('thread');
  reading.querySelector('cop-thread')?.remove();
  panes.classList.toggle('open', threadId !== null);
  // Beside a thread the community's name and purpose are enough.
  card.setAttribute('features', threadId === null ? '' : '-charter -facilitators -topics');
  if (threadId === null) return;
  const thread = document.createElement('cop-thread');
  thread.setAttribute('thread', threadId);
  thread.setAttribute('thread-href', `${HERE}?c=${community}&thread={id}`);
  thread.setAttribute('practice-href', `${HERE.replace('community', 'practice')}?practice={id}`);
  const post = location.hash.slice(1);
  if (post) thread.setAttribute('post', post);
  reading.append(thread);
};

const go = (address) => {
  history.pushState(null, '', address);
  showThread();
  if (panes.classList.contains('open')) reading.scrollIntoView({ block: 'nearest' });
};

const toggleComposer = (open) => {
  compose.hidden = !open;
  write.setAttribute('aria-expanded', String(open));
  if (!open) return compose.replaceChildren();
  const composer = document.createElement('cop-composer');
  composer.setAttribute('community', community);
  composer.setAttribute('autofocus', '');
  if (asked) composer.beginning = { title: asked };
  compose.replaceChildren(composer);
};

threads.setAttribute('thread-href', `${HERE}?c=${community}&thread={id}`);
back.href = addressOf(null);

back.addEventListener('click', (event) => {
  event.preventDefault();
  go(addressOf(null));
});
write.addEventListener('click', () => toggleComposer(compose.hidden));
panes.addEventListener('cop-open-thread', (event) => {
  const { threadId, communityId, postId } = event.detail;
  if (communityId !== community) return;
  event.preventDefault();
  go(`${addressOf(threadId)}${postId ? `#${postId}` : ''}`);
});
panes.addEventListener('cop-started', (event) => {
  toggleComposer(false);
  go(addressOf(event.detail.thread.id));
});
compose.addEventListener('cop-compose-cancelled', () => toggleComposer(false));
window.addEventListener('popstate', showThread);
document.addEventListener('cop-left', () => toggleComposer(false));

showThread();
if (asked) toggleComposer(true);
