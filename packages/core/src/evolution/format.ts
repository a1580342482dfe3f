import type { DocKey, Json, Put } from '@copkit/storage';
import * as z from 'zod';
import { collection } from '../store/collection.js';

/**
 * In which version each collection of a partition is written. Every commit expects this document as the writer knows
 * it: once a collection has gone to a later version, a process of an earlier one cannot write it any more, however
 * long it has been running, and so leaves no hole behind a finished backfill.
 */
export interface Format {
  /** The lowest version a writer may have; 1 where a collection is not named. */
  readonly versions: Readonly<Record<string, number>>;
  /** Collections some of whose documents may still be of an earlier version, and not in the newer indexes. */
  readonly building: readonly string[];
}

export const FIRST_FORMAT: Format = { versions: {}, building: [] };

export const formats = collection<Format>({
  name: 'formats',
  home: 'any',
  audience: 'system',
  schema: z.strictObject({
    versions: z.record(z.string(), z.int().min(1)),
    building: z.array(z.string()),
  }),
});

/** How far the change feed was gone through, and for which collections. Apart from the format, which writers expect. */
export interface Progress {
  readonly building: readonly string[];
  readonly cursor: string;
}

export const backfills = collection<Progress>({
  name: 'backfills',
  home: 'any',
  audience: 'system',
  schema: z.strictObject({ building: z.array(z.string()), cursor: z.string() }),
});

export const FORMAT: DocKey = { collection: formats.name, id: 'format' };
export const BACKFILL: DocKey = { collection: backfills.name, id: 'backfill' };

export const versionIn = (format: Format, name: string): number => format.versions[name] ?? 1;

export const formatPut = (format: Format): Put => ({ ...FORMAT, body: format as unknown as Json });

/** With these collections in the versions they are wanted in; `null` where they are already, or beyond. */
export function raised(format: Format, wanted: Iterable<readonly [name: string, version: number]>): Format | null {
  const behind = [...wanted].filter(([name, version]) => versionIn(format, name) < version);
  if (behind.length === 0) return null;
  const names = new Set([...format.building, ...behind.map(([name]) => name)]);
  return { versions: { ...format.versions, ...Object.fromEntries(behind) }, building: [...names].sort() };
}
