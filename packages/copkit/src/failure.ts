import { inspect } from 'node:util';
import { CopkitError } from '@copkit/core';
import type { ImportError } from '@copkit/importers';
import { CommanderError } from 'commander';
import { STOPPED, Stopped, type Terminal } from './terminal.js';

/** What the process ends with. */
export const EXIT = { ok: 0, failed: 1, usage: 2, stopped: STOPPED } as const;

/** Something a person can put right; its message is all they need. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** The command line is wrong, which only shows once it runs. */
export class UsageFailure extends Failure {}

const TELLING_ERRORS: ReadonlySet<string> = new Set([
  'CopkitError',
  'DemoError',
  'ImportError',
  'UnavailableError',
  'LimitError',
]);
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EADDRINUSE: 'the port is in use; choose another with --port',
  EADDRNOTAVAIL: 'this machine has no such address; choose another with --host',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTFOUND: 'there is no such host',
  EPERM: 'not permitted',
  EROFS: 'the disk is read-only',
};

/** Says what went wrong and gives the exit code. */
export function report(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (terminal.signal.aborted || error instanceof Stopped) {
    terminal.err('copkit: stopped');
    return EXIT.stopped;
  }
  tell(error, terminal);
  if (isImportError(error)) for (const { line, message } of error.problems) terminal.err(`  line ${line}: ${message}`);
  return error instanceof UsageFailure ? EXIT.usage : EXIT.failed;
}

/** One sentence on what went wrong; more where the fault is copkit's own. */
export function tell(error: unknown, terminal: Terminal): void {
  const message = messageOf(error);
  terminal.err(message === null ? `copkit: a fault of copkit's own\n${inspect(error)}` : `copkit: ${message}`);
}

function messageOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof CopkitError && error.code === 'internal') return null;
  if (error instanceof Failure || TELLING_ERRORS.has(error.name)) return error.message;
  const said = 'code' in error && typeof error.code === 'string' ? SYSTEM_ERRORS[error.code] : undefined;
  if (said === undefined) return null;
  const place = 'path' in error ? `${error.path}: ` : 'port' in error ? `port ${error.port}: ` : '';
  return `${place}${said}`;
}

/** By its name: the importers are large, and only who imports loads them. */
export const isImportError = (error: unknown): error is ImportError =>
  error instanceof Error && error.name === 'ImportError' && 'problems' in error;
