import * as z from 'zod';
import { derive } from '../identity/ids.js';
import { collection } from '../store/collection.js';

const draftRecord = z.strictObject({
  key: z.string(),
  title: z.string().nullable(),
  body: z.string(),
  topics: z.array(z.string()),
  savedAt: z.string(),
});
export type DraftRecord = z.infer<typeof draftRecord>;

export const drafts = collection<DraftRecord>({
  name: 'drafts',
  home: 'person',
  audience: 'owner',
  schema: draftRecord,
  keys: (body, id) => [['drafts', `all/${body.savedAt}/${id}`]],
});

export const idOf = (key: string): string => derive(`draft ${key}`, 20);
