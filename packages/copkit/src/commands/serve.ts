import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { Identity } from '@copkit/core';
import { type Authenticate, demoSignOn, signOnFrom } from '@copkit/server';
import { type StaticFiles, serve, tryListening } from '@copkit/server/node';
import { loadConfig } from '../config/load.js';
import type { Settings } from '../config/schema.js';
import { daily, type Repeat, repeat } from '../daily.js';
import { organisationExtensions } from '../extensions.js';
import { EXIT, Failure, UsageFailure } from '../failure.js';
import { createLog, type Log } from '../operating/logging.js';
import { unknownCommunities } from '../operating/mapped-groups.js';
import { observed } from '../operating/observed-storage.js';
import { readinessOf } from '../operating/readiness.js';
import { repeatedJobs } from '../operating/repeated-jobs.js';
import { servedMetrics } from '../operating/served-metrics.js';
import { sharedRateLimits } from '../operating/shared-rate-limits.js';
import { type ServingFlags, sourcesOf } from '../serving-flags.js';
import { nameOfStore, withStore } from '../store.js';
import type { Terminal } from '../terminal.js';

const PERSONAS: readonly Identity[] = [
  { hostId: 'demo-robin', name: 'Robin Demo', jobTitle: 'Member' },
  { hostId: 'demo-kim', name: 'Kim Demo', jobTitle: 'Member' },
  { hostId: 'demo-alex', name: 'Alex Demo', jobTitle: 'Administrator', admin: true },
];
const DAY_MS = 86_400_000;

/** The start page. It lies beside `src` in the repository and beside `dist` in the package. */
const startPage = (imageOrigins: readonly string[]): StaticFiles => ({
  path: '/',
  directory: fileURLToPath(new URL('../../page', import.meta.url)),
  headers: {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      ["img-src 'self' data:", ...imageOrigins].join(' '),
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'referrer-policy': 'same-origin',
  },
});

/** Serves the API, the built elements and a page of them, until the terminal's signal. */
export async function serveStore(
  flags: ServingFlags,
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
  every: Repeat = repeat,
): Promise<number> {
  const { settings } = loadConfig(sourcesOf(flags, env));
  const authenticate = signOn(settings);
  const log = await createLog(settings.log, terminal);
  const forget = endOnFault(log);
  try {
    await serveUntilStopped(settings, authenticate, log, terminal, every);
  } finally {
    forget();
  }
  return EXIT.ok;
}

async function serveUntilStopped(
  settings: Settings,
  authenticate: Authenticate,
  log: Log,
  terminal: Terminal,
  every: Repeat,
): Promise<void> {
  const inWords = (error: Error): never => {
    throw new Failure(error.message, { cause: error });
  };
  // Before a store is made that nobody would serve.
  await tryListening(settings.port, settings.host).catch(inWords);
  const metrics = await servedMetrics(settings.metrics);
  const limits = await sharedRateLimits(settings, log.error);
  const store = {
    file: settings.data,
    create: true,
    onFault: log.error,
    poolMax: settings.pool.max,
    // Jobs that are due at once still run at once; the others are run here, where it is known how late they are.
    options: (storage: Parameters<typeof observed>[0]) => ({
      storage: metrics ? observed(storage, metrics.storage) : storage,
      extensions: organisationExtensions({ retention: settings.retention, groups: settings.scim?.groups }),
      imageOrigins: settings.imageOrigins,
      timeZone: settings.timeZone,
      jobsMs: DAY_MS,
    }),
  };
  try {
    await withStore(store, terminal, async (cop, storage) => {
      const jobs = repeatedJobs(cop, log.error, every);
      let upgrading = true;
      const done = () => {
        upgrading = false;
      };
      cop.firstSweep.then(done, done);
      metrics?.follow(storage, jobs.state);
      const running = await serve({
        ...servingOptions(settings),
        ownProcess: true,
        cop,
        authenticate,
        ...(limits && { rateLimits: limits.rateLimits }),
        log: log.fault,
        observer: both(log.requests, metrics?.requests),
        ready: readinessOf({ storage, jobs: jobs.state, upgrading: () => upgrading }),
      }).catch(inWords);
      const stop = () => {
        log.info('Stopping.');
        void running.close();
      };
      terminal.signal.addEventListener('abort', stop);
      if (terminal.signal.aborted) stop();
      log.info(`Serving ${nameOfStore(settings.data)} at ${running.url}; stop with Ctrl-C.`);
      for (const each of await unknownCommunities(cop, settings.scim?.groups ?? [])) log.info(each);
      if (settings.demoSignOn) log.info(`Demo sign-on: ${PERSONAS.map(({ hostId }) => hostId).join(', ')}`);
      if (metrics) log.info(`Metrics at ${metrics.url}`);
      // The start kept the heap small; under load a larger one for young objects saves time.
      setFlagsFromString('--semi-space-growth-factor=2');
      const stopSweeping = daily(() => cop.sweep(), log.error, every);
      await running.closed;
      stopSweeping();
      jobs.stop();
    });
  } finally {
    await metrics?.close();
    await limits?.close();
  }
  log.info('Stopped.');
}

function servingOptions(settings: Settings) {
  const { host, port, basePath, allowedOrigins, publicUrl, imageOrigins, page, limits, shutdown, scim } = settings;
  const bundle = fileURLToPath(new URL('./bundle', import.meta.resolve('@copkit/elements')));
  return {
    host,
    port,
    basePath,
    // Behind a proxy that speaks TLS the server's own address is another one than the browser's.
    allowedOrigins: [...new Set([...allowedOrigins, ...(publicUrl ? [new URL(publicUrl).origin] : [])])],
    limits: {
      bodyBytes: limits.bodyBytes,
      streamMs: limits.streamSeconds * 1_000,
      heartbeatMs: limits.heartbeatSeconds * 1_000,
      streamsPerPerson: limits.streamsPerPerson,
    },
    ...(scim && { scim: { ...scim, publicUrl } }),
    drainMs: shutdown.drainSeconds * 1_000,
    graceMs: shutdown.graceSeconds * 1_000,
    static: [
      { path: `${basePath}/elements`, directory: bundle },
      ...settings.static,
      ...(page ? [startPage(imageOrigins)] : []),
    ],
  };
}

function signOn({ demoSignOn: demo, signOn: settings }: Settings): Authenticate {
  if (demo) return demoSignOn(PERSONAS);
  if (settings) return signOnFrom(settings);
  throw new UsageFailure(
    'say who signs people in: signOn in the configuration, or --jwt-issuer, --jwt-jwks and --jwt-audience, or --demo-sign-on to try it on this machine.',
  );
}

type Requests = Log['requests'];

function both(first: Requests, second: Requests | undefined): Requests {
  if (!second) return first;
  return {
    ...second,
    answered(answered) {
      first.answered(answered);
      second.answered(answered);
    },
  };
}

/** A process whose state nobody knows must not go on writing. What had been acknowledged is on the disk. */
function endOnFault(log: Log): () => void {
  const end = (error: unknown) => {
    log.fatal(error);
    process.exit(EXIT.failed);
  };
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, end);
  return () => {
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.off(event, end);
  };
}
