import { CopkitError } from '../errors.js';
import type { SettingsRecord } from '../experts/records.js';
import { settingsOf } from '../experts/willing.js';
import type { Kit } from '../kit.js';
import { references } from '../membership/records.js';
import type { ReadContext } from '../operations/context.js';
import { isParticipant } from '../operations/policy.js';
import { EVERY_KEY } from '../store/keys.js';
import { personPartition } from '../store/partitions.js';
import { type PartitionReader, reader, scanAll } from '../store/reader.js';
import { type DeclarationRecord, declarations } from './records.js';

/** Whoever calls, who must be a person: the system knows nothing. */
export function oneself({ actor }: ReadContext): string {
  if (actor.kind === 'system') throw new CopkitError('invalid', 'Only a person can say this of people.');
  return actor.id;
}

/** @throws CopkitError `not-found` for a topic that the organisation does not have. */
export async function knownTopic({ topics }: Kit, named: string, field = 'topic'): Promise<string> {
  const topic = await topics.find(named);
  if (topic) return topic.id;
  throw new CopkitError('not-found', 'There is no such topic. Choose one of those that are suggested.', field);
}

/** One answer for who is unknown, was erased, is no member or does not want to be listed. */
export const nobodyToFind = (): CopkitError =>
  new CopkitError('not-found', 'There is nobody of this id to be found here.', 'personId');

/** What belongs to one person alone, for the extension itself and not on behalf of a caller. */
export const ownOf = (kit: Kit, personId: string): PartitionReader => reader(kit.storage, personPartition(personId));

/** Somebody's settings where others may find them, `null` where they may not. */
async function settingsIfListed(kit: Kit, personId: string): Promise<SettingsRecord | null> {
  if ((await kit.people.record(personId))?.name == null) return null;
  const settings = await settingsOf(ownOf(kit, personId), kit.topics);
  return settings.consent === 'unlisted' ? null : settings;
}

/** @throws CopkitError `not-found` for who may not be found. */
export async function listedSettings(kit: Kit, personId: string): Promise<SettingsRecord> {
  const settings = await settingsIfListed(kit, personId);
  if (!settings) throw nobodyToFind();
  return settings;
}

/** Those of some people who may be found. */
export async function listedAmong(kit: Kit, personIds: Iterable<string>): Promise<ReadonlySet<string>> {
  const found = Array.from(new Set(personIds), async (id) => ((await settingsIfListed(kit, id)) ? [id] : []));
  return new Set((await Promise.all(found)).flat());
}

/** The communities that somebody belongs to, as their own list has it. */
export async function communitiesOf(own: PartitionReader): Promise<string[]> {
  const all = await scanAll(own, references, { index: 'references', ...EVERY_KEY });
  return all.filter(({ body }) => isParticipant(body)).map(({ id }) => id);
}

/** What somebody declared, wherever it counts. */
export async function declaredBy(kit: Kit, personId: string): Promise<DeclarationRecord[]> {
  const own = await scanAll(ownOf(kit, personId), declarations, { index: 'declarations', ...EVERY_KEY });
  return own.map(({ body }) => body);
}
