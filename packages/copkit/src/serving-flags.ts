import { isLoopback } from '@copkit/server';
import type { Sources } from './config/load.js';
import { UsageFailure } from './failure.js';

/** What `copkit serve`, `config` and `doctor` take on the command line. */
export interface ServingFlags {
  readonly config?: string;
  readonly set?: readonly string[];
  readonly data?: string;
  readonly port?: number;
  readonly host?: string;
  /** `false` for no page; commander says `true` where nothing was said. */
  readonly page?: boolean;
  readonly allowOrigin?: readonly string[];
  readonly demoSignOn?: boolean;
  readonly jwtIssuer?: string;
  readonly jwtJwks?: string;
  readonly jwtAudience?: string;
}

/** Signatures by public keys; a shared secret has no place in a set of keys that anybody can read. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

/** The flags as settings. */
export function sourcesOf(flags: ServingFlags, env: NodeJS.ProcessEnv): Sources {
  const said = new Map<string, { readonly flag: string; readonly value: unknown }>();
  const say = (key: string, flag: string, value: unknown) => {
    if (value !== undefined) said.set(key, { flag, value });
  };
  say('data', '--data', flags.data);
  say('port', '--port', flags.port);
  say('host', '--host', flags.host);
  say('page', '--no-page', flags.page === false ? false : undefined);
  say('allowedOrigins', '--allow-origin', flags.allowOrigin);
  say('demoSignOn', '--demo-sign-on', flags.demoSignOn);
  say('signOn.bearer', '--jwt-issuer', bearerOf(flags));
  return { file: flags.config, env, flags: said, set: flags.set ?? [] };
}

function bearerOf({ jwtIssuer, jwtJwks, jwtAudience, demoSignOn }: ServingFlags): unknown {
  if (jwtIssuer === undefined && jwtJwks === undefined && jwtAudience === undefined) return undefined;
  if (demoSignOn) throw new UsageFailure('use either --demo-sign-on or the --jwt options, not both.');
  if (jwtIssuer === undefined || jwtJwks === undefined || jwtAudience === undefined)
    throw new UsageFailure('--jwt-issuer, --jwt-jwks and --jwt-audience are needed together.');
  if (!URL.canParse(jwtJwks)) throw new UsageFailure(`--jwt-jwks ${jwtJwks} is not a web address.`);
  const keys = new URL(jwtJwks);
  // Whoever can change the keys on their way here can sign anybody in.
  if (keys.protocol !== 'https:' && !(keys.protocol === 'http:' && isLoopback(keys.hostname)))
    throw new UsageFailure(`--jwt-jwks ${jwtJwks} must be an https address.`);
  return [{ issuer: jwtIssuer, audience: jwtAudience, jwks: jwtJwks, algorithms: ALGORITHMS }];
}
