import { isLoopback } from '@copkit/server';
import type { Settings } from '../config/schema.js';
import { type Finding, fail, ok, sentenceOf, warn } from './finding.js';

const TIMEOUT_MS = 5_000;
/** What sign-ons allow where nothing else is set. */
const USUAL_SKEW_SECONDS = 30;
const WORTH_TELLING_SECONDS = 5;

export interface Web {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}

/** Whether providers can be reached, are who the settings say, and agree on the time. */
export async function signOn({ signOn: settings, demoSignOn }: Settings, web: Web): Promise<readonly Finding[]> {
  if (demoSignOn)
    return [warn('sign-on', 'the demo sign-on lets anybody be anybody', 'Set signOn before anybody else uses it.')];
  if (!settings) return [fail('sign-on', 'nobody signs people in', 'Set signOn, or try it with --demo-sign-on.')];
  const providers = [...(settings.bearer ?? []), ...(settings.session ? [settings.session] : [])];
  const kinds = ok('sign-on', Object.keys(settings).join(', '));
  const findings = await Promise.all(providers.map((each) => provider(each, web)));
  return [kinds, ...findings.flat(), ...expiring(settings.services ?? [], web.now())];
}

interface Provider {
  readonly issuer: string;
  readonly jwks?: string | undefined;
  readonly clockSkewSeconds?: number | undefined;
}

async function provider(
  { issuer, jwks, clockSkewSeconds = USUAL_SKEW_SECONDS }: Provider,
  web: Web,
): Promise<readonly Finding[]> {
  const address = jwks ?? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const check = 'provider';
  const todo = 'Check the issuer in signOn, name resolution, proxies and certificates (NODE_EXTRA_CA_CERTS).';
  try {
    const began = web.now().getTime();
    const response = await web.fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    const middle = (began + web.now().getTime()) / 2;
    if (!response.ok) return [fail(check, `${address} answers ${response.status}`, todo)];
    const said: unknown = await response.json();
    const field = jwks === undefined ? 'issuer' : 'keys';
    const value =
      typeof said === 'object' && said !== null && field in said ? (said as Record<string, unknown>)[field] : undefined;
    if (jwks === undefined && value !== issuer)
      return [
        fail(
          check,
          `${address} calls itself ${String(value)}`,
          `Write the issuer exactly like that, instead of ${issuer}.`,
        ),
      ];
    if (jwks !== undefined && !Array.isArray(value)) return [fail(check, `${address} holds no keys`, todo)];
    return [ok(check, `${issuer} answers`), ...clock(response.headers.get('date'), middle, clockSkewSeconds)];
  } catch (error) {
    return [fail(check, `${address} cannot be read: ${sentenceOf(error)}`, todo)];
  }
}

/** `Date` has whole seconds, so half a second is nobody's fault. */
function clock(date: string | null, at: number, allowedSeconds: number): readonly Finding[] {
  const told = Date.parse(date ?? '');
  if (Number.isNaN(told)) return [];
  const seconds = Math.round((at - (told + 500)) / 1_000);
  const away = Math.abs(seconds);
  const says = `this machine is ${away} s ${seconds < 0 ? 'behind' : 'ahead of'} the provider`;
  const todo = 'Keep the time with NTP (timedatectl, chronyc tracking).';
  if (away > allowedSeconds) return [fail('clock', `${says}: tokens are refused`, todo)];
  if (away > WORTH_TELLING_SECONDS) return [warn('clock', says, todo)];
  return [ok('clock', says)];
}

const MONTH_MS = 30 * 86_400_000;

function expiring(
  services: readonly { readonly name: string; readonly until?: string | undefined }[],
  now: Date,
): readonly Finding[] {
  return services.flatMap(({ name, until }) => {
    const left = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until) - now.getTime();
    const todo = 'Make another one with "copkit key create".';
    if (left < 0) return [fail('service key', `that of ${name} ended ${until}`, todo)];
    return left < MONTH_MS ? [warn('service key', `that of ${name} ends ${until}`, todo)] : [];
  });
}

/** Whether a sign-in in the browser comes back to where people are. */
export function addresses({ publicUrl, basePath, signOn: settings }: Settings): readonly Finding[] {
  const session = settings?.session?.publicUrl;
  if (session === undefined) return [];
  const check = 'session address';
  const set = `signOn.session.publicUrl is ${session}`;
  if (publicUrl === undefined)
    return [warn(check, `${set}, and publicUrl is not set`, 'Set publicUrl to the same address.')];
  if (publicUrl.replace(/\/$/, '') !== session)
    return [
      fail(
        check,
        `${set}, and publicUrl is ${publicUrl}`,
        'Make them the same: cookies and the way back from the provider are of the first, people and their pages of the second.',
      ),
    ];
  const { pathname } = new URL(session);
  if (pathname.replace(/\/$/, '') !== basePath)
    return [
      warn(
        check,
        `${set}, and basePath is ${basePath || 'empty'}`,
        'They end alike, unless the proxy takes a part of the path away or adds one.',
      ),
    ];
  return [ok(check, `${session}, as people reach it`)];
}

/** Whether origins are ones that a page with people's data should have. */
export function origins({ allowedOrigins, publicUrl }: Settings): readonly Finding[] {
  const plain = allowedOrigins.filter((each) => each.startsWith('http:') && !isLoopback(new URL(each).hostname));
  if (plain.length > 0)
    return [
      warn('origins', `${plain.join(', ')}: pages without TLS`, 'Whoever is on the way can change them; use https.'),
    ];
  const own = publicUrl === undefined ? [] : [new URL(publicUrl).origin];
  const all = new Set([...allowedOrigins, ...own]);
  return [ok('origins', all.size === 0 ? 'pages of this server only' : [...all].join(', '))];
}
