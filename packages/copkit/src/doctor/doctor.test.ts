import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VERSION } from '@copkit/server';
import { sqlite } from '@copkit/storage-sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordedTerminal } from '../../fixtures/terminal.js';
import { loadConfig } from '../config/load.js';
import { main } from '../index.js';
import { withStore } from '../store.js';
import { directory, mappedGroups } from './directory.js';
import { backups, configFile, dataFolder, secretFiles } from './files.js';
import type { Finding } from './finding.js';
import { publicAddress } from './proxy.js';
import { addresses, origins, signOn } from './sign-on.js';
import { serverFindings } from './stores.js';

vi.setConfig({ testTimeout: 30_000 });

let folder: string;
const servers: Server[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-doctor-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true });
});

async function listening(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const brief = (findings: readonly Finding[]) => findings.map(({ state, check }) => `${state} ${check}`);
const settingsOf = (values: object) =>
  loadConfig({
    env: {},
    flags: new Map(Object.entries(values).map(([key, value]) => [key, { flag: `--${key}`, value }])),
  }).settings;
const web = { fetch, now: () => new Date() };

describe('files', () => {
  it('with secrets must not be read by everybody, and not be written by others', async () => {
    const file = join(folder, 'copkit.json');
    await writeFile(file, '{ "metrics": { "token": "a-secret-of-16-letters" } }');
    const found = async (mode: number, env = {}) => {
      await chmod(file, mode);
      return brief(configFile(loadConfig({ file, env })));
    };
    expect(await found(0o644)).toEqual(['fail config']);
    expect(await found(0o660)).toEqual(['fail config']);
    expect(await found(0o640)).toEqual(['ok config']);
    // The secret comes from elsewhere: everybody may know the rest.
    expect(await found(0o644, { COPKIT_METRICS_TOKEN: 'another-one-of-16-letters' })).toEqual(['ok config']);
    expect(await found(0o640, { COPKIT_WHATEVER_THIS_IS: 'x' })).toEqual(['ok config', 'warn config']);
  });

  it('that hold a secret alone are nobody else to read, nor to write', async () => {
    const token = join(folder, 'token');
    await writeFile(token, 'a-secret-of-16-letters');
    const config = loadConfig({ env: { COPKIT_METRICS_TOKEN_FILE: token } });
    expect(config.settings.metrics.token).toBe('a-secret-of-16-letters');
    const found = async (mode: number) => {
      await chmod(token, mode);
      return brief(secretFiles(config));
    };
    expect(await found(0o400)).toEqual(['ok secret file']);
    expect(await found(0o440)).toEqual(['ok secret file']);
    expect(await found(0o444)).toEqual(['warn secret file']);
    expect(await found(0o620)).toEqual(['fail secret file']);
    expect(secretFiles(loadConfig({ env: {} }))).toEqual([]);
  });

  it('of a store are in a folder that is there, and are nobody else to read', async () => {
    expect(brief(dataFolder(join(folder, 'none/cops.db')))).toEqual(['fail data folder']);
    const data = join(folder, 'cops.db');
    await writeFile(data, 'x', { mode: 0o644 });
    await chmod(folder, 0o755);
    expect(brief(dataFolder(data))).toEqual(['warn data folder', 'ok disk']);
    await chmod(folder, 0o700);
    expect(brief(dataFolder(data))).toEqual(['ok data folder', 'ok disk']);
  });

  it('of backups are young enough', async () => {
    const directory = join(folder, 'backups');
    const look = (hours: number) =>
      backups({ directory, maxAgeHours: 26 }, new Date(Date.parse('2026-01-02T00:00:00Z') + hours * 3_600_000)).state;
    expect(backups({ maxAgeHours: 26 }, new Date()).state).toBe('warn');
    expect(look(0)).toBe('fail');
    await mkdir(directory);
    expect(look(0)).toBe('fail');
    await writeFile(join(directory, 'monday.db'), 'x');
    await utimes(join(directory, 'monday.db'), new Date(), new Date('2026-01-02T00:00:00Z'));
    expect(look(26)).toBe('ok');
    expect(look(27)).toBe('fail');
  });
});

it('judges a PostgreSQL server', () => {
  const sound = {
    version: 150_012,
    encoding: 'UTF8',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    max_connections: 100,
    reserved: 3,
    used: 5,
    recovering: false,
    format: 'copkit.store',
    may_create: false,
    trigrams: true,
  };
  const wrong = (change: object, poolMax = 10) =>
    brief(serverFindings({ ...sound, ...change }, poolMax)).filter((each) => !each.startsWith('ok'));
  expect(wrong({})).toEqual([]);
  expect(wrong({ version: 140_001 })).toEqual(['fail store']);
  expect(wrong({ encoding: 'SQL_ASCII' })).toEqual(['fail encoding']);
  expect(wrong({ fsync: 'off' })).toEqual(['fail fsync']);
  expect(wrong({ full_page_writes: 'off' })).toEqual(['fail fsync']);
  expect(wrong({ synchronous_commit: 'off' })).toEqual(['fail synchronous_commit']);
  expect(wrong({}, 50)).toEqual(['warn connections']);
  expect(wrong({ recovering: true })).toEqual(['fail role']);
  expect(wrong({ format: null })).toEqual(['fail schema']);
  expect(wrong({ format: null, may_create: true })).toEqual([]);
  expect(wrong({ trigrams: false })).toEqual(['warn pg_trgm']);
});

describe('sign-on', () => {
  const provider = async (behindMs: number, issuer?: string) => {
    const url = await listening((_request, response) => {
      response.setHeader('date', new Date(Date.now() + behindMs).toUTCString());
      response.end(JSON.stringify({ issuer: issuer ?? url }));
    });
    const settings = settingsOf({ signOn: { bearer: [{ issuer: url, audience: 'copkit' }] } });
    return brief(await signOn(settings, web));
  };

  it('asks the provider who it is and what time it is', async () => {
    expect(await provider(0)).toEqual(['ok sign-on', 'ok provider', 'ok clock']);
    expect(await provider(15_000)).toEqual(['ok sign-on', 'ok provider', 'warn clock']);
    expect(await provider(-90_000)).toEqual(['ok sign-on', 'ok provider', 'fail clock']);
    expect(await provider(0, 'https://another.example')).toEqual(['ok sign-on', 'fail provider']);
  });

  it('says that a provider is away, and that there is none', async () => {
    const url = await listening((_request, response) => response.writeHead(503).end());
    const settings = settingsOf({ signOn: { bearer: [{ issuer: url, audience: 'copkit' }] } });
    expect(brief(await signOn(settings, web))).toEqual(['ok sign-on', 'fail provider']);
    expect(brief(await signOn(settingsOf({}), web))).toEqual(['fail sign-on']);
    expect(brief(await signOn(settingsOf({ demoSignOn: true }), web))).toEqual(['warn sign-on']);
  });

  it('says which service keys end soon', async () => {
    const service = {
      name: 'robot',
      hash: `sha256:${'0'.repeat(64)}`,
      scopes: ['read'],
      until: '2026-02-01T00:00:00Z',
    };
    const settings = settingsOf({ signOn: { services: [service] } });
    const on = async (day: string) => brief(await signOn(settings, { fetch, now: () => new Date(day) })).slice(1);
    expect(await on('2025-12-01')).toEqual([]);
    expect(await on('2026-01-20')).toEqual(['warn service key']);
    expect(await on('2026-02-02')).toEqual(['fail service key']);
  });

  it('comes back to where people are', () => {
    const session = (publicUrl: string) => ({
      session: { issuer: 'https://id.example', clientId: 'copkit', publicUrl, secrets: ['x'.repeat(32)] },
    });
    const look = (values: object, at: string) => brief(addresses(settingsOf({ ...values, signOn: session(at) })));
    const own = 'https://cop.example/copkit';
    expect(look({ publicUrl: own, basePath: '/copkit' }, own)).toEqual(['ok session address']);
    expect(look({ publicUrl: `${own}/`, basePath: '/copkit' }, own)).toEqual(['ok session address']);
    expect(look({ publicUrl: own }, own)).toEqual(['warn session address']);
    expect(look({ basePath: '/copkit' }, own)).toEqual(['warn session address']);
    expect(look({ publicUrl: own, basePath: '/copkit' }, 'https://old.example/copkit')).toEqual([
      'fail session address',
    ]);
    expect(addresses(settingsOf({}))).toEqual([]);
  });

  it('looks at origins', () => {
    expect(origins(settingsOf({ allowedOrigins: ['http://intranet.example'] })).map(({ state }) => state)).toEqual([
      'warn',
    ]);
    expect(
      origins(settingsOf({ allowedOrigins: ['https://intranet.example', 'http://127.0.0.1:5055'] }))[0]?.state,
    ).toBe('ok');
  });
});

describe('the public address', () => {
  const ORIGIN = 'https://intranet.example';
  const through = async (
    change: (path: string, response: Parameters<RequestListener>[1]) => boolean,
    token?: string,
  ) => {
    const publicUrl = await listening((request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      if (change(path, response)) return;
      response.setHeader('copkit-version', VERSION);
      if (request.method === 'OPTIONS') {
        response.writeHead(204, { 'access-control-allow-origin': ORIGIN }).end();
      } else if (path === '/v1/live') {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(': \n\n');
      } else response.end('{}');
    });
    return publicAddress({ publicUrl, allowedOrigins: [ORIGIN] }, { ...web, token, timeoutMs: 500 });
  };
  const untouched = () => false;

  it('leads here, unharmed', async () => {
    expect(brief(await through(untouched, 'token'))).toEqual([
      'ok public address',
      'ok tls',
      'ok cross-origin',
      'ok live',
    ]);
    expect(brief(await through(untouched))).toContain('warn live');
  });

  it.each([
    [
      'leads elsewhere',
      'fail public address',
      (_: string, response: Parameters<RequestListener>[1]) => Boolean(response.end('Welcome to nginx')),
    ],
    [
      'adds headers of its own',
      'fail cross-origin',
      (path: string, response: Parameters<RequestListener>[1]) => {
        if (path === '/v1/threads/reply')
          response.writeHead(204, { 'access-control-allow-origin': ['*', ORIGIN].join(', ') }).end();
        return path === '/v1/threads/reply';
      },
    ],
    [
      'holds the stream back',
      'fail live',
      (path: string, response: Parameters<RequestListener>[1]) => {
        if (path === '/v1/live') response.writeHead(200).flushHeaders();
        return path === '/v1/live';
      },
    ],
    [
      'runs another version',
      'warn public address',
      (path: string, response: Parameters<RequestListener>[1]) => {
        if (path === '/v1/health') response.writeHead(200, { 'copkit-version': '0.0.1' }).end();
        return path === '/v1/health';
      },
    ],
  ])('is found out where the proxy %s', async (_what, expected, change) => {
    expect(brief(await through(change, 'token'))).toContain(expected);
  });

  it('is found out to be away', async () => {
    const settings = { publicUrl: 'http://127.0.0.1:9', allowedOrigins: [] };
    expect(brief(await publicAddress(settings, { ...web, token: undefined }))).toEqual(['fail public address']);
  });
});

describe('copkit doctor', () => {
  it('says of each thing how it is and what to do, as text and as JSON', async () => {
    const data = join(folder, 'cops.db');
    const store = sqlite(data);
    await store.open();
    await store.close();
    const env = { COPKIT_DATA: data, COPKIT_DEMO_SIGN_ON: 'true' };
    const text = recordedTerminal();
    expect(await main(['doctor'], text, env)).toBe(0);
    expect(text.stdout.join('\n')).toMatch(/^ok +store +.*cops\.db is sound, format 1$/m);
    expect(text.stdout.join('\n')).toMatch(/^warn +sign-on .*\n +-> Set signOn/m);
    const json = recordedTerminal();
    expect(await main(['doctor', '--json'], json, { ...env, COPKIT_PORT: 'x' })).toBe(1);
    expect(JSON.parse(json.stdout.join('')).findings).toEqual([
      {
        check: 'config',
        state: 'fail',
        says: 'COPKIT_PORT: expected number, received string',
        todo: expect.any(String),
      },
    ]);
  });

  it('finds a store damaged, and makes none that is not there', async () => {
    const data = join(folder, 'cops.db');
    const run = async () => {
      const terminal = recordedTerminal();
      const code = await main(['doctor', '--json'], terminal, { COPKIT_DATA: data, COPKIT_DEMO_SIGN_ON: 'true' });
      const { findings } = JSON.parse(terminal.stdout.join('')) as { findings: Finding[] };
      return [code, findings.find(({ check }) => check === 'store')?.says];
    };
    expect(await run()).toEqual([0, expect.stringContaining('not there yet')]);
    expect(await run()).toEqual([0, expect.stringContaining('not there yet')]);
    await writeFile(data, 'This is a letter. '.repeat(1_000));
    expect(await run()).toEqual([1, expect.stringContaining('is not a SQLite database')]);
  });
});

it('a group that is mapped to a community that is not there is told', async () => {
  const data = join(folder, 'groups.db');
  const terminal = recordedTerminal();
  const mapped = (communityId: string) =>
    mappedGroups(settingsOf({ data, scim: { groups: [{ group: 'Welding', communityId }] } }), [], terminal);
  expect(brief(await mapped('c_0123456789abcdef'))).toEqual(['warn scim']);
  const { communityId } = await withStore({ file: data, create: true }, terminal, (cop) =>
    cop.system({ name: 'tests' }).imports.community({ source: 'tests', name: 'Welding', purpose: 'Seams' }),
  );
  expect(await mapped(communityId)).toEqual([]);
  const missing = await mapped('c_0123456789abcdef');
  expect(brief(missing)).toEqual(['fail scim']);
  expect(missing[0]?.says).toContain('c_0123456789abcdef');
});

it('a directory needs a key for SCIM, and a key for SCIM a server that serves it', () => {
  const services = [{ name: 'Directory', hash: `sha256:${'0'.repeat(64)}`, scopes: ['scim'] }];
  const found = (values: object) => brief(directory(settingsOf(values)));
  expect(found({})).toEqual([]);
  expect(found({ scim: {} })).toEqual(['fail scim']);
  expect(found({ signOn: { services } })).toEqual(['warn scim']);
  expect(found({ signOn: { services }, scim: {} })).toEqual(['ok scim']);
  expect(found({ signOn: { services }, scim: {}, publicUrl: 'http://cop.example' })).toEqual(['ok scim', 'fail scim']);
});
