import { type Config, loadConfig } from '../config/load.js';
import { ConfigFailure } from '../config/problem.js';
import { directory, mappedGroups } from '../doctor/directory.js';
import { backups, configFile, dataFolder, secretFiles } from '../doctor/files.js';
import { type Finding, fail, ok, warn } from '../doctor/finding.js';
import { publicAddress } from '../doctor/proxy.js';
import { addresses, origins, signOn } from '../doctor/sign-on.js';
import { postgresStore, sqliteStore } from '../doctor/stores.js';
import { EXIT } from '../failure.js';
import { type ServingFlags, sourcesOf } from '../serving-flags.js';
import { isDatabase } from '../store.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';

interface Options extends ServingFlags {
  readonly json?: boolean;
  readonly token?: string;
}

/** Looks at everything around a server that tends to be wrong, and says what to do. Changes nothing. */
export async function doctor(options: Options, terminal: Terminal, env: NodeJS.ProcessEnv): Promise<number> {
  const findings = await examine(options, env, terminal);
  const failed = findings.some(({ state }) => state === 'fail');
  if (options.json) terminal.out(JSON.stringify({ findings }, null, 2));
  else terminal.out(inLines(findings));
  return failed ? EXIT.failed : EXIT.ok;
}

async function examine(options: Options, env: NodeJS.ProcessEnv, terminal: Terminal): Promise<readonly Finding[]> {
  let config: Config;
  try {
    config = loadConfig(sourcesOf(options, env));
  } catch (error) {
    if (!(error instanceof ConfigFailure)) throw error;
    return error.problems.map(({ origin, message }) =>
      fail('config', `${origin} ${message}`, 'Correct it; "copkit config" shows what holds.'),
    );
  }
  const { settings } = config;
  const web = { fetch: globalThis.fetch, now: () => new Date() };
  const atDatabase = isDatabase(settings.data);
  const [store, providers, proxy] = await Promise.all([
    atDatabase ? postgresStore(settings) : sqliteStore(settings.data),
    signOn(settings, web),
    publicAddress(settings, { ...web, token: options.token ?? env.COPKIT_DOCTOR_TOKEN }),
  ]);
  return [
    user(),
    ...configFile(config),
    ...secretFiles(config),
    ...(atDatabase ? [] : dataFolder(settings.data)),
    ...store,
    ...providers,
    ...directory(settings),
    ...(await mappedGroups(settings, store, terminal)),
    ...addresses(settings),
    ...origins(settings),
    ...proxy,
    backups(settings.backups, web.now()),
  ];
}

function user(): Finding {
  if (process.getuid?.() === 0)
    return warn('user', 'runs as root', 'Run it as a user of its own, as the systemd unit and the container do.');
  return ok('user', `Node ${process.versions.node}`);
}

function inLines(findings: readonly Finding[]): string {
  const lines = table(findings.map(({ state, check, says }) => [state, check, says])).split('\n');
  return findings.map(({ todo }, at) => (todo ? `${lines[at]}\n      -> ${todo}` : lines[at])).join('\n');
}
