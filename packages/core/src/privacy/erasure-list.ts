import { CopkitError } from '../errors.js';
import { documents, partitions } from '../integrity/feed.js';
import type { Kit } from '../kit.js';
import { type PersonRecord, people } from '../people/records.js';
import { EVERY_KEY, under } from '../store/keys.js';
import { peoplePartition } from '../store/partitions.js';
import { reader, scanAll } from '../store/reader.js';
import { auditNow } from './auditing.js';
import { printOf } from './names.js';
import type { ErasureList, Reapplied } from './office-api.js';
import { type ErasureRecord, erasures, nameHits } from './records.js';

export async function exportErasures(kit: Kit): Promise<ErasureList> {
  const found: ErasureRecord[] = [];
  const redactions: ErasureList['redactions'][number][] = [];
  for await (const partition of partitions(kit.storage)) {
    const home = reader(kit.storage, partition);
    if (partition.startsWith('people/'))
      found.push(...(await scanAll(home, erasures, { index: 'erasures', ...EVERY_KEY })).map(({ body }) => body));
    if (!partition.startsWith('community/')) continue;
    const communityId = partition.slice('community/'.length);
    const done = await scanAll(home, nameHits, { index: 'nameHits', ...under('redacted/') });
    for (const { id: hitId, body } of done) redactions.push({ personId: body.personId, communityId, hitId });
  }
  return { format: 'copkit erasures 1', madeAt: kit.now(), erasures: found, redactions };
}

/**
 * Erases again whoever is in the list, by their id here or, in a store that was filled anew, by their host id. Who was
 * erased and has signed in since is somebody new, and stays. May be broken off and called again.
 */
export async function reapplyErasures(kit: Kit, list: ErasureList): Promise<Reapplied> {
  const counts = { erased: 0, pending: 0, unknown: 0, redacted: 0, open: 0 };
  const again = new Set<string>();
  for (const entry of list.erasures) {
    const person = await personOf(kit, entry);
    if (!person) {
      counts.unknown++;
      await keepEntry(kit, entry);
      continue;
    }
    const { state } = (await kit.callAsSystem('privacy.requestErasure', { personId: person.id })) as { state: string };
    counts[state === 'erased' ? 'erased' : 'pending']++;
    again.add(person.id);
  }
  for await (const partition of partitions(kit.storage)) await kit.outbox.deliverPending(partition);
  const redactions = new Set(list.redactions.map(({ communityId, hitId }) => `${communityId} ${hitId}`));
  for await (const partition of partitions(kit.storage)) {
    if (!partition.startsWith('community/')) continue;
    const communityId = partition.slice('community/'.length);
    const open = await scanAll(reader(kit.storage, partition), nameHits, { index: 'nameHits', ...under('open/') });
    for (const { id: hitId, body } of open) {
      if (!redactions.has(`${communityId} ${hitId}`)) {
        if (again.has(body.personId)) counts.open++;
        continue;
      }
      try {
        await kit.callAsSystem('privacy.decideNameHit', { communityId, hitId, outcome: 'redacted' });
        counts.redacted++;
      } catch (error) {
        if (!(error instanceof CopkitError && error.code === 'conflict')) throw error;
        // A hold stands in the way: it stays open.
        counts.open++;
      }
    }
  }
  await auditNow(kit, 'system', { act: 'reapply', counts });
  return counts;
}

/** Who is meant by an entry, if they are here and not erased. */
async function personOf(kit: Kit, entry: ErasureRecord): Promise<PersonRecord | null> {
  const known = await reader(kit.storage, peoplePartition(entry.personId)).get(people, entry.personId);
  if (known) return known.erasedAt === null ? known : null;
  if (entry.hostHash === null) return null;
  for await (const partition of partitions(kit.storage)) {
    if (!partition.startsWith('people/')) continue;
    for await (const { collection, body } of documents(kit.storage, partition)) {
      if (collection !== people.name) continue;
      const record = body as unknown as PersonRecord;
      const isTheirs = record.hostId !== null && printOf(entry.salt, record.hostId) === entry.hostHash;
      if (isTheirs && (record.origin === 'imported' || record.createdAt <= entry.erasedAt)) return record;
    }
  }
  return null;
}

/** So that the next list from this store still has it. */
async function keepEntry(kit: Kit, entry: ErasureRecord): Promise<void> {
  await kit.writers.mutate(peoplePartition(entry.personId), async (transaction) => {
    if (!(await transaction.get(erasures, entry.personId))) transaction.put(erasures, entry.personId, entry);
  });
}
