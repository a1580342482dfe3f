import type { Identity } from '@copkit/core';
import { CopkitError } from '@copkit/core';
import { readJson } from '../body.js';
import { HttpError } from '../problems.js';
import type { Authenticate } from './authenticate.js';
import { cookie } from './cookies.js';
import { isLoopback } from './loopback.js';

const PATH = '/demo/sign-on';
const COOKIE = 'copkit-persona';
const BODY_BYTES = 4_096;

/**
 * Sign-on without any proof, for demos on one's own machine: whoever asks is the persona they name,
 * by the header `copkit-persona` or the cookie that `POST /demo/sign-on` with `{ "hostId": … }` sets.
 * `GET` lists the personas, `DELETE` signs off. Answers requests to a loopback host name only.
 */
export function demoSignOn(personas: readonly Identity[]): Authenticate {
  const byHostId = new Map(personas.map((persona) => [persona.hostId, persona]));
  const current = (request: Request) => byHostId.get(persona(request)) ?? null;

  const authenticate = async (request: Request) => {
    requireLoopback(request);
    return current(request);
  };

  const respond = async (request: Request, path: string) => {
    if (path !== PATH) return null;
    requireLoopback(request);
    if (request.method === 'GET') return Response.json({ personas, current: current(request)?.hostId ?? null });
    if (request.method === 'DELETE') return signedOn('', 0);
    if (request.method !== 'POST') {
      throw new HttpError(405, 'invalid', 'Use GET, POST or DELETE.', { allow: 'GET, POST, DELETE' });
    }
    const body = await readJson(request, BODY_BYTES);
    const hostId = typeof body === 'object' && body !== null && 'hostId' in body ? body.hostId : undefined;
    if (typeof hostId !== 'string' || !byHostId.has(hostId)) {
      throw new CopkitError('invalid', 'hostId: is not one of the personas', 'hostId');
    }
    return signedOn(hostId, 31_536_000);
  };

  return Object.assign(authenticate, { loopbackOnly: true, respond });
}

function signedOn(hostId: string, maxAge: number): Response {
  const value = `${COOKIE}=${encodeURIComponent(hostId)}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict`;
  return new Response(null, { status: 204, headers: { 'set-cookie': value } });
}

function persona(request: Request): string {
  try {
    return request.headers.get(COOKIE) ?? decodeURIComponent(cookie(request, COOKIE) ?? '');
  } catch {
    return '';
  }
}

/** Also against pages that rebind their name to this machine, and proxies that bring others here. */
function requireLoopback(request: Request): void {
  const { hostname } = new URL(request.url);
  if (isLoopback(hostname) && !request.headers.has('forwarded') && !request.headers.has('x-forwarded-for')) return;
  throw new CopkitError('forbidden', 'The demo sign-on answers only on the machine it runs on.');
}
