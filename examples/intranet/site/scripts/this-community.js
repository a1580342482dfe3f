// Hands the elements what the address names: a community, or a thread or a practice and the community that it is in.

const ROTOR_DYNAMICS = 'c_2vr7vzyjp2zhyrkw';
const named = new URLSearchParams(location.search);
const marked = (name) => document.querySelectorAll(`[data-${name}]`);

/** What the server tells whoever is looking; `null` where it refuses, or where there is nothing. */
const read = async (operation, input) => {
  const response = await fetch(`/copkit/v1/${operation}?${new URLSearchParams(input)}`);
  return response.ok ? response.json() : null;
};

const communityOf = async (threadId, practiceId) => {
  if (threadId) return (await read('threads/get', { threadId }))?.thread.communityId;
  if (practiceId) return (await read('practices/get', { practiceId }))?.communityId;
};

const practice = named.get('practice');
for (const element of marked('practice'))
  if (practice) element.setAttribute('practice', practice);
  else location.replace(document.querySelector('.crumbs a').href);

/** Its id. */
export const community = named.get('c') ?? (await communityOf(named.get('thread'), practice)) ?? ROTOR_DYNAMICS;

/** Elements in what is hidden get none, so that they do not ask for what whoever is looking may not read. */
const handOut = () => {
  for (const element of marked('community'))
    if (element instanceof HTMLAnchorElement) element.search = `c=${community}`;
    else if (!element.closest('[hidden]')) element.setAttribute('community', community);
};

/** What needs a right is there for those who have it. */
const showWhatIsAllowed = async () => {
  const { may } = (await read('communities/get', { communityId: community })) ?? { may: [] };
  for (const element of marked('may')) element.hidden = !may.includes(element.dataset.may);
  for (const element of marked('may-not')) element.hidden = may.includes(element.dataset.mayNot);
  handOut();
};
for (const name of ['cop-joined', 'cop-left']) document.addEventListener(name, showWhatIsAllowed);
handOut();
void showWhatIsAllowed();
