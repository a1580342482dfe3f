import type { Calls } from './calls.js';
import type { Http } from './http.js';

/** Whose token it says it is; `null` for one that cannot be read. */
export function personOf(token: string): string | null {
  try {
    const [, claims = ''] = token.split('.');
    const { iss, sub } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
    return sub ? `${iss} ${sub}` : null;
  } catch {
    return null;
  }
}

/** A name for the person on the server, the same in all tabs; `null` where that cannot be known. */
export async function nameOf({ url, token }: Http, calls: Calls): Promise<string | null> {
  const given = await token.get();
  const who = given === null ? ((await calls.call('people.getMe')) as { id: string }).id : personOf(given);
  return who && `copkit ${new URL(url, location.href)} ${who}`;
}
