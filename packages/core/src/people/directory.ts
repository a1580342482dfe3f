import type { StorageAdapter } from '@copkit/storage';
import { dequal } from 'dequal/lite';
import { CopkitError } from '../errors.js';
import { type Actor, type Identity, identitySchema } from '../identity/identity.js';
import { mintPersonId, PEOPLE_SHARDS, type RandomBytes, shardOf } from '../identity/ids.js';
import { utc } from '../operations/text.js';
import type { Writers } from '../operations/writer.js';
import { EVERY_KEY, textKey, under } from '../store/keys.js';
import { peoplePartition, peopleShard, UNITS } from '../store/partitions.js';
import { reader, scanAll } from '../store/reader.js';
import type { PersonCard } from './api.js';
import {
  currentUnit,
  hostKey,
  hosts,
  type PersonRecord,
  people,
  refuseSuspended,
  type UnitRecord,
  unitAt,
  unitKey,
  units,
} from './records.js';
import { type Telling, takenOver } from './told.js';

/** How long another process's change of a name may go unseen. */
const FRESH_MS = 5_000;
const MOST_KEPT = 20_000;

interface Admitted extends Pick<PersonRecord, 'suspension'> {
  readonly id: string;
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

/** Finds people, and makes them on first sight. Keeps their records at hand for a few seconds. */
export class PeopleDirectory {
  readonly #records = new Map<string, { readonly record: PersonRecord | null; readonly until: number }>();
  /** By all that an identity says. */
  readonly #actors = new Map<string, { readonly actor: Actor; readonly until: number }>();
  /** Counts changes, so that what was read before one is not kept after it. */
  #version = 0;

  get version(): number {
    return this.#version;
  }

  #units: { readonly byId: ReadonlyMap<string, UnitRecord>; readonly until: number } | null = null;

  constructor(
    readonly storage: StorageAdapter,
    readonly writers: Writers,
    readonly now: () => string,
    readonly random: RandomBytes | undefined,
  ) {}

  /** Forgets what was kept of a partition that changed. */
  changed(partition: string): void {
    if (partition !== UNITS && !partition.startsWith('people/')) return;
    this.#version++;
    if (partition === UNITS) this.#units = null;
    const shard = partition.slice('people/'.length);
    for (const id of this.#records.keys()) if (id[2] === shard) this.#records.delete(id);
    for (const [told, { actor }] of this.#actors) if (actor.id[2] === shard) this.#actors.delete(told);
  }

  async records(ids: Iterable<string>): Promise<Map<string, PersonRecord | null>> {
    const found = new Map<string, PersonRecord | null>();
    const missing = new Map<string, string[]>();
    const clock = performance.now();
    for (const id of new Set(ids)) {
      const kept = this.#records.get(id);
      if (kept && kept.until > clock) found.set(id, kept.record);
      else {
        const partition = peoplePartition(id);
        missing.set(partition, [...(missing.get(partition) ?? []), id]);
      }
    }
    if (this.#records.size > MOST_KEPT) this.#records.clear();
    const version = this.#version;
    await Promise.all(
      [...missing].map(async ([partition, inShard]) => {
        const records = await reader(this.storage, partition).getMany(people, inShard);
        inShard.forEach((id, at) => {
          const record = records[at] ?? null;
          found.set(id, record);
          this.#keep(version, id, record);
        });
      }),
    );
    return found;
  }

  /** `version`: as it was before the record was read. */
  #keep(version: number, id: string, record: PersonRecord | null): void {
    if (version === this.#version) this.#records.set(id, { record, until: performance.now() + FRESH_MS });
  }

  async record(id: string): Promise<PersonRecord | null> {
    return (await this.records([id])).get(id) ?? null;
  }

  /** The people as others see them; who is unknown or erased has no name. */
  async cards(ids: Iterable<string>): Promise<ReadonlyMap<string, PersonCard>> {
    const records = await this.records(ids);
    const unitNames = await this.unitNames();
    return new Map([...records].map(([id, record]) => [id, card(id, record, unitNames)]));
  }

  async unitOf(personId: string): Promise<string | null> {
    const record = await this.record(personId);
    return record ? currentUnit(record) : null;
  }

  async unitOfAt(personId: string, at: string): Promise<string | null> {
    const record = await this.record(personId);
    return record ? unitAt(record, at) : null;
  }

  async unitNames(): Promise<ReadonlyMap<string, UnitRecord>> {
    const clock = performance.now();
    if (this.#units && this.#units.until > clock) return this.#units.byId;
    const version = this.#version;
    const all = await scanAll(reader(this.storage, UNITS), units, { index: 'units', ...EVERY_KEY });
    const byId = new Map(all.map(({ body }) => [body.id, body]));
    if (version === this.#version) this.#units = { byId, until: clock + FRESH_MS };
    return byId;
  }

  /** People whose name has a word that begins with the text. */
  async named(text: string, limit: number): Promise<PersonRecord[]> {
    const range = under(textKey(text) || ' ');
    const pages = await Promise.all(
      [...PEOPLE_SHARDS].map((shard) =>
        reader(this.storage, peopleShard(shard)).scan(people, { index: 'names', ...range, limit }),
      ),
    );
    const found = new Map(pages.flatMap((page) => page.items.map(({ id, body }) => [id, body] as const)));
    return [...found.values()].sort(byName).slice(0, limit);
  }

  /**
   * The actor behind an identity. Who is not known yet becomes a person; what the host says anew
   * (name, unit) is taken over.
   * @throws CopkitError `unauthenticated` when the identity is malformed, `forbidden` for who is suspended.
   */
  async resolve(identity: Identity): Promise<Actor> {
    const told = JSON.stringify(identity);
    const kept = this.#actors.get(told);
    if (kept && kept.until > performance.now()) return kept.actor;
    const parsed = identitySchema.safeParse(identity);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const field = issue?.path.join('.') ?? '';
      throw new CopkitError(
        'unauthenticated',
        `The sign-on gave no usable identity: ${field} ${issue?.message}`,
        field || null,
      );
    }
    if (identity.unit) await this.noteUnit(identity.unit, identity.unitName);
    const { id, suspension } = await this.admit({ ...identity }, this.now(), 'live');
    refuseSuspended(suspension, this.now());
    const actor: Actor = { kind: 'person', id, admin: identity.admin ?? false };
    if (this.#actors.size > MOST_KEPT) this.#actors.clear();
    this.#actors.set(told, { actor, until: performance.now() + FRESH_MS });
    return actor;
  }

  /**
   * Creates or updates the person with this host id. What is not told stays as it is. `null` for an import of who was
   * erased: they come back by signing in, as somebody new, and in no other way.
   */
  async admit(told: Telling['told'], since: string, origin: 'live'): Promise<Admitted>;
  async admit(told: Telling['told'], since: string, origin: 'imported'): Promise<Admitted | null>;
  async admit(told: Telling['told'], since: string, origin: 'live' | 'imported'): Promise<Admitted | null> {
    const shard = shardOf(told.hostId);
    const key = hostKey(told.hostId);
    // The same in a further attempt. Made only for who is new: how often somebody known is looked up is a matter of what
    // was forgotten in the meantime, and must not move what the random bytes after it make.
    let made: string | undefined;
    const fresh = () => {
      made ??= mintPersonId(shard, this.random);
      return made;
    };
    let attempted: Admitted | null = null;
    return this.writers.mutate(peopleShard(shard), async (transaction) => {
      const version = this.#version;
      const host = await transaction.get(hosts, key);
      if (host?.personId === null && origin === 'imported') return null;
      if (host?.erasedAt !== undefined && told.issuedAt !== undefined && utc(told.issuedAt) <= host.erasedAt)
        throw new CopkitError('unauthenticated', 'This person was erased. Sign in again to come back as somebody new.');
      const known = host?.personId ? await transaction.get(people, host.personId) : null;
      const id = known?.id ?? fresh();
      const record = takenOver(known, { id, told, since, now: this.now(), origin });
      // In doubt, it may be the commit of an earlier attempt that is found.
      const { suspension } = record;
      if (dequal(record, known)) {
        this.#keep(version, id, known);
        return (transaction.inDoubt && attempted) || { id, outcome: 'unchanged', suspension };
      }
      transaction.put(people, id, record);
      if (!known) transaction.put(hosts, key, { personId: id });
      attempted = { id, outcome: known ? 'updated' : 'created', suspension };
      return attempted;
    });
  }

  /** Makes a unit known that was named for the first time. */
  async noteUnit(id: string, name: string | undefined): Promise<void> {
    const known = (await this.unitNames()).get(id);
    if (known && (name === undefined || known.name === name)) return;
    await this.writers.mutate(UNITS, async (transaction) => {
      const unit = await transaction.get(units, unitKey(id));
      if (unit && (name === undefined || unit.name === name)) return;
      transaction.put(units, unitKey(id), { id, name: name ?? id, parentId: unit?.parentId ?? null });
    });
  }
}

export function card(id: string, record: PersonRecord | null, unitNames: ReadonlyMap<string, UnitRecord>): PersonCard {
  const unitId = record ? currentUnit(record) : null;
  return {
    id,
    name: record?.name ?? null,
    unit: unitId === null ? null : (unitNames.get(unitId)?.name ?? unitId),
    jobTitle: record?.jobTitle ?? null,
  };
}

function byName(a: PersonRecord, b: PersonRecord): number {
  const left = textKey(a.name ?? '~');
  const right = textKey(b.name ?? '~');
  return left < right ? -1 : left > right ? 1 : 0;
}
