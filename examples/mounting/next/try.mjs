// @ts-check
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Installs Next (350 MB) and the built packages into a folder of its own, builds the app, starts it and asks it. Too much
// for every run of the tests: run it by hand after `npm run build`, with `node examples/mounting/next/try.mjs`.

const here = import.meta.dirname;
const root = join(here, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'copkit-in-next-'));
const app = join(folder, 'app');
/** @param {string} program @param {string[]} args @param {string} [cwd] */
const run = (program, args, cwd = app) =>
  execFileSync(program, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });

/** @param {boolean} holds @param {string} what */
const check = (holds, what) => {
  console.log(`${holds ? 'yes' : 'NO '}  ${what}`);
  if (!holds) process.exitCode = 1;
};

try {
  cpSync(here, app, { recursive: true, filter: (file) => !/node_modules|\.next/.test(file) });
  cpSync(join(here, '../copkit.ts'), join(app, 'copkit.ts'));
  const route = join(app, 'app/copkit/[...path]/route.ts');
  writeFileSync(route, readFileSync(route, 'utf8').replace('../../../../copkit.js', '../../../copkit'));
  const manifest = join(app, 'package.json');
  const { dependencies, ...rest } = JSON.parse(readFileSync(manifest, 'utf8'));
  for (const name of ['storage', 'core', 'server']) {
    const file = run('npm', ['pack', '--silent', '--pack-destination', folder], join(root, 'packages', name)).trim();
    dependencies[`@copkit/${name}`] = `file:../${file}`;
  }
  writeFileSync(manifest, JSON.stringify({ ...rest, dependencies }));
  run('npm', ['install', '--silent', '--ignore-scripts', '--no-audit', '--no-fund']);
  run('npx', ['next', 'build']);

  const server = spawn(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'start', '--port', '0', '--hostname', '127.0.0.1'],
    { cwd: app, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    let told = '';
    while (!/http:\/\/127\.0\.0\.1:\d+/.test(told)) told += String((await once(server.stdout, 'data'))[0]);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0] ?? '';
    /** @param {string} path @param {RequestInit} [init] */
    const ask = (path, init = {}) =>
      fetch(`${url}/copkit${path}`, { ...init, headers: { cookie: 'session=session-of-ada', ...init.headers } });
    /** @param {string} path @param {unknown} input */
    const post = async (path, input) =>
      (
        await ask(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(input),
        })
      ).json();

    check((await (await fetch(url)).text()).includes('The intranet'), "the host's own page");
    check((await ask('/v1/health')).status === 200, 'an answer below the base path');
    check((await fetch(`${url}/copkit/v1/people/getMe`)).status === 401, 'nobody is signed in without a session');
    const described = await ask('/v1/openapi.json');
    check((await described.json()).openapi !== undefined, 'an answer that is long enough to be compressed');
    const community = await post('/v1/communities/create', { name: 'Rotors', purpose: 'Quieter rotors' });
    const path = `/v1/communities/get?communityId=${community.id}`;
    const found = await ask(path);
    check((await found.json()).name === 'Rotors', 'what was written can be read');
    check(
      (await ask(path, { headers: { 'if-none-match': found.headers.get('etag') ?? '' } })).status === 304,
      'an entity tag',
    );
    check((await ask(path, { method: 'HEAD' })).status === 200, 'HEAD');
    check((await ask('/v1/reference/swagger-ui.css')).status === 200, 'the reference page finds its files');

    const leaving = new AbortController();
    const stream = await ask(`/v1/live?watch=${community.id}`, { signal: leaving.signal });
    const events = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    /** @param {string} what */
    const hears = async (what) => {
      while (!heard.includes(what)) {
        const { done, value } = (await events?.read()) ?? { done: true, value: '' };
        if (done) return false;
        heard += value;
      }
      return true;
    };
    check(await hears('event: ready'), 'a live stream');
    await post('/v1/threads/start', { communityId: community.id, kind: 'idea', title: 'Oil', body: 'More of it.' });
    check(await hears('event: wake'), 'a wake-up on it as it happens');
    leaving.abort();
    check((await ask('/v1/health')).status === 200, 'the server goes on when a listener leaves');
  } finally {
    server.kill();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
