// @ts-check
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
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
    "img-src 'self' data:",
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

/** The sign-on of the demo. Who has not chosen a persona is the first one. */
const signOn = async () => {
  const [{ demoSignOn }, { people, units }] = await Promise.all([import('@copkit/server'), import('@copkit/demo')]);
  /** @type {{ hostId: string, admin?: boolean }[]} */
  const chosen = JSON.parse(readFileSync(join(here, 'site/personas.json'), 'utf8'));
  const personas = chosen.map(({ hostId, admin = false }) => {
    const person = people.find((each) => each.hostId === hostId);
    if (!person) throw new Error(`site/personas.json names "${hostId}", whom @copkit/demo does not know.`);
    const { came: _came, since: _since, unit, ...identity } = person;
    const unitName = units.find(({ id }) => id === unit)?.name;
    return { ...identity, ...(unit && { unit }), ...(unitName && { unitName }), admin };
  });
  const authenticate = demoSignOn(personas);
  return Object.assign(
    /** @param {Request} request */ async (request) => (await authenticate(request)) ?? personas[0] ?? null,
    { loopbackOnly: true, respond: authenticate.respond },
  );
};

/** @param {string} file */
const fill = async (file) => {
  const { fillDemo } = await import('@copkit/demo');
  console.log('Letting eighteen months pass at Tarn & Gale, this once …');
  let shown = 0;
  const until = new Date();
  const stopped = new AbortController();
  const stop = () => stopped.abort(new Error('stopped before the company was complete; nothing was changed.'));
  process.once('SIGINT', stop);
  await fillDemo({
    file,
    seed: 1,
    until: new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth(), until.getUTCDate())),
    fresh: true,
    signal: stopped.signal,
    onProgress: (done, total) => {
      const tenth = Math.floor((done / total) * 10);
      if (tenth > shown) console.log(`${tenth * 10} %`);
      shown = Math.max(shown, tenth);
    },
  });
  process.off('SIGINT', stop);
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
  const [
    { createCopkit },
    { evaluation, evaluationDeclarations },
    { expertise, expertiseDeclarations },
    { moderation, moderationDeclarations },
    { privacy },
    { sqlite, sqliteSearch },
  ] = await Promise.all([
    import('@copkit/core'),
    import('@copkit/core/evaluation'),
    import('@copkit/core/expertise'),
    import('@copkit/core/moderation'),
    import('@copkit/core/privacy'),
    import('@copkit/storage-sqlite'),
  ]);

  const file = join(data, 'copkit.db');
  mkdirSync(data, { recursive: true });
  if (fresh || !existsSync(file)) await fill(file);

  const declarations = { ...moderationDeclarations, ...expertiseDeclarations, ...evaluationDeclarations };
  const extensions = [moderation(), expertise(), evaluation(), privacy({ declarations })];
  const cop = await createCopkit({ storage: sqlite(file), search: sqliteSearch(file), extensions });
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
