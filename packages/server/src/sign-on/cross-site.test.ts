import { beforeAll, describe, expect, it } from 'vitest';
import { server } from '../testing/server.js';
import { Seal } from './seal.js';
import { cookieSessions } from './session.js';
import type { SignOnSettings } from './settings.js';
import { signOnFrom } from './sign-on-from.js';

const ORIGIN = 'https://cop.example';
const INTRANET = 'https://intranet.example';
const session = {
  issuer: 'https://id.example',
  clientId: 'copkit',
  publicUrl: ORIGIN,
  secrets: ['a secret of more than thirty-two bytes, for tests'],
};
const proxy = { addresses: ['10.0.0.1'], headers: { sub: 'X-User' } };
const REPLY = '/v1/threads/reply';

/** What browsers add for a page of that origin. */
const from = (origin: string, site: 'cross-site' | 'same-site' | 'same-origin') => ({ origin, 'sec-fetch-site': site });
const FORM = 'application/x-www-form-urlencoded';

describe.each(['a session cookie', "a proxy's headers"])(
  'a foreign page, with %s of the person in front of it',
  (kind) => {
    const signOn: SignOnSettings = kind === 'a session cookie' ? { session } : { proxy };
    const { handle, calls } = server({ authenticate: signOnFrom(signOn), allowedOrigins: [INTRANET] });
    let signedIn: Record<string, string>;
    beforeAll(async () => {
      const now = Date.now();
      const seal = new Seal(session.secrets, 'copkit-session', () => new Date(now));
      const content = { identity: { hostId: 'ada', name: 'Ada' }, began: now, seen: now };
      const cookie = `__Host-copkit-session=${await seal.seal(content, new Date(now + 60_000))}`;
      signedIn = kind === 'a session cookie' ? { cookie } : { 'x-user': 'ada' };
    });
    const post = (headers: Record<string, string>, body: string | undefined = '{"body":"x"}') =>
      handle(
        new Request(ORIGIN + REPLY, { method: 'POST', headers: { ...signedIn, ...headers }, ...(body && { body }) }),
        {
          remoteAddress: '10.0.0.1',
        },
      );

    it.each<[string, number, Record<string, string>, string?]>([
      ['a form', 403, { ...from('https://evil.example', 'cross-site'), 'content-type': FORM }, 'body=x'],
      ['a form of JSON', 403, { ...from('https://evil.example', 'cross-site'), 'content-type': 'text/plain' }],
      ['a form of a sandboxed frame', 403, { ...from('null', 'cross-site'), 'content-type': FORM }, 'body=x'],
      ['a form of an older browser', 403, { origin: 'https://evil.example', 'content-type': FORM }, 'body=x'],
      ['a form that tells nothing of itself', 415, { 'content-type': FORM }, 'body=x'],
      ['an empty form that tells nothing of itself', 415, { 'content-type': FORM }, ''],
      ['nothing at all', 415, {}, ''],
      ['a script', 403, { ...from('https://evil.example', 'cross-site'), 'content-type': 'application/json' }],
      [
        'a script of another host of the domain',
        403,
        { ...from('https://evil.cop.example', 'same-site'), 'content-type': 'application/json' },
      ],
      [
        'a script of another port',
        403,
        { ...from('https://cop.example:8443', 'same-site'), 'content-type': 'application/json' },
      ],
      ['a beacon', 403, { ...from('https://evil.example', 'cross-site'), 'content-type': 'text/plain;charset=UTF-8' }],
      ['a beacon of its own page', 415, { ...from(ORIGIN, 'same-origin'), 'content-type': 'text/plain;charset=UTF-8' }],
    ])('cannot write by %s', async (_, status, headers, body) => {
      expect((await post(headers, body)).status).toBe(status);
      expect(calls).toEqual([]);
    });

    it('may write where the operator allows its origin, as may the pages of the server', async () => {
      const json = { 'content-type': 'application/json' };
      for (const headers of [from(INTRANET, 'cross-site'), from(ORIGIN, 'same-origin'), {}])
        expect((await post({ ...json, ...headers })).status).toBe(200);
      expect(calls.splice(0).map((call) => call.as)).toEqual(['ada', 'ada', 'ada']);
    });

    it('cannot read what it may make a browser ask for', async () => {
      const headers = { ...signedIn, ...from('https://evil.example', 'cross-site') };
      const read = await handle(new Request(`${ORIGIN}/v1/threads/list?communityId=c`, { headers }), {
        remoteAddress: '10.0.0.1',
      });
      expect(read.headers.has('access-control-allow-origin')).toBe(false);
      expect(read.headers.get('x-content-type-options')).toBe('nosniff');
      calls.length = 0;
    });
  },
);

it('gives sessions over http other cookies, for this machine only', async () => {
  const surroundings = { now: () => new Date(), fetch };
  const { respond } = cookieSessions({ ...session, publicUrl: 'http://localhost:4400' }, surroundings);
  const out = await respond(new Request('http://localhost:4400/sign-on', {}), '/sign-on');
  expect(await out?.json()).toMatchObject({ signedIn: null, signIn: 'http://localhost:4400/sign-on/in' });
  expect(() => signOnFrom({ session: { ...session, publicUrl: 'http://cop.example' } })).toThrow('https address');
});
