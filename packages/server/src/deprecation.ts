import type { ServedOperation } from './served.js';

/**
 * What every answer of an operation that is to go says: when that was announced (RFC 9745), and until when it stays
 * (RFC 8594). Nothing of one that stays.
 * @throws Error where what the operation says is no date, or it would go before that was announced.
 */
export function deprecationHeaders({ name, deprecated }: ServedOperation): Readonly<Record<string, string>> {
  if (!deprecated) return {};
  const { since, sunset } = deprecated;
  const announced = dayOf(since);
  const stays = dayOf(sunset);
  if (!(announced < stays)) {
    throw new Error(
      `Operation "${name}" is deprecated since "${since}" until "${sunset}": both must be days such as 2026-11-23, the second after the first.`,
    );
  }
  return { deprecation: `@${announced / 1_000}`, sunset: new Date(stays).toUTCString() };
}

/** Midnight in UTC, in milliseconds; `NaN` of what is no day. */
function dayOf(text: string): number {
  const at = Date.parse(text);
  // What is no day of the calendar, such as 2027-02-31, may be read as another one.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) && text.length === 10 ? at : Number.NaN;
}
