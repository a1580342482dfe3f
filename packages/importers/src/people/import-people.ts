import type { Copkit, PersonImport } from '@copkit/core';
import { readRows, refuseWrong } from '../csv/csv-rows.js';
import { PEOPLE_COLUMNS, personOf } from './person-row.js';

export interface ImportPeople {
  readonly cop: Copkit;
  /**
   * A CSV file in UTF-8 with the columns host_id, name and optionally unit, job_title, locale, since, divided by commas,
   * semicolons or tabs.
   */
  readonly file: string;
}

export interface PeopleReport {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Left out, because the person was erased here and has not signed in since. */
  readonly erased: number;
}

const PEOPLE_PER_CALL = 500;

/**
 * Imports people from a CSV file. Known people, by host id, are updated. Every row is checked before the
 * first write.
 * @throws ImportError with the lines that are wrong; then nothing was written.
 */
export async function importPeople({ cop, file }: ImportPeople): Promise<PeopleReport> {
  const rows = () => readRows(file, PEOPLE_COLUMNS, 'host_id', personOf);
  await refuseWrong(file, rows());

  const system = cop.system({ name: 'import' });
  const report = { created: 0, updated: 0, unchanged: 0, erased: 0 };
  const send = async (people: readonly PersonImport[]) => {
    const outcome = await system.people.import({ people });
    report.created += outcome.created;
    report.updated += outcome.updated;
    report.unchanged += outcome.unchanged;
    report.erased += outcome.erased;
  };
  let batch: PersonImport[] = [];
  for await (const row of rows()) {
    if ('value' in row) batch.push(row.value);
    if (batch.length < PEOPLE_PER_CALL) continue;
    await send(batch);
    batch = [];
  }
  if (batch.length > 0) await send(batch);
  return report;
}
