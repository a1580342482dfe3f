import { isLoopback, VERSION } from '@copkit/server';
import type { Settings } from '../config/schema.js';
import { type Finding, fail, ok, sentenceOf, warn } from './finding.js';
import type { Web } from './sign-on.js';

const TIMEOUT_MS = 5_000;
/** A watched id may be one that is not there: the stream begins all the same. */
const SOME_ID = 'c_0000000000000000';

export interface ProxyOptions extends Web {
  /** Sent along to open a live stream, such as a service key's or a person's. */
  readonly token: string | undefined;
  readonly timeoutMs?: number;
}

/** Whether what people reach by the public address is this server, and whether what is in between leaves answers alone. */
export async function publicAddress(
  { publicUrl, allowedOrigins }: Pick<Settings, 'publicUrl' | 'allowedOrigins'>,
  { fetch, token, timeoutMs = TIMEOUT_MS }: ProxyOptions,
): Promise<readonly Finding[]> {
  if (publicUrl === undefined)
    return [warn('public address', 'is not known', 'Set publicUrl, so that the way through the proxy can be checked.')];
  const base = publicUrl.replace(/\/$/, '');
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${base}${path}`, { method, headers, signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' });
  try {
    const health = await get('/v1/health');
    const version = health.headers.get('copkit-version');
    if (!health.ok || version === null)
      return [
        fail(
          'public address',
          `${base}/v1/health answers ${health.status} and not as copkit`,
          'Start the server, or correct the proxy: it must lead here, path and all.',
        ),
      ];
    return [
      version === VERSION
        ? ok('public address', `${base} leads to copkit ${version}`)
        : warn(
            'public address',
            `${base} leads to copkit ${version}, and this is ${VERSION}`,
            'Restart the service after an update.',
          ),
      encrypted(base),
      await crossOrigin(allowedOrigins, get),
      ...(await liveStream(token, get, timeoutMs)),
    ];
  } catch (error) {
    return [
      fail(
        'public address',
        `${base} cannot be reached: ${sentenceOf(error)}`,
        'Start the server and the proxy; check name, firewall and certificate.',
      ),
    ];
  }
}

type Get = (path: string, headers?: Record<string, string>, method?: string) => Promise<Response>;

function encrypted(base: string): Finding {
  const { protocol, hostname } = new URL(base);
  if (protocol === 'https:' || isLoopback(hostname))
    return ok('tls', protocol === 'https:' ? 'https' : 'this machine only');
  return fail('tls', `${base} is not encrypted`, 'Let the proxy speak TLS; tokens and cookies can be read on the way.');
}

/** Proxies that add headers of their own make two of one, which browsers refuse. */
async function crossOrigin([origin]: readonly string[], get: Get): Promise<Finding> {
  if (origin === undefined) return ok('cross-origin', 'no other pages are allowed');
  const response = await get(
    '/v1/threads/reply',
    { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
    'OPTIONS',
  );
  const allowed = response.headers.get('access-control-allow-origin');
  if (response.ok && allowed === origin) return ok('cross-origin', `pages of ${origin} may ask`);
  return fail(
    'cross-origin',
    `a page of ${origin} is answered ${response.status} with ${allowed ?? 'no permission'}`,
    'Leave OPTIONS requests and access-control headers to copkit: the proxy must not answer or add any.',
  );
}

async function liveStream(token: string | undefined, get: Get, timeoutMs: number): Promise<readonly Finding[]> {
  if (token === undefined)
    return [
      warn('live', 'was not checked', 'Give --token with a token that the sign-on takes, such as a service key.'),
    ];
  const response = await get(`/v1/live?watch=${SOME_ID}`, {
    authorization: `Bearer ${token}`,
    accept: 'text/event-stream',
    'accept-encoding': 'gzip, br',
  });
  if (response.status !== 200)
    return [
      fail('live', `is answered ${response.status}`, 'Give a token that the sign-on takes, with the scope read.'),
    ];
  const compressed = response.headers.get('content-encoding');
  const reader = response.body?.getReader();
  try {
    const first = await reader?.read();
    if (first?.done !== false) return [fail('live', 'ended at once', 'Let the proxy pass text/event-stream through.')];
  } catch {
    return [
      fail(
        'live',
        `nothing came within ${timeoutMs / 1_000} s: a proxy holds it back`,
        'Turn buffering off: proxy_buffering off, flushpackets=on, responseBufferLimit="0".',
      ),
    ];
  } finally {
    await reader?.cancel().catch(() => {});
  }
  if (compressed !== null)
    return [
      warn(
        'live',
        `a proxy compresses it (${compressed})`,
        'Except text/event-stream from compression, which gathers bytes.',
      ),
    ];
  return [ok('live', 'comes through at once')];
}
