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
