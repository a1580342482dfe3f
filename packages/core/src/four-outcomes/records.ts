import * as z from 'zod';
import { collection } from '../store/collection.js';

export const organisationOutcomes = ['newcomers', 'customers', 'rework', 'innovation'] as const;

const assignmentRecord = z.strictObject({ outcome: z.enum(organisationOutcomes) });

/** Which of the four outcomes a series of the host is of. Id: the series. */
export const seriesOutcomes = collection<z.infer<typeof assignmentRecord>>({
  name: 'seriesOutcomes',
  home: 'community',
  audience: 'answerable',
  schema: assignmentRecord,
  keys: ({ outcome }, id) => [['outcomes', `${outcome}/${id}`]],
});
