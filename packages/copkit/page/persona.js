// @ts-check
// The switch between personas, where the server has the demo sign-on. Elsewhere the host's own sign-on is in charge.

const ADDRESS = '/demo/sign-on';

/** @param {string} hostId */
const become = async (hostId) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(ADDRESS, { method: 'POST', headers, body: JSON.stringify({ hostId }) });
  if (!response.ok) throw new Error(`The sign-on answered with ${response.status}.`);
};

/** Signs on as the first persona unless one was chosen; `false` where there are none. @param {HTMLElement} place */
export const signOn = async (place) => {
  const response = await fetch(ADDRESS);
  if (!response.ok) return false;
  /** @type {{ personas: { hostId: string, name: string, jobTitle?: string }[], current: string | null }} */
  const { personas, current } = await response.json();
  const chosen = current ?? personas[0]?.hostId ?? '';
  if (current === null) await become(chosen);
  const select = place.querySelector('select');
  select?.append(
    ...personas.map(
      ({ hostId, name, jobTitle }) =>
        new Option(jobTitle ? `${name} · ${jobTitle}` : name, hostId, hostId === chosen, hostId === chosen),
    ),
  );
  select?.addEventListener('change', async () => {
    await become(select.value);
    location.reload();
  });
  place.hidden = false;
  return true;
};
