/** An error as the log may have it. */
export interface ErrorRecord {
  readonly name: string;
  readonly code?: string;
  /** With `…` for everything that it quotes. */
  readonly message: string;
  /** The places, without the message. */
  readonly stack: readonly string[];
  readonly cause?: ErrorRecord;
}

const DEEPEST = 4;

/**
 * What an operator needs of an error. Messages quote: a text that is no JSON, a value that a database refused; whose
 * words these are nobody knows here, so from the first quotation mark to the last nothing is kept. Neither are fields
 * of the error's own, such as PostgreSQL's `detail`, which names values.
 */
export function recordOf(error: unknown, depth = 0): ErrorRecord {
  if (!(error instanceof Error)) return { name: typeof error, message: 'was thrown', stack: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    message: withoutQuotes(error.message),
    stack: placesOf(error),
    ...(error.cause !== undefined && depth < DEEPEST && { cause: recordOf(error.cause, depth + 1) }),
  };
}

const withoutQuotes = (message: string): string => message.replace(/^([^"'`“‘«]*)["'`“‘«].*["'`”’»]/su, '$1…');

function placesOf({ stack = '', message }: Error): readonly string[] {
  return stack
    .slice(Math.max(0, stack.indexOf(message)) + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*(:\d+:\d+\)?|\(native\)|<anonymous>\)?)$/.test(line))
    .slice(0, 12);
}
