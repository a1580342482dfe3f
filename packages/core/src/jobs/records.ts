import * as z from 'zod';
import { collection } from '../store/collection.js';

const jobRecord = z.strictObject({
  type: z.string(),
  key: z.string(),
  /** ISO 8601 with milliseconds, so that moments compare as text. */
  due: z.string(),
  payload: z.record(z.string(), z.unknown()),
  /** How often it has failed. */
  failures: z.number(),
});
export type JobRecord = z.infer<typeof jobRecord>;

/** What is to happen later in a partition. Id: type and key, so that there is one of each. */
export const jobs = collection<JobRecord>({
  name: 'jobs',
  home: 'any',
  audience: 'system',
  schema: jobRecord,
  keys: (body, id) => [['due', `${body.due}/${id}`]],
});

export const jobId = (type: string, key: string): string => `${type}:${key}`;
