// @ts-check
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `Usage: npm start -- [options]

  --port PORT   where to listen; the next free one if it is taken (4000)
  --data DIR    where the demo keeps its data (.demo)
  --fresh       forget everything that was written and start with the sample again`;

const here = import.meta.dirname;

/** @type {Record<string, string>} */
const pageHeaders = {
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: https:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; '),
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4000' },
      data: { type: 'string', default: join(here, '../../.demo') },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port.`);
  return { ...values, port, data: resolve(values.data) };
};

/**
 * Puts the sample into a store beside the final one and moves it there when it is complete, so that a start that is
 * interrupted leaves no half of it. @param {string} data
 */
const fill = async (data) => {
  const [{ sqlite }, { seed }] = await Promise.all([import('@copkit/storage-sqlite'), import('./seed/seed.mjs')]);
  const apart = join(data, `filling-${process.pid}`);
  mkdirSync(apart, { recursive: true });
  try {
    await seed(sqlite(join(apart, 'copkit.db')), new Date());
    for (const file of readdirSync(apart)) renameSync(join(apart, file), join(data, file));
  } finally {
    rmSync(apart, { recursive: true, force: true });
  }
};

/** The sign-on of the demo. Who has not chosen a persona is the first one. */
const signOn = async () => {
  const [{ demoSignOn }, { people, units }] = await Promise.all([
    import('@copkit/server'),
    import('./data/people.mjs'),
  ]);
  /** @type {{ hostId: string, admin?: boolean }[]} */
  const chosen = JSON.parse(readFileSync(join(here, 'site/personas.json'), 'utf8'));
  const personas = chosen.map(({ hostId, admin = false }) => {
    const person = people.find((each) => each.hostId === hostId);
    if (!person) throw new Error(`site/personas.json names "${hostId}", whom data/people.mjs does not know.`);
    const { came: _came, unit, ...identity } = person;
    const unitName = units.find(({ id }) => id === unit)?.name;
    return { ...identity, ...(unit && { unit }), ...(unitName && { unitName }), admin };
  });
  const authenticate = demoSignOn(personas);
  return Object.assign(
    /** @param {Request} request */ async (request) => (await authenticate(request)) ?? personas[0] ?? null,
    { loopbackOnly: true, respond: authenticate.respond },
  );
};

/** @param {import('@copkit/server/node').ServeOptions} options */
const serveOnFreePort = async (options) => {
  const { serve } = await import('@copkit/server/node');
  const { port = 0 } = options;
  for (let next = port; next < port + 20; next += 1) {
    try {
      return await serve({ ...options, port: next });
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw error;
    }
  }
  return serve({ ...options, port: 0 });
};

const start = async () => {
  const { port, data, fresh, help } = readOptions();
  if (help) return console.log(USAGE);
  const elements = join(dirname(fileURLToPath(import.meta.resolve('@copkit/elements'))), 'bundle');
  if (!existsSync(elements)) throw new Error('The elements are not built yet: run npm run build first.');
  const [{ createCopkit }, { sqlite, sqliteSearch }] = await Promise.all([
    import('@copkit/core'),
    import('@copkit/storage-sqlite'),
  ]);

  const file = join(data, 'copkit.db');
  mkdirSync(data, { recursive: true });
  if (fresh) for (const name of readdirSync(data)) if (name.startsWith('copkit.db')) rmSync(join(data, name));
  if (!existsSync(file)) {
    console.log('Filling the communities with a year of sample threads, this takes a few seconds …');
    await fill(data);
  }

  const cop = await createCopkit({ storage: sqlite(file), search: sqliteSearch(file) });
  try {
    const running = await serveOnFreePort({
      cop,
      authenticate: await signOn(),
      basePath: '/copkit',
      port,
      signals: true,
      graceMs: 2_000,
      static: [
        { path: '/', directory: join(here, 'site'), headers: pageHeaders },
        { path: '/elements', directory: elements },
        ...['ibm-plex-sans', 'ibm-plex-sans-arabic'].map((font) => ({
          path: `/fonts/${font}`,
          directory: join(dirname(fileURLToPath(import.meta.resolve(`@fontsource/${font}`))), 'files'),
        })),
      ],
    });
    console.log(`
The intranet of Tarn & Gale:  ${running.url}/

It keeps what you write in ${relative(process.cwd(), data) || '.'}; start with --fresh to begin again. Stop with Ctrl-C.`);
    await running.closed;
  } finally {
    await cop.close();
  }
};

start().catch((error) => {
  console.error(`intranet: ${error.message}`);
  process.exitCode = 1;
});
