import { dequal } from 'dequal/lite';
import { PEOPLE_SHARDS, shardOf } from '../identity/ids.js';
import type { Kit } from '../kit.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { utc } from '../operations/text.js';
import { hostKey, hosts, isSuspended, people } from '../people/records.js';
import { takenOver } from '../people/told.js';
import { peoplePartition, peopleShard } from '../store/partitions.js';
import type { Kept, ProvisionedUser, ProvisioningApi } from './api.js';
import { PROVISIONING, users } from './records.js';

type In<K extends keyof ProvisioningApi> = InputOf<ProvisioningApi[K]>;
type Out<K extends keyof ProvisioningApi> = OutputOf<ProvisioningApi[K]>;

const REASON = 'Your account is not active in the directory of your organisation.';
const SERVICES = 'service:';
const FEED_PAGE = 500;

export async function setActive(
  { in: at, kit, now }: ReadContext,
  { personId, active }: In<'setActive'>,
): Promise<Out<'setActive'>> {
  const home = at(peoplePartition(personId));
  const person = await home.get(people, personId);
  if (!person || person.erasedAt !== null) return { outcome: 'unchanged' };
  await agreeWith(kit, await at(PROVISIONING).get(users, personId), active);
  const { suspension } = person;
  const suspended = isSuspended(suspension, now);
  // What an administrator decided stays theirs to lift, and to let end.
  const own = suspended && suspension?.until === null && suspension.reason === REASON;
  if (active ? !own : suspended) return { outcome: 'unchanged' };
  if (active) await kit.callAsSystem('moderation.liftSuspension', { personId });
  else await kit.callAsSystem('moderation.suspend', { personId, reason: REASON });
  return { outcome: 'changed' };
}

/** Whatever brought it, SCIM or a file, the directory has one word, the last: so its account says the same. */
async function agreeWith(kit: Kit, account: (ProvisionedUser & Kept) | null, active: boolean): Promise<void> {
  if (!account || account.active === active) return;
  const { version, createdAt: _createdAt, changedAt: _changedAt, ...user } = account;
  await kit.callAsSystem('provisioning.saveUser', { user: { ...user, active }, version });
}

/** `after`: a shard and a place in its feed. */
export async function listPeople({ kit, now }: ReadContext, input: In<'listPeople'>): Promise<Out<'listPeople'>> {
  const [shard = PEOPLE_SHARDS[0] as string, since] = input.after?.split(' ') ?? [];
  const changes = await kit.storage.changes(peopleShard(shard), since ?? null, FEED_PAGE);
  if (changes.kind === 'reset') return { items: [], next: shard };
  const items = changes.docs.flatMap(({ collection, body }) => {
    if (collection !== people.name || body === null) return [];
    const { id, hostId, erasedAt, suspension } = people.schema.parse(body);
    if (hostId === null || erasedAt !== null || hostId.startsWith(SERVICES)) return [];
    return [{ id, hostId, active: !isSuspended(suspension, now) }];
  });
  const further = PEOPLE_SHARDS[PEOPLE_SHARDS.indexOf(shard) + 1];
  return { items, next: changes.more ? `${shard} ${changes.cursor}` : (further ?? null) };
}

export async function previewImport(
  { in: at, now }: ReadContext,
  input: In<'previewImport'>,
): Promise<Out<'previewImport'>> {
  const items = input.people.map(async ({ since, ...told }): Promise<Out<'previewImport'>['items'][number]> => {
    const home = at(peopleShard(shardOf(told.hostId)));
    const host = await home.get(hosts, hostKey(told.hostId));
    if (!host) return { id: null, outcome: 'created' };
    if (host.personId === null) return { id: null, outcome: 'erased' };
    const known = await home.get(people, host.personId);
    const telling = { id: host.personId, told, since: since === undefined ? now : utc(since), now };
    const same = dequal(takenOver(known, { ...telling, origin: 'imported' }), known);
    return { id: host.personId, outcome: same ? 'unchanged' : 'updated' };
  });
  return { items: await Promise.all(items) };
}
