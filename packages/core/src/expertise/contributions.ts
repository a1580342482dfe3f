import * as z from 'zod';
import { collection } from '../store/collection.js';

const contributionRecord = z.strictObject({
  personId: z.string(),
  /** What it counts as: a row of the one table of weights. */
  kind: z.enum(['story', 'event']),
  title: z.string(),
  /** Markdown. */
  text: z.string(),
  /** Topic ids. */
  topics: z.array(z.string()),
  at: z.string(),
});
export type ContributionRecord = z.infer<typeof contributionRecord>;

/**
 * What speaks for somebody and is no post or practice: stories and events, of which the core keeps no records. Whoever
 * keeps them writes one here in the same commit, under the id of the thing, and deletes it with it. Everybody who may
 * read the community sees it.
 */
export const contributions = collection<ContributionRecord>({
  name: 'contributions',
  home: 'community',
  audience: 'readers',
  schema: contributionRecord,
  keys: ({ personId, at }, id) => [['contributions', `${personId}/${at}/${id}`]],
});
