import { CopkitError } from '@copkit/core';
import * as z from 'zod';

/** An operation, or what is like one, such as `live.watch`. */
export interface Called {
  readonly name: string;
  readonly kind: 'read' | 'write';
}

/**
 * What a key or a token may call:
 * - `read` every operation that reads, live updates among them
 * - `threads.*` every operation of a part
 * - `threads.reply` one operation
 * - `*` all of them
 * - `scim` the SCIM service, and nothing else does: no `*` reaches it
 *
 * It never gives a right: what the person or account behind it may do is decided as for everybody.
 */
export const scopeSchema = z
  .string()
  .regex(
    /^(\*|read|scim|[a-z][A-Za-z0-9-]*\.(\*|[a-z][A-Za-z0-9]*))$/,
    'must be read, a part like threads.*, an operation like threads.reply, scim, or *',
  );

export function allows(scopes: readonly string[], { name, kind }: Called): boolean {
  const part = name.slice(0, name.indexOf('.'));
  return scopes.some(
    (scope) => scope === '*' || scope === name || scope === `${part}.*` || (scope === 'read' && kind === 'read'),
  );
}

/** @throws CopkitError `forbidden` */
export function requireScope(scopes: readonly string[] | undefined, called: Called): void {
  if (scopes === undefined || allows(scopes, called)) return;
  const has = scopes.length > 0 ? `their scopes are ${scopes.join(', ')}` : 'they have no scopes';
  throw new CopkitError(
    'forbidden',
    `These credentials may not call ${called.name}: ${has}. Ask for credentials that have ${called.name} too.`,
  );
}
