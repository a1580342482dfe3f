import * as z from 'zod';
import { derive } from '../identity/ids.js';
import { collection } from '../store/collection.js';
import { textKey } from '../store/keys.js';

const topicRecord = z.strictObject({
  id: z.string(),
  prefLabel: z.string(),
  altLabels: z.array(z.string()),
  /** Ids of broader topics. */
  broader: z.array(z.string()),
  exactMatch: z.array(z.string()),
  definition: z.string().nullable(),
});
export type TopicRecord = z.infer<typeof topicRecord>;

/** The organisation's topic scheme. Indexed by every label and by what is broader. */
export const topics = collection<TopicRecord>({
  name: 'topics',
  home: 'topics',
  audience: 'readers',
  schema: topicRecord,
  keys: (body, id) => [
    ['topics', `${textKey(body.prefLabel)}/${id}`],
    ...[body.prefLabel, ...body.altLabels].map((label) => ['labels', `${textKey(label)}/${id}`] as const),
    ...body.broader.map((broader) => ['narrower', `${broader}/${id}`] as const),
  ],
});

/** Topics that were merged into others, which stand for them since. Id: the one that is gone. */
export const topicRedirects = collection<{ into: string; at: string }>({
  name: 'topicRedirects',
  home: 'topics',
  audience: 'readers',
  schema: z.strictObject({ into: z.string(), at: z.string() }),
  keys: ({ into }, id) => [['into', `${into}/${id}`]],
});

/**
 * Labels that were first used where not everybody reads. They stay in their community, under the id that the topic
 * gets when it is defined or used in the open.
 */
export const communityTopics = collection<{ label: string }>({
  name: 'communityTopics',
  home: 'community',
  audience: 'readers',
  schema: z.strictObject({ label: z.string() }),
});

/** The id of a topic follows from the label it was first called by: the label itself where that is plain. */
export function topicIdOf(label: string): string {
  const key = textKey(label);
  return /^[a-z0-9.#+_-]{1,60}$/.test(key) ? key : `x-${derive(key, 20)}`;
}
