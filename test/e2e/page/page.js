// A page of somebody's intranet, wired as its developer would: what is chosen in one element shows in the others.
// `?database=NAME&person=HOST-ID` keeps the community in the browser; otherwise a server has it.

import { found, people } from './people.js';

const options = new URLSearchParams(location.search);
const database = options.get('database');

const inTheBrowser = async () => {
  await import('/elements/memory.js');
  const provider = document.createElement('cop-memory-provider');
  const { hostId, name } = people[options.get('person')];
  Object.assign(provider, { database, personId: hostId, personName: name, seed: found });
  return provider;
};

const onTheServer = () => {
  const provider = document.createElement('cop-provider');
  provider.url = '/copkit';
  return provider;
};

const provider = database ? await inTheBrowser() : onTheServer();
provider.append(document.querySelector('template').content);
document.body.append(provider);

const show = (name, value) => {
  for (const element of provider.children) if (name in element) element.setAttribute(name, value);
};
const showThread = (threadId) => provider.querySelector('cop-thread').setAttribute('thread', threadId);

provider.querySelector('cop-community-list').setAttribute('community-href', '/?community={id}');
provider.querySelector('cop-thread-list').setAttribute('thread-href', '/?thread={id}');
provider.addEventListener('cop-open-community', (event) => {
  event.preventDefault();
  show('community', event.detail.communityId);
});
provider.addEventListener('cop-open-thread', (event) => {
  event.preventDefault();
  showThread(event.detail.threadId);
});
provider.addEventListener('cop-started', (event) => showThread(event.detail.thread.id));
