import { fileURLToPath } from 'node:url';
import type { Identity } from '@copkit/core';
import { type Authenticate, demoSignOn, isLoopback, jwtSignOn } from '@copkit/server';
import { type Running, type StaticFiles, serve } from '@copkit/server/node';
import { daily, type Repeat } from '../daily.js';
import { EXIT, Failure, tell, UsageFailure } from '../failure.js';
import { nameOfStore, withStore } from '../store.js';
import type { Terminal } from '../terminal.js';

export interface ServeOptions {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  /** Whether there is a page to look at, besides the API. */
  readonly page: boolean;
  readonly allowOrigin?: readonly string[];
  readonly demoSignOn?: boolean;
  readonly jwtIssuer?: string;
  readonly jwtJwks?: string;
  readonly jwtAudience?: string;
}

const PERSONAS: readonly Identity[] = [
  { hostId: 'demo-robin', name: 'Robin Demo', jobTitle: 'Member' },
  { hostId: 'demo-kim', name: 'Kim Demo', jobTitle: 'Member' },
  { hostId: 'demo-alex', name: 'Alex Demo', jobTitle: 'Administrator', admin: true },
];
/** Signatures by public keys; a shared secret has no place in a set of keys that anybody can read. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** The start page. It lies beside `src` in the repository and beside `dist` in the package. */
const PAGE: StaticFiles = {
  path: '/',
  directory: fileURLToPath(new URL('../../page', import.meta.url)),
  headers: {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: https:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'referrer-policy': 'same-origin',
  },
};

/** Serves the API, the built elements and a page of them, until the terminal's signal. */
export async function serveStore(options: ServeOptions, terminal: Terminal, every?: Repeat): Promise<number> {
  const authenticate = signOn(options);
  const onFault = (error: unknown) => tell(error, terminal);
  await withStore({ file: options.data, create: true, onFault }, terminal, async (cop) => {
    const { host, port, allowOrigin = [] } = options;
    const bundle = fileURLToPath(new URL('./bundle', import.meta.resolve('@copkit/elements')));
    const running = await serve({
      cop,
      authenticate,
      host,
      port,
      allowedOrigins: allowOrigin,
      static: [{ path: '/elements', directory: bundle }, ...(options.page ? [PAGE] : [])],
    }).catch((error: Error): Running => {
      throw new Failure(error.message, { cause: error });
    });
    const stop = () => void running.close();
    terminal.signal.addEventListener('abort', stop);
    if (terminal.signal.aborted) stop();
    terminal.err(`Serving ${nameOfStore(options.data)} at ${running.url}; stop with Ctrl-C.`);
    if (options.demoSignOn) terminal.err(`Demo sign-on: ${PERSONAS.map(({ hostId }) => hostId).join(', ')}`);
    const stopSweeping = daily(() => cop.sweep(), onFault, every);
    await running.closed;
    stopSweeping();
  });
  return EXIT.ok;
}

function signOn(options: ServeOptions): Authenticate {
  const { demoSignOn: demo, jwtIssuer, jwtJwks, jwtAudience } = options;
  const wantsJwt = jwtIssuer !== undefined || jwtJwks !== undefined || jwtAudience !== undefined;
  if (demo && wantsJwt) throw new UsageFailure('use either --demo-sign-on or the --jwt options, not both.');
  if (demo && !isLoopback(options.host))
    throw new UsageFailure(
      `--demo-sign-on lets anybody be anybody, so it serves this machine only: use --host 127.0.0.1 instead of ${options.host}, or a real sign-on.`,
    );
  if (demo) return demoSignOn(PERSONAS);
  if (!wantsJwt)
    throw new UsageFailure(
      'say who signs people in: --jwt-issuer, --jwt-jwks and --jwt-audience, or --demo-sign-on to try it on this machine.',
    );
  if (jwtIssuer === undefined || jwtJwks === undefined || jwtAudience === undefined)
    throw new UsageFailure('--jwt-issuer, --jwt-jwks and --jwt-audience are needed together.');
  if (!URL.canParse(jwtJwks)) throw new UsageFailure(`--jwt-jwks ${jwtJwks} is not a web address.`);
  const keys = new URL(jwtJwks);
  // Whoever can change the keys on their way here can sign anybody in.
  if (keys.protocol !== 'https:' && !(keys.protocol === 'http:' && isLoopback(keys.hostname)))
    throw new UsageFailure(`--jwt-jwks ${jwtJwks} must be an https address.`);
  return jwtSignOn({ issuer: jwtIssuer, audience: jwtAudience, keys, algorithms: ALGORITHMS });
}
