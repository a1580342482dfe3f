/** As shells put it where Ctrl-C ended a program. */
export const STOPPED = 130;

/** Where a command reads from and writes to. Results go to `out`, everything else to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether `err` is looked at by a person, so that a line may be drawn over. */
  readonly interactive: boolean;
  /** Aborted when the person wants out. */
  readonly signal: AbortSignal;
}

/**
 * The process's own terminal. The first Ctrl-C ends the command in order, the second one at once: also in a container,
 * where the kernel takes no signal to process 1 for an order that it has no handler for.
 */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessUnread);
  const stop = new AbortController();
  const onSignal = () => {
    if (stop.signal.aborted) process.exit(STOPPED);
    stop.abort(new Stopped());
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, onSignal);
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    interactive: process.stderr.isTTY === true,
    signal: stop.signal,
  };
}

/** A reader such as `head` that has seen enough is no reason to stop or to fail. */
function unlessUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** The person stopped the command. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor() {
    super('Stopped.');
  }
}
