import { CopkitError } from '../errors.js';
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

/** Somebody's settings where others may find them. @throws CopkitError `not-found` where they may not. */
export async function listedSettings(kit: Kit, personId: string) {
  const person = await kit.people.record(personId);
  if (person?.name == null) throw nobodyToFind();
  const settings = await settingsOf(ownOf(kit, personId), kit.topics);
  if (settings.consent === 'unlisted') throw nobodyToFind();
  return settings;
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
