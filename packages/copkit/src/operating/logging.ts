import type { Fault, Observer } from '@copkit/server';
import { pino } from 'pino';
import type { Settings } from '../config/schema.js';
import type { Terminal } from '../terminal.js';
import { recordOf } from './error-record.js';

export interface Log {
  readonly requests: Observer;
  /** A request that failed for a reason that is copkit's own. */
  fault(fault: Fault): void;
  /** What went wrong with nobody waiting for it. */
  error(error: unknown): void;
  fatal(error: unknown): void;
  info(message: string): void;
}

/** Load balancers ask every second. */
const PROBES: ReadonlySet<string> = new Set(['health', 'ready']);

/**
 * Logs as JSON lines, or as lines for people, to standard error. Requests are told by what comes from fixed sets
 * (operation, method, status, code), by their id and their duration; errors without what they quote. So no line holds
 * anything that a person wrote, is called or is known by, and nobody can write a line of their own.
 */
export async function createLog(settings: Settings['log'], terminal: Terminal): Promise<Log> {
  const pretty = settings.format === 'pretty' || (settings.format === 'auto' && terminal.interactive);
  const write = pretty ? await prettyWriter(terminal) : (line: string) => terminal.err(line.trimEnd());
  const logger = pino(
    {
      level: settings.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    { write },
  );
  return {
    requests: {
      answered({ requestId, method, operation, status, code, ms }) {
        const failed = status >= 500;
        if (settings.requests === 'none' || (settings.requests === 'failed' && !failed)) return;
        const record = { requestId, method, operation, status, ...(code && { code }), ms: Math.round(ms * 10) / 10 };
        if (failed) logger.error(record, 'request');
        else if (PROBES.has(operation)) logger.debug(record, 'request');
        else logger.info(record, 'request');
      },
    },
    fault: ({ requestId, error }) => logger.error({ requestId, error: recordOf(error) }, 'fault'),
    error: (error) => logger.error({ error: recordOf(error) }, 'fault'),
    fatal: (error) => logger.fatal({ error: recordOf(error) }, 'the process ends'),
    info: (message) => logger.info(message),
  };
}

async function prettyWriter(terminal: Terminal): Promise<(line: string) => void> {
  const { prettyFactory } = await import('pino-pretty');
  const pretty = prettyFactory({ colorize: terminal.interactive, translateTime: 'HH:MM:ss', singleLine: true });
  return (line) => terminal.err(pretty(line).trimEnd());
}
