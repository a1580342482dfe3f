import type { Copkit, OutcomeOfImport, SystemApi } from '@copkit/core';
import type { ProvisioningApi } from '@copkit/core/provisioning';
import { readRows, refuseWrong } from '../csv/csv-rows.js';
import { ImportError } from '../import-error.js';
import { PEOPLE_COLUMNS, type PersonRow, personOf } from './person-row.js';

export interface ImportPeople {
  readonly cop: Copkit;
  /**
   * A CSV file in UTF-8 with the columns host_id, name and optionally unit, job_title, locale, since, active, divided by
   * commas, semicolons or tabs.
   */
  readonly file: string;
  /** Writes nothing, and tells what would change. */
  readonly dryRun?: boolean;
  /** Suspends everybody whom the file does not name. */
  readonly deactivateMissing?: boolean;
}

type Outcome = 'created' | 'updated' | 'erased' | 'deactivated' | 'reactivated';

/** What would become of somebody. */
export interface PersonChange {
  /** `null` for who is not in the file. */
  readonly line: number | null;
  readonly hostId: string;
  readonly outcome: Outcome;
}

export interface PeopleReport {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Left out, because the person was erased here and has not signed in since. */
  readonly erased: number;
  readonly deactivated: number;
  readonly reactivated: number;
  /** Of a dry run, in the order of the file. */
  readonly changes?: readonly PersonChange[];
}

interface Row extends PersonRow {
  readonly line: number;
}
type System = SystemApi & { readonly provisioning: ProvisioningApi };
/** Who is here, by id. */
type Known = ReadonlyMap<string, { readonly hostId: string; readonly active: boolean }>;

const PEOPLE_PER_CALL = 500;

/**
 * Imports people from a CSV file. Known people, by host id, are updated. Every row is checked before the first write.
 * To look beforehand, and to deactivate, the copkit needs the extensions `provisioning` and `moderation`.
 * @throws ImportError with the lines that are wrong; then nothing was written.
 */
export async function importPeople({ cop, file, dryRun, deactivateMissing }: ImportPeople): Promise<PeopleReport> {
  const rows = () => readRows(file, PEOPLE_COLUMNS, 'host_id', personOf);
  await refuseWrong(file, rows());
  const system = cop.system({ name: 'import' });
  const run = new Run(system, dryRun || deactivateMissing ? await everybody(system) : new Map(), dryRun ?? false);
  let batch: Row[] = [];
  for await (const row of rows()) {
    if ('value' in row) batch.push({ line: row.line, ...row.value });
    if (batch.length < PEOPLE_PER_CALL) continue;
    await run.take(batch);
    batch = [];
  }
  if (batch.length > 0) await run.take(batch);
  if (run.rows === 0 && deactivateMissing)
    throw new ImportError('wrong-format', `${file} names nobody, so nobody was deactivated.`);
  if (deactivateMissing) await run.deactivateMissing();
  return { ...run.counts, ...(dryRun && { changes: run.changes }) };
}

class Run {
  readonly counts = { created: 0, updated: 0, unchanged: 0, erased: 0, deactivated: 0, reactivated: 0 };
  readonly changes: PersonChange[] = [];
  readonly seen = new Set<string>();
  rows = 0;

  constructor(
    readonly system: System,
    readonly known: Known,
    readonly dry: boolean,
  ) {}

  async take(rows: readonly Row[]): Promise<void> {
    this.rows += rows.length;
    const people = rows.map(({ person }) => person);
    const ids = this.dry ? await this.#preview(rows) : this.#add(await this.system.people.import({ people }));
    for (const [at, { line, person, active }] of rows.entries()) {
      const id = ids[at] ?? null;
      if (id !== null) this.seen.add(id);
      if (active !== null) await this.#setActive(id, active, { line, hostId: person.hostId });
    }
  }

  async deactivateMissing(): Promise<void> {
    for (const [id, { hostId, active }] of this.known) {
      if (active && !this.seen.has(id)) await this.#setActive(id, false, { line: null, hostId });
    }
  }

  #add({ ids, ...counts }: OutcomeOfImport): OutcomeOfImport['ids'] {
    for (const outcome of ['created', 'updated', 'unchanged', 'erased'] as const)
      this.counts[outcome] += counts[outcome];
    return ids;
  }

  async #preview(rows: readonly Row[]): Promise<readonly (string | null)[]> {
    const people = rows.map(({ person }) => person);
    const { items } = await this.system.provisioning.previewImport({ people });
    for (const [at, { outcome }] of items.entries()) {
      this.counts[outcome]++;
      const row = rows[at];
      if (row && outcome !== 'unchanged') this.changes.push({ line: row.line, hostId: row.person.hostId, outcome });
    }
    return items.map(({ id }) => id);
  }

  async #setActive(id: string | null, active: boolean, of: Omit<PersonChange, 'outcome'>): Promise<void> {
    const outcome = active ? 'reactivated' : 'deactivated';
    if (this.dry) {
      // Who is not here yet comes in as active.
      if (active === (id === null || (this.known.get(id)?.active ?? true))) return;
      this.changes.push({ ...of, outcome });
    } else {
      const done = id !== null && (await this.system.provisioning.setActive({ personId: id, active }));
      if (!done || done.outcome === 'unchanged') return;
    }
    this.counts[outcome]++;
  }
}

async function everybody(system: System): Promise<Known> {
  const known = new Map<string, { readonly hostId: string; readonly active: boolean }>();
  for (let after: string | null | undefined; after !== null; ) {
    const page: Awaited<ReturnType<ProvisioningApi['listPeople']>> = await system.provisioning.listPeople(
      after === undefined ? {} : { after },
    );
    for (const { id, hostId, active } of page.items) known.set(id, { hostId, active });
    after = page.next;
  }
  return known;
}
