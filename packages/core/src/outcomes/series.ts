import { dequal } from 'dequal';
import { CopkitError } from '../errors.js';
import { communityIdOf, deriveLocalId } from '../identity/ids.js';
import type { MetricResult } from '../metrics/api.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { EVERY_KEY } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { OutcomeSeries, OutcomesApi, SeriesValue } from './api.js';
import { changesOf } from './changes.js';
import type { WrongLine } from './csv-rows.js';
import { type SeriesRecord, series, seriesRows } from './records.js';
import { seriesResult } from './series-result.js';

type In<K extends keyof OutcomesApi> = InputOf<OutcomesApi[K]>;
type Out<K extends keyof OutcomesApi> = OutputOf<OutcomesApi[K]>;

const MOST_ROWS = 5_000;
const MOST_LINES_TOLD = 20;

const viewOf = (record: SeriesRecord): OutcomeSeries => ({ ...record, communityId: communityIdOf(record.id) });

async function findSeries(context: Pick<ReadContext, 'get'>, seriesId: string): Promise<SeriesRecord> {
  const found = await context.get(series, seriesId);
  if (!found) throw new CopkitError('not-found', 'There is no such series.', 'seriesId');
  return found;
}

/** Units by id and by name; a name that several bear finds none. */
async function unitsOf(context: ReadContext): Promise<Map<string, string>> {
  const units = [...(await context.kit.people.unitNames()).values()];
  const named = units.filter(({ name }) => units.filter((other) => other.name === name).length === 1);
  return new Map([...named.map(({ id, name }) => [name, id] as const), ...units.map(({ id }) => [id, id] as const)]);
}

function refusalOf(wrong: readonly WrongLine[]): CopkitError {
  const told = wrong.slice(0, MOST_LINES_TOLD).map(({ line, message }) => `line ${line}: ${message}`);
  const more = wrong.length - told.length;
  if (more > 0) told.push(`and ${more} more`);
  return new CopkitError('invalid', `Nothing was imported.\n${told.join('\n')}`, 'csv');
}

export async function define(context: WriteContext, input: In<'define'>): Promise<string> {
  const { communityId: of, denominator = null, better = null, csv, ...said } = input;
  if ((said.measure === 'count') !== (denominator === null)) {
    throw new CopkitError('invalid', 'A share or a mean, and only they, say what they are divided by.', 'denominator');
  }
  const id = deriveLocalId('series', of, said.name.trim().toLowerCase());
  const known = await context.get(series, id);
  if (known && known.rows > 0 && (known.measure !== said.measure || known.every !== said.every)) {
    throw new CopkitError(
      'conflict',
      `"${known.name}" has rows as a ${known.measure} by ${known.every}. Define a series of another name.`,
      known.measure === said.measure ? 'every' : 'measure',
    );
  }
  context.put(series, id, { id, ...said, denominator, better, rows: known?.rows ?? 0, updatedAt: context.now });
  context.log({ verb: 'defineSeries', object: id, detail: { measure: said.measure, every: said.every } });
  if (csv !== undefined) await importRows(context, { seriesId: id, csv });
  return id;
}

export async function definition(context: ReadContext, seriesId: string): Promise<OutcomeSeries> {
  return viewOf(await findSeries(context, seriesId));
}

export async function importRows(
  context: WriteContext,
  { seriesId, csv }: In<'importRows'>,
): Promise<Out<'importRows'>> {
  const record = await findSeries(context, seriesId);
  // The parser is large, and reading a series does without it.
  const { keyOf, rowsOf } = await import('./csv-rows.js');
  const { rows, wrong } = rowsOf(csv, record, { unitOf: await unitsOf(context), now: context.now });
  if (wrong.length > 0) throw refusalOf(wrong);
  const kept = (await context.get(seriesRows, seriesId))?.rows ?? [];
  if (kept.length > 0 && (kept[0]?.unitId === null) !== (rows[0]?.unitId === null)) {
    throw new CopkitError('conflict', 'The rows of a series are either all of units or all of the whole.', 'csv');
  }
  const byKey = new Map(kept.map((row) => [keyOf(row), row]));
  const outcome = { seriesId, created: 0, updated: 0, unchanged: 0 };
  for (const row of rows) {
    const known = byKey.get(keyOf(row));
    outcome[known === undefined ? 'created' : dequal(known, row) ? 'unchanged' : 'updated']++;
    byKey.set(keyOf(row), row);
  }
  if (byKey.size > MOST_ROWS) {
    throw new CopkitError('too-large', `A series has at most ${MOST_ROWS} rows; it would have ${byKey.size}.`, 'csv');
  }
  if (outcome.unchanged === rows.length) return outcome;
  const sorted = [...byKey.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  context.put(seriesRows, seriesId, { rows: sorted });
  context.put(series, seriesId, { ...record, rows: sorted.length, updatedAt: context.now });
  const { created, updated } = outcome;
  context.log({ verb: 'importSeries', object: seriesId, detail: { created, updated } });
  return outcome;
}

export async function list(context: ReadContext): Promise<Out<'list'>> {
  const found = await scanAll(context, series, { index: 'series', ...EVERY_KEY });
  return { items: found.map(({ body }) => viewOf(body)).sort((a, b) => a.name.localeCompare(b.name, 'en')) };
}

export async function get(context: ReadContext, { seriesId }: In<'get'>): Promise<MetricResult<SeriesValue>> {
  const record = await findSeries(context, seriesId);
  const kept = await context.get(seriesRows, seriesId);
  return seriesResult(viewOf(record), kept?.rows ?? [], await changesOf(context));
}
