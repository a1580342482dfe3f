import * as z from 'zod';
import { collection } from '../store/collection.js';

/** As what evidence is shown. */
export const evidenceShown = ['answer', 'accepted', 'practice', 'review', 'adoption', 'story', 'event'] as const;

export const consents = ['unlisted', 'listed', 'routable'] as const;

const settingsRecord = z.strictObject({
  consent: z.enum(consents),
  away: z.strictObject({ from: z.string(), until: z.string() }).nullable(),
  /** `null` for what holds for everybody. */
  weeklyCap: z.number().nullable(),
  hiddenTopics: z.array(z.string()),
  /** Agreed to be named where a topic hangs on few people; not where absent. */
  named: z.boolean().optional(),
  /** When they were invited in the last seven days, so that two who ask at the same moment know of each other. */
  invitedLately: z.array(z.string()).optional(),
});
export type SettingsRecord = z.infer<typeof settingsRecord>;

/** How far somebody lets themselves be found and asked; the one document of its kind. */
export const expertSettings = collection<SettingsRecord>({
  name: 'expertSettings',
  home: 'person',
  audience: 'owner',
  schema: settingsRecord,
});

/** Who said nothing may be found and asked inside the communities they joined. */
export const UNSAID: SettingsRecord = { consent: 'routable', away: null, weeklyCap: null, hiddenTopics: [] };

/** Invitations in seven days for who set no cap of their own. */
export const WEEKLY_CAP = 5;
