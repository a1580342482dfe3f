// @ts-check
// Who is signed in, where the server signs people in by itself, and the way in and out.

const ADDRESS = '/sign-on';

/** @param {HTMLElement} place */
export const showSession = async (place) => {
  const response = await fetch(ADDRESS);
  if (!response.ok) return;
  /** @type {{ signedIn: { name: string } | null, signIn: string, signOut: string }} */
  const { signedIn, signIn, signOut } = await response.json();
  const [name, way, out] = [place.querySelector('span'), place.querySelector('a'), place.querySelector('button')];
  if (!name || !way || !out) throw new Error('The page has no place for who is signed in.');
  name.textContent = signedIn?.name ?? '';
  way.href = `${signIn}?return=${encodeURIComponent(location.href.slice(location.origin.length))}`;
  way.hidden = signedIn !== null;
  out.hidden = signedIn === null;
  out.addEventListener('click', async () => {
    const left = await fetch(signOut, { method: 'POST', headers: { accept: 'application/json' } });
    if (left.ok) location.assign((await left.json()).location);
  });
  place.hidden = false;
};
