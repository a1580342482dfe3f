import type * as z from 'zod';
import { CopkitError } from '../errors.js';
import type { Ext } from '../operations/call.js';

export type FieldOwner = 'people' | 'communities' | 'threads';

/** The host's own fields: for each kind of entity a schema per namespace. */
export type FieldSchemas = Partial<Record<FieldOwner, Readonly<Record<string, z.ZodType>>>>;

export interface Fields {
  /** The new `ext` of an entity: given namespaces replace, `null` removes, others stay. */
  merge(owner: FieldOwner, current: Ext, given: Ext | undefined): Record<string, unknown>;
}

const DEEPEST = 20;

/** What a store keeps as it is, whatever a lenient schema would let through. */
function isPlainJson(value: unknown, levels: number): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || levels === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isPlainJson(item, levels - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false;
  return Object.entries(value).every(([key, inner]) => key.isWellFormed() && isPlainJson(inner, levels - 1));
}

export function fieldRegistry(schemas: FieldSchemas): Fields {
  return {
    merge(owner, current, given) {
      const merged: Record<string, unknown> = { ...current };
      for (const [namespace, value] of Object.entries(given ?? {})) {
        const known = schemas[owner];
        const schema = known && Object.hasOwn(known, namespace) ? known[namespace] : undefined;
        const field = `ext.${namespace}`;
        if (!schema)
          throw new CopkitError('invalid', `No fields are registered for ${owner} under "${namespace}".`, field);
        if (value === null) {
          delete merged[namespace];
          continue;
        }
        if (!isPlainJson(value, DEEPEST)) {
          throw new CopkitError('invalid', `${field}: must be JSON, at most ${DEEPEST} levels deep`, field);
        }
        const parsed = schema.safeParse(value);
        if (!parsed.success) {
          const [issue] = parsed.error.issues;
          const path = [field, ...(issue?.path ?? [])].join('.');
          throw new CopkitError('invalid', `${path}: ${issue?.message ?? 'is not valid'}`, path);
        }
        merged[namespace] = parsed.data;
      }
      return merged;
    },
  };
}
