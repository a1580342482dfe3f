import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signOnFrom } from '@copkit/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { documented, isHere, snippetOf, started } from './documented-proxies.js';
import type { Between } from './proxies.js';
import { Scene } from './scene.js';

// What the sign-on guide says of nginx with `auth_request`, in nginx itself.
const SECRET = 'a secret of the proxy, of more than 32 bytes';
const page = await readFile(new URL('../../docs/sign-on.md', import.meta.url), 'utf8');
const signOn = signOnFrom({
  proxy: {
    addresses: ['127.0.0.1'],
    headers: { sub: 'X-Forwarded-User', name: 'X-Forwarded-Preferred-Username', groups: 'X-Forwarded-Groups' },
    secret: { header: 'X-Proxy-Secret', value: SECRET },
  },
});
const nginx = documented[0];

let scene: Scene;
let between: Between | null = null;
/** Stands for oauth2-proxy: whose session cookie it is. */
const sessions = createServer((request, response) => {
  const who = /session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  response.writeHead(who ? 202 : 401, who ? { 'x-auth-request-user': who } : {}).end();
});

beforeEach(async (context) => {
  if (!nginx || !(await isHere(nginx))) context.skip('there is no nginx on this machine');
  scene = await Scene.open(signOn);
  sessions.listen(0, '127.0.0.1');
  await once(sessions, 'listening');
  const { port } = sessions.address() as AddressInfo;
  const location = snippetOf('nginx', page).replace('"…"', `"${SECRET}"`);
  if (nginx) {
    const asking = `location = /oauth2/auth { internal; proxy_pass http://127.0.0.1:${port}; proxy_pass_request_body off; proxy_set_header Content-Length ""; }`;
    between = await started(nginx, scene.port, `server {\nlisten 443 ssl;\n${asking}\n${location}}`);
  }
});
afterEach(async () => {
  await scene?.close();
  await between?.close();
  sessions.close();
  between = null;
});

it('says who it is, whatever the visitor says, and lets in nobody without a session', async () => {
  const asked = (headers: Record<string, string>) => fetch(`${between?.url}/v1/people/getMe`, { headers });
  expect((await asked({})).status).toBe(401);
  const ada = await asked({ cookie: 'session=ada' });
  expect([ada.status, await ada.json()]).toMatchObject([200, { name: 'ada' }]);
  const forged = { 'x-forwarded-user': 'eve', 'x-forwarded-groups': 'cop admins', 'x-proxy-secret': 'no' };
  const still = await asked({ cookie: 'session=ada', ...forged });
  expect([still.status, await still.json()]).toMatchObject([200, { name: 'ada' }]);
  const past = await fetch(`${scene.url}/v1/people/getMe`, { headers: { 'x-forwarded-user': 'eve' } });
  expect(past.status).toBe(403);
});
