import { retentionSchema } from '@copkit/core/privacy';
import { addressRange, isLoopback, rateLimitSettings, scimSettings, signOnSettings } from '@copkit/server';
import * as z from 'zod';

/**
 * `secret` is never printed and may come from a file of its own, by the key with `File` at its end; of a `password` an
 * address is printed without its password.
 */
const secret = { secret: true } as const;
const password = { secret: 'password' } as const;

const port = z.int().min(0).max(65_535);
const seconds = z.number().min(0).max(86_400);

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: 'expected an origin as a browser sends it, such as https://intranet.example, without a path or a slash',
});
function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
const webAddress = z.string().refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
  error: 'expected a web address such as https://cop.example/copkit',
});

const log = z
  .strictObject({
    level: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('The least that is logged.'),
    format: z
      .enum(['auto', 'json', 'pretty'])
      .default('auto')
      .describe('JSON lines, or lines for people; `auto` is `pretty` on a terminal and `json` elsewhere.'),
    requests: z
      .enum(['all', 'failed', 'none'])
      .default('all')
      .describe('Which requests get a line; `failed` those answered with 500 or more.'),
  })
  .prefault({})
  .describe('Logs go to standard error. They hold no names, ids of people, texts, addresses or tokens.');

const metrics = z
  .strictObject({
    port: port.optional().describe('Serves `/metrics` for Prometheus here; nowhere where absent.'),
    host: z.string().min(1).default('127.0.0.1').describe('The address that the metrics port listens on.'),
    token: z
      .string()
      .min(16)
      .optional()
      .meta({
        ...secret,
        description: 'What a scraper must send as a bearer token; needed to listen beyond loopback.',
      }),
  })
  .prefault({})
  .refine(({ port: at, host, token }) => at === undefined || token !== undefined || isLoopback(host), {
    error: 'expected a token, since it listens beyond this machine',
    path: ['token'],
  })
  .describe('Metrics for Prometheus. Never on the port of the API.');

const shutdown = z
  .strictObject({
    drainSeconds: seconds
      .default(0)
      .describe('How long requests are still taken after SIGTERM while `/v1/ready` says no: for load balancers.'),
    graceSeconds: seconds.default(10).describe('How long requests under way may take to finish after that.'),
  })
  .prefault({});

const limits = z
  .strictObject({
    bodyBytes: z.int().min(1_024).max(16_777_216).default(262_144).describe('Largest request body.'),
    streamSeconds: seconds.min(10).default(900).describe('How long a live stream lasts before clients come back.'),
    heartbeatSeconds: seconds.min(1).default(25).describe('Silence on a live stream after which a comment is sent.'),
    streamsPerPerson: z.int().min(1).max(1_000).default(32).describe('Live streams that one person may have open.'),
  })
  .prefault({});

const staticFiles = z
  .array(
    z.strictObject({
      path: z.string().startsWith('/').describe('Where, such as `/assets`.'),
      directory: z.string().min(1).describe('The folder with the files.'),
    }),
  )
  .default([])
  .describe('Folders to serve beside the API.');

const backups = z
  .strictObject({
    directory: z.string().min(1).optional().describe('Where backups lie, for `copkit doctor` to look at their age.'),
    maxAgeHours: z.number().positive().default(26).describe('How old the newest one may be.'),
  })
  .prefault({});

/** Everything that `copkit serve` can be told, with what holds where nothing is said. */
export const settings = z
  .strictObject({
    $schema: z.string().optional().describe('For editors: the JSON Schema of this file.'),
    data: z
      .string()
      .min(1)
      .default('./copkit.db')
      .meta({
        ...password,
        description: 'A SQLite file, or a PostgreSQL database as `postgres://user:password@host/name`.',
      }),
    pool: z
      .strictObject({
        max: z
          .int()
          .min(2)
          .max(1_000)
          .default(10)
          .describe('Most connections to PostgreSQL; search has as many again.'),
      })
      .prefault({}),
    host: z.string().min(1).default('127.0.0.1').describe('The address to listen on.'),
    port: port.default(4400).describe('The port to listen on; 0 takes a free one.'),
    basePath: z
      .string()
      .regex(/^(\/[\w.~-]+)*$/, { error: 'expected a path such as /copkit, without a slash at the end' })
      .default('')
      .describe('Where the API lies, such as `/copkit`.'),
    publicUrl: webAddress.optional().describe('The address that people reach this server by, through the proxy.'),
    allowedOrigins: z.array(origin).default([]).describe('Origins of other pages that may use this server.'),
    trustedProxies: z
      .array(addressRange)
      .default([])
      .describe('Addresses of proxies whose `X-Forwarded-For` is believed.'),
    signOn: signOnSettings.optional().describe('How people and programs sign on; see the page on sign-on.'),
    demoSignOn: z
      .boolean()
      .default(false)
      .describe('Instead of a sign-on: whoever comes is the persona they choose. On this machine only.'),
    scim: scimSettings
      .optional()
      .describe('Brings people and groups from a directory by SCIM; see the page on SCIM. `{}` for the defaults.'),
    rateLimits: rateLimitSettings
      .omit({ trustedProxies: true })
      .prefault({})
      .describe('How much one person and one address may ask for; 0 requests for no limit.'),
    timeZone: z
      .string()
      .refine(isTimeZone, { error: 'expected the name of a time zone such as Europe/Berlin, or UTC' })
      .default('UTC')
      .describe(
        'By which the months and quarters of figures are cut. One for the organisation and for good: set `COPKIT_TIME_ZONE` where other commands run as well.',
      ),
    imageOrigins: z
      .array(origin)
      .default([])
      .describe('Origins whose images posts may show, such as `https://pictures.example`; those of others are links.'),
    page: z.boolean().default(true).describe('Whether there is a page to look at, besides the API.'),
    static: staticFiles,
    log,
    metrics,
    shutdown,
    limits,
    retention: retentionSchema
      .prefault({})
      .describe('How long what is kept: a number of days, months or years such as 90d, 18m or 2y, or keep.'),
    backups,
  })
  .refine(({ demoSignOn, host }) => !demoSignOn || isLoopback(host), {
    error: 'lets anybody be anybody, so it serves this machine only: use --host 127.0.0.1, or a real sign-on',
    path: ['demoSignOn'],
  })
  .refine(({ demoSignOn, signOn }) => !demoSignOn || signOn === undefined, {
    error: 'expected either demoSignOn or signOn, not both',
    path: ['demoSignOn'],
  });

export type Settings = z.infer<typeof settings>;
