import { readFile } from 'node:fs/promises';
import type { Copkit, InputOf, OutcomeSeries, OutcomesApi } from '@copkit/core';
import { ImportError } from '../import-error.js';

/** What the series counts, for `outcomes.define`. */
export type SeriesDefinition = Omit<InputOf<OutcomesApi['define']>, 'communityId' | 'name' | 'csv'>;

export interface ImportSeries {
  readonly cop: Copkit;
  readonly communityId: string;
  /** A CSV file in UTF-8 with the columns period, numerator and, for shares and means, denominator; optionally unit. */
  readonly file: string;
  /** The same name again means the same series. */
  readonly name: string;
  /** May be left out for a series that is there; what is said of it then is what it is known as. */
  readonly definition?: SeriesDefinition;
}

export interface SeriesReport {
  readonly seriesId: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/**
 * Imports a series of a host's system from a CSV file, all of its rows or none. Rows of a known period and unit are
 * replaced.
 * @throws ImportError when the file cannot be read, when nothing says what the series counts, or when it is known as
 * something else: an import changes no definition.
 * @throws CopkitError `invalid` with the lines that are wrong.
 */
export async function importSeries({ cop, communityId, file, name, definition }: ImportSeries): Promise<SeriesReport> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new ImportError('not-found', `${file} cannot be read (${error.code}).`, [], { cause: error });
  });
  const csv = textOf(bytes, file);
  const { outcomes } = cop.system({ name: 'import' });
  const { items } = await outcomes.list({ communityId });
  const known = items.find((series) => series.name.toLowerCase() === name.trim().toLowerCase());
  if (known) {
    refuseOther(known, definition ?? {});
    return outcomes.importRows({ seriesId: known.id, csv });
  }
  if (!definition) throw new ImportError('unknown-series', `There is no series "${name}" yet; say what it counts.`);
  const made = await outcomes.define({ communityId, name, ...definition, csv });
  return { seriesId: made.id, created: made.rows, updated: 0, unchanged: 0 };
}

function refuseOther(known: OutcomeSeries, said: Partial<SeriesDefinition>): void {
  const other = (Object.keys(said) as (keyof SeriesDefinition)[]).find((each) => said[each] !== known[each]);
  if (other === undefined) return;
  throw new ImportError(
    'other-definition',
    `The ${other} of "${known.name}" is "${known[other]}", not "${said[other]}". Leave it out, or name another series.`,
  );
}

function textOf(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ImportError('wrong-format', `${file} is not in UTF-8; save it as UTF-8.`, [], { cause: error });
  }
}
