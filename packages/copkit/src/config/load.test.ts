import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leavesOf, namesOf, shape } from './leaves.js';
import { loadConfig, type Sources } from './load.js';
import { ConfigFailure } from './problem.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-config-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function written(text: string, name = 'copkit.json'): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

/** The problems of a configuration, without the folder of the test. */
function problemsOf(sources: Partial<Sources>): string[] {
  try {
    loadConfig({ env: {}, ...sources });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const lines =
      error instanceof ConfigFailure ? error.problems.map((each) => `${each.origin} ${each.message}`) : [error.message];
    return lines.map((line) => line.replaceAll(`${folder}/`, ''));
  }
  return [];
}

describe('the configuration', () => {
  it('takes a flag before a variable before the file before the default, and knows which', async () => {
    const file = await written(
      '{\n  // of the house\n  "port": 1,\n  "host": "10.0.0.1",\n  "log": { "level": "warn", "format": "json", },\n}',
    );
    const { settings, effective } = loadConfig({
      file,
      env: { COPKIT_PORT: '2', COPKIT_HOST: '10.0.0.2', COPKIT_LOG_LEVEL: 'error', COPKIT_PAGE: '' },
      flags: new Map([['port', { flag: '--port', value: 3 }]]),
    });
    expect(settings).toMatchObject({
      port: 3,
      host: '10.0.0.2',
      page: true,
      timeZone: 'UTC',
      log: { level: 'error', format: 'json' },
    });
    const origins = Object.fromEntries(effective.map(({ key, origin }) => [key, origin]));
    expect(origins).toMatchObject({
      port: '--port',
      host: 'COPKIT_HOST',
      'log.level': 'COPKIT_LOG_LEVEL',
      'log.format': `${file}:5`,
      'log.requests': 'default',
      page: 'default',
    });
  });

  it('reads every setting from a variable as what it is', () => {
    const env = {
      COPKIT_ALLOWED_ORIGINS: 'https://a.example, https://b.example',
      COPKIT_TRUSTED_PROXIES: '["10.0.0.0/8"]',
      COPKIT_STATIC: '[{ "path": "/x", "directory": "x" }]',
      COPKIT_PAGE: 'false',
      COPKIT_LIMITS_BODY_BYTES: '4096',
    };
    expect(loadConfig({ env }).settings).toMatchObject({
      allowedOrigins: ['https://a.example', 'https://b.example'],
      trustedProxies: ['10.0.0.0/8'],
      static: [{ path: '/x', directory: 'x' }],
      page: false,
      limits: { bodyBytes: 4096 },
    });
  });

  it('takes any setting by --set', () => {
    expect(loadConfig({ env: {}, set: ['metrics.port=9464', 'data=a=b.db'] }).settings).toMatchObject({
      metrics: { port: 9464 },
      data: 'a=b.db',
    });
    expect(problemsOf({ set: ['timeZone=Atlantis/Capital'] })).toEqual([
      expect.stringContaining('expected the name of a time zone such as Europe/Berlin, or UTC'),
    ]);
    expect(problemsOf({ set: ['metrics.prot=1', 'port=x'] })).toEqual([
      '--set metrics.prot is no setting, did you mean metrics.port?',
      '--set port: expected number, received string',
    ]);
  });

  it('says of everything that is wrong which key, where, and what is expected', async () => {
    const file = await written(
      '{\n  "prot": 1,\n  "metrics": {\n    "port": 70000,\n    "tokn": "x"\n  },\n  "allowedOrigins": [\n    "https://a.example",\n    "https://b.example/"\n  ]\n}',
    );
    expect(problemsOf({ file, env: { COPKIT_LOG_LEVEL: 'loud', COPKIT_METRICS_PROT: '1' } })).toEqual([
      'COPKIT_METRICS_PROT is no setting, did you mean COPKIT_METRICS_PORT?',
      'copkit.json:9: allowedOrigins.1: expected an origin as a browser sends it, such as https://intranet.example, without a path or a slash',
      'COPKIT_LOG_LEVEL: expected one of "debug"|"info"|"warn"|"error"|"silent"',
      'copkit.json:4: metrics.port: Too big, expected number to be <=65535',
      'copkit.json:5: metrics.tokn: is no setting, did you mean metrics.token?',
      'copkit.json:2: prot: is no setting, did you mean port?',
    ]);
  });

  it.each([
    ['{ "port": 1, }}', 'copkit.json:1: is not JSON here: end of file expected.'],
    ['{\n"port": 1\n"host": "x" }', 'copkit.json:3: is not JSON here: comma expected.'],
    ['{ "embed": [] }', 'copkit.json:1: embed: is no setting, did you mean signOn.embed?'],
    ['[]', 'copkit.json: expected an object of settings, such as { "port": 4400 }.'],
    ['{ "log": { "level": "info",\n "level": "warn" } }', 'copkit.json:2: says level a second time.'],
  ])('refuses the file %s', async (text, message) => {
    expect(problemsOf({ file: await written(text) })).toEqual([message]);
  });

  it('says that a file is not there', () => {
    expect(problemsOf({ env: { COPKIT_CONFIG: `${folder}/none.json` } })).toEqual([
      'there is no configuration file none.json.',
    ]);
  });

  it('is not confused by what Kubernetes sets for a service of this name', () => {
    const env = { COPKIT_SERVICE_HOST: '10.0.0.1', COPKIT_SERVICE_PORT: '4400', COPKIT_PORT_4400_TCP_ADDR: '10.0.0.1' };
    expect(problemsOf({ env })).toEqual([]);
    expect(problemsOf({ env: { COPKIT_PORT: 'tcp://10.0.0.1:4400' } })).toEqual([
      'COPKIT_PORT was set by Kubernetes for a service called copkit: set enableServiceLinks to false',
    ]);
  });
});

describe('secrets', () => {
  const TOKEN = 'a-secret-of-16-letters';
  const DATA = 'postgres://ada:pass-word@db.example/cops';

  it('come from files of their own, whoever names them', async () => {
    const token = await written(`${TOKEN}\n`, 'token');
    const data = await written(DATA, 'data');
    const file = await written(JSON.stringify({ metrics: { port: 1, tokenFile: token } }, null, 1));
    const { settings, effective } = loadConfig({ file, env: { COPKIT_DATA_FILE: data } });
    expect(settings).toMatchObject({ data: DATA, metrics: { token: TOKEN } });
    const origins = Object.fromEntries(effective.map(({ key, origin }) => [key, origin]));
    expect(origins).toMatchObject({ data: 'COPKIT_DATA_FILE', 'metrics.token': `${file}:4` });
  });

  it('are never printed', async () => {
    const file = await written(JSON.stringify({ data: DATA, metrics: { token: TOKEN } }));
    const { effective } = loadConfig({ file, env: {} });
    const text = JSON.stringify(effective);
    expect(text).not.toMatch(/pass-word|a-secret/);
    expect(effective.find(({ key }) => key === 'metrics.token')?.value).toBe('***');
    expect(effective.find(({ key }) => key === 'data')?.value).toBe('postgres://ada@db.example/cops');
    const wrong = await written(JSON.stringify({ metrics: { token: 'short-secret' } }));
    expect(problemsOf({ file: wrong }).join()).not.toContain('short-secret');
  });

  it('that cannot be read are told by the key', async () => {
    const file = await written(
      `{ "metrics": { "tokenFile": "${folder}/none" },\n "dataFile": "${folder}", "data": "x" }`,
    );
    expect(problemsOf({ file })).toEqual([
      'copkit.json:1: metrics.tokenFile: names the file none, which cannot be read (ENOENT)',
      'copkit.json:2: dataFile: says the same as data: leave one of them out',
    ]);
  });
});

it('every setting has a variable of its own and tells what it is for', () => {
  const all = namesOf(shape());
  expect(new Set(all.map(({ variable }) => variable)).size).toBe(all.length);
  expect(
    leavesOf(shape())
      .filter((leaf) => !leaf.shape.description && !/^(signOn|rateLimits)\./.test(leaf.key))
      .map(({ key }) => key),
  ).toEqual([]);
});
