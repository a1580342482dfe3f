import * as z from 'zod';
import { backfills, formats } from '../evolution/format.js';
import { snapshotChunks, snapshotHeads } from '../experts/snapshot.js';

/** The first line. */
export const headSchema = z.strictObject({
  format: z.literal('copkit dump 1'),
  handling: z.string(),
  /** The version of each collection in which its documents stand here. */
  collections: z.record(z.string(), z.int().min(1)),
});

export const documentSchema = z.strictObject({
  partition: z.string(),
  collection: z.string(),
  id: z.string(),
  body: z.json(),
});

/** The last line, without which a dump was cut off. */
export const endSchema = z.strictObject({ documents: z.int().min(0) });

export type Head = z.infer<typeof headSchema>;

/** What only says how a store keeps its documents, or is made of them, and so is another store's own. */
export const KEPT_BACK: ReadonlySet<string> = new Set([
  formats.name,
  backfills.name,
  snapshotHeads.name,
  snapshotChunks.name,
]);
