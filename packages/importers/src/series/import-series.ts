import { readFile } from 'node:fs/promises';
import type { Copkit, InputOf, OutcomesApi } from '@copkit/core';
import { ImportError } from '../import-error.js';

/** What the series counts, for `outcomes.define`. */
export type SeriesDefinition = Omit<InputOf<OutcomesApi['define']>, 'communityId' | 'name'>;

export interface ImportSeries {
  readonly cop: Copkit;
  readonly communityId: string;
  /** A CSV file in UTF-8 with the columns period, numerator and, for shares and means, denominator; optionally unit. */
  readonly file: string;
  /** The same name again means the same series. */
  readonly name: string;
  /** May be left out for a series that is there. */
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
 * @throws ImportError when the file cannot be read, or nothing says what the series counts.
 * @throws CopkitError `invalid` with the lines that are wrong.
 */
export async function importSeries({ cop, communityId, file, name, definition }: ImportSeries): Promise<SeriesReport> {
  const csv = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ImportError('not-found', `${file} cannot be read (${error.code}).`, [], { cause: error });
  });
  const { outcomes } = cop.system({ name: 'import' });
  const { items } = await outcomes.list({ communityId });
  const known = items.find((series) => series.name.toLowerCase() === name.trim().toLowerCase());
  if (!known && !definition) {
    throw new ImportError('unknown-series', `There is no series "${name}" yet; say what it counts.`);
  }
  const series = definition ? await outcomes.define({ communityId, name, ...definition }) : known;
  if (!series) throw new Error('A series was neither found nor defined.');
  return outcomes.importRows({ seriesId: series.id, csv });
}
