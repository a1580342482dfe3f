import { THE_ONE } from '../communities/records.js';
import { inbox } from '../inbox/records.js';
import type { Kit } from '../kit.js';
import { under } from '../store/keys.js';
import { personPartition } from '../store/partitions.js';
import { type PartitionReader, reader, scanAll } from '../store/reader.js';
import type { TopicScheme } from '../topics/scheme.js';
import { ACTIVITY_HORIZON_MS, DAY_MS } from './formulas.js';
import { expertSettings, type SettingsRecord, UNSAID, WEEKLY_CAP } from './records.js';

/** What somebody agreed to, and how often they were asked lately. */
export interface Willing {
  readonly settings: SettingsRecord;
  /** When they were invited, the oldest first; only what still weighs. */
  readonly invitedAt: readonly number[];
}

/** As the person said it. */
export async function storedSettings(own: PartitionReader): Promise<SettingsRecord> {
  return (await own.get(expertSettings, THE_ONE)) ?? UNSAID;
}

/** As it holds now: with a topic is hidden what was merged with it. */
export async function settingsOf(
  own: PartitionReader,
  topics: Pick<TopicScheme, 'redirects'>,
): Promise<SettingsRecord> {
  const settings = await storedSettings(own);
  if (settings.hiddenTopics.length === 0) return settings;
  const redirects = await topics.redirects();
  const hidden = new Set(settings.hiddenTopics.map((id) => redirects.get(id) ?? id));
  const merged = [...redirects].filter(([, into]) => hidden.has(into)).map(([from]) => from);
  return { ...settings, hiddenTopics: [...hidden, ...merged] };
}

/** Invitations of all communities, as they stand in the person's own inbox. */
export async function invitationsOf(own: PartitionReader, now: number): Promise<number[]> {
  const since = new Date(now - ACTIVITY_HORIZON_MS).toISOString();
  const found = await scanAll(own, inbox, {
    index: 'inbox',
    from: `type:invitation/${since}`,
    to: under('type:invitation/').to,
  });
  return found.map(({ body }) => Date.parse(body.at));
}

export async function willingness(
  { storage, topics }: Pick<Kit, 'storage' | 'topics'>,
  personId: string,
  now: number,
): Promise<Willing> {
  const own = reader(storage, personPartition(personId));
  const [settings, invitedAt] = await Promise.all([settingsOf(own, topics), invitationsOf(own, now)]);
  return { settings, invitedAt };
}

export const isAway = ({ away }: SettingsRecord, now: number): boolean => {
  const today = new Date(now).toISOString().slice(0, 10);
  return away !== null && away.from <= today && today <= away.until;
};

export const withinAWeek = (invitedAt: readonly number[], now: number): number =>
  invitedAt.filter((at) => at > now - 7 * DAY_MS).length;

/** Agreed to be asked, and can be asked now. */
export function mayBeAsked({ settings, invitedAt }: Willing, now: number): boolean {
  if (settings.consent !== 'routable' || isAway(settings, now)) return false;
  return withinAWeek(invitedAt, now) < (settings.weeklyCap ?? WEEKLY_CAP);
}

/** Whether an item counts, though its author hid a topic. */
export const counts = ({ hiddenTopics }: SettingsRecord, item: { readonly topics: readonly string[] }): boolean =>
  !item.topics.some((topic) => hiddenTopics.includes(topic));
