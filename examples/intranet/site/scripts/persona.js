// The switch between personas: who is signed in, who else one can be, and what each of them may do.

const SIGN_ON = '/copkit/demo/sign-on';
const switched = new BroadcastChannel('persona');
const details = document.querySelector('#persona');

const element = (name, text, ...children) => {
  const made = document.createElement(name);
  made.append(...(text ? [text] : []), ...children);
  return made;
};

const become = async (hostId) => {
  const response = await fetch(SIGN_ON, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hostId }),
  });
  if (!response.ok) throw new Error(`The sign-on answered with ${response.status}.`);
  switched.postMessage(hostId);
  location.reload();
};

const choice = ({ hostId, name, role, may, unitName }, current) => {
  const where = [role, unitName].filter(Boolean).join(' · ');
  const button = element('button', '', element('strong', name), element('span', where), element('span', may));
  button.type = 'button';
  button.dataset.persona = hostId;
  button.setAttribute('aria-pressed', String(hostId === current));
  button.addEventListener('click', () => become(hostId));
  return button;
};

/** The same pages under this machine's other name, which has cookies of its own. */
const secondWindow = () => {
  const address = new URL(location.href);
  address.hostname = address.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  const link = element('a', 'Open a second window as somebody else');
  link.href = address.href;
  link.target = '_blank';
  return element('p', 'What one writes, the other sees at once. ', link);
};

const show = async () => {
  const [told, signOn] = await Promise.all(
    ['/personas.json', SIGN_ON].map((address) => fetch(address).then((response) => response.json())),
  );
  const personas = told.map((each) => ({ ...signOn.personas.find(({ hostId }) => hostId === each.hostId), ...each }));
  const current = personas.find(({ hostId }) => hostId === signOn.current) ?? personas[0];
  const [summary, menu] = details.children;
  summary.replaceChildren(element('span', '', element('strong', current.name), element('span', current.role)));
  menu.replaceChildren(
    element('p', 'This is a demo: be whoever you like. Your own intranet would bring its own sign-on.'),
    ...personas.map((persona) => choice(persona, current.hostId)),
    element('hr'),
    secondWindow(),
  );
};

// The cookie is the browser's, so every window of it changes with this one.
switched.addEventListener('message', () => location.reload());
document.addEventListener('click', ({ target }) => {
  if (!details.contains(target)) details.open = false;
});
details.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  details.open = false;
  details.querySelector('summary').focus();
});

show();
