import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { AuditRecord } from './api.js';

/** JSON with the keys of all objects in order (RFC 8785, for the values that records have). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`;
}

const digest = (text: string): string => bytesToHex(sha256(new TextEncoder().encode(text)));

/** What the first record of a partition follows on: a record cannot be moved to another one. */
export const chainStart = (partition: string): string => digest(`copkit audit of ${partition}`);

/** The hash that a record has if nobody changed it. */
export function hashOf({
  hash: _own,
  ...content
}: AuditRecord | (Omit<AuditRecord, 'hash'> & { hash?: string })): string {
  return digest(canonical(content));
}

/**
 * What is wrong with the audit of one partition, from its first record on; nothing where all is as it was written. For
 * auditors too, who have an export and nothing else.
 */
export function* auditFaults(
  partition: string,
  records: Iterable<AuditRecord>,
): Generator<{ readonly number: number; readonly what: string }> {
  let number = 0;
  let previous = chainStart(partition);
  for (const record of records) {
    number++;
    if (record.number !== number) {
      yield { number, what: `is missing: the next record is number ${record.number}` };
      number = record.number;
    } else if (record.previous !== previous) {
      yield { number, what: 'does not follow on the record before it' };
    }
    if (record.hash !== hashOf(record)) yield { number, what: 'was changed after it was written' };
    previous = record.hash;
  }
}
