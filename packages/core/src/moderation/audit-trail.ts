import type { Json } from '@copkit/storage';
import { dequal } from 'dequal/lite';
import { THE_ONE } from '../communities/records.js';
import type { StoreCheck } from '../integrity/api.js';
import type { WriteContext } from '../operations/context.js';
import type { AuditRecord } from './api.js';
import { auditFaults, chainStart, hashOf } from './audit-chain.js';
import { audit, auditHeads, auditId } from './records.js';

/** What an act was, beside who did it and when. */
export interface Act {
  readonly act: string;
  readonly object: string | null;
  readonly whom: string | null;
  readonly reason: string | null;
  readonly before: Json;
  readonly after: Json;
}

type Writing = Pick<WriteContext, 'get' | 'put' | 'actor' | 'membership' | 'now' | 'partition'>;

function roleOf({ actor, membership }: Writing): AuditRecord['role'] {
  if (actor.kind === 'system') return 'system';
  if (membership?.roles.includes('facilitator')) return 'facilitator';
  if (actor.admin) return 'administrator';
  return membership?.roles.includes('sponsor') ? 'sponsor' : 'member';
}

/** Adds a record to the audit of the partition that a mutation writes, in its commit. */
export async function record(context: Writing, act: Act): Promise<void> {
  const { actor, now: at, partition } = context;
  const head = (await context.get(auditHeads, THE_ONE)) ?? { count: 0, hash: chainStart(partition) };
  const content = {
    number: head.count + 1,
    at,
    actor: { kind: actor.kind, id: actor.id },
    role: roleOf(context),
    ...act,
    previous: head.hash,
  };
  const hash = hashOf(content);
  context.put(audit, auditId(content.number), { ...content, hash });
  context.put(auditHeads, THE_ONE, { count: content.number, hash });
}

/** Of two states only what differs, so that a record stays small. */
export function difference(before: Json, after: Json): Pick<Act, 'before' | 'after'> {
  if (dequal(before, after)) return { before: null, after: null };
  if (!isObject(before) || !isObject(after)) return { before, after };
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !dequal(before[name], after[name]),
  );
  const only = (state: { readonly [name: string]: Json }) =>
    Object.fromEntries(changed.flatMap((name) => (state[name] === undefined ? [] : [[name, state[name]]])));
  return { before: only(before), after: only(after) };
}

const isObject = (value: Json): value is { readonly [name: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Reads the audit of a partition again, as it is stored, when all else is checked. */
export function auditCheck(partition: string): StoreCheck {
  const records: AuditRecord[] = [];
  let head = { count: 0, hash: chainStart(partition) };
  return {
    take({ collection, body }) {
      if (collection === audit.name) records.push(body as unknown as AuditRecord);
      if (collection === auditHeads.name) head = body as unknown as typeof head;
    },
    *findings() {
      records.sort((left, right) => left.number - right.number);
      for (const { number, what } of auditFaults(partition, records)) {
        yield { document: `audit/${auditId(number)}`, what };
      }
      const last = records.at(-1);
      if (head.count !== (last?.number ?? 0) || head.hash !== (last?.hash ?? chainStart(partition))) {
        yield {
          document: 'auditHeads/it',
          what: `says that ${head.count} records were written, of which the last is another`,
        };
      }
    },
  };
}
