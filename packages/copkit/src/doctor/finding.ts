/** What a check found. */
export interface Finding {
  /** What was looked at, such as `disk`. */
  readonly check: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly says: string;
  /** What to do about it; of `warn` and `fail`. */
  readonly todo?: string;
}

export const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says });
export const warn = (check: string, says: string, todo: string): Finding => ({ check, state: 'warn', says, todo });
export const fail = (check: string, says: string, todo: string): Finding => ({ check, state: 'fail', says, todo });

/** An error in one line. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error.cause instanceof Error && error.message === 'fetch failed' ? error.cause : error;
  return inner.message.replace(/\.$/, '') || ('code' in inner ? String(inner.code) : inner.name);
}
