import { dequal } from 'dequal';
import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { communityIdOf, deriveLocalId } from '../identity/ids.js';
import { answerable } from '../metrics/operations.js';
import type { ReadContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { longText, shortText } from '../operations/text.js';
import { EVERY_KEY } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import { communityId } from '../threads/schemas.js';
import type { OutcomeSeries, OutcomesApi } from './api.js';
import { changesOf } from './changes.js';
import { measures, periods, type SeriesRecord, series, seriesRows } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof OutcomesApi> = InputOf<OutcomesApi[K]>;
type Out<K extends keyof OutcomesApi> = OutputOf<OutcomesApi[K]>;

const MOST_ROWS = 5_000;
const MOST_TEXT = 400_000;
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

function refusalOf(wrong: readonly { readonly line: number; readonly message: string }[]): CopkitError {
  const told = wrong.slice(0, MOST_LINES_TOLD).map(({ line, message }) => `line ${line}: ${message}`);
  const more = wrong.length - told.length;
  if (more > 0) told.push(`and ${more} more`);
  return new CopkitError('invalid', `Nothing was imported.\n${told.join('\n')}`, 'csv');
}

export const outcomesOperations: readonly Operation[] = [
  write<In<'define'>, Out<'define'>, string>({
    name: 'outcomes.define',
    summary: 'Says what a series from a system of the host counts.',
    input: z.strictObject({
      communityId,
      name: shortText(120),
      measure: z.enum(measures),
      every: z.enum(periods),
      numerator: shortText(120),
      denominator: shortText(120).optional(),
      better: schema.better.optional(),
      source: shortText(200),
    }),
    output: schema.outcomeSeries,
    allow: answerable,
    community: (input) => input.communityId,
    async run(context, { communityId: of, denominator = null, better = null, ...said }) {
      if ((said.measure === 'count') !== (denominator === null)) {
        throw new CopkitError(
          'invalid',
          'A share or a mean, and only they, say what they are divided by.',
          'denominator',
        );
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
      return id;
    },
    answer: async (context, id) => viewOf(await findSeries(context, id)),
  }),

  write<In<'importRows'>, Out<'importRows'>, Out<'importRows'>>({
    name: 'outcomes.importRows',
    summary: 'Takes in the rows of a series from a CSV text, all of them or none.',
    input: z.strictObject({ seriesId: schema.seriesId, csv: longText(MOST_TEXT) }),
    output: z.strictObject({ seriesId: z.string(), created: z.number(), updated: z.number(), unchanged: z.number() }),
    allow: answerable,
    community: (input) => input.seriesId,
    async run(context, { seriesId, csv }) {
      const record = await findSeries(context, seriesId);
      const { rowsOf, keyOf } = await import('./csv-rows.js');
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
        throw new CopkitError(
          'too-large',
          `A series has at most ${MOST_ROWS} rows; it would have ${byKey.size}.`,
          'csv',
        );
      }
      if (outcome.unchanged === rows.length) return outcome;
      const sorted = [...byKey.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
      context.put(seriesRows, seriesId, { rows: sorted });
      context.put(series, seriesId, { ...record, rows: sorted.length, updatedAt: context.now });
      return outcome;
    },
    answer: async (_context, outcome) => outcome,
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'outcomes.list',
    summary: "The series from the host's systems, by name.",
    input: z.strictObject({ communityId }),
    output: z.strictObject({ items: z.array(schema.outcomeSeries) }),
    allow: answerable,
    community: (input) => input.communityId,
    async run(context) {
      const found = await scanAll(context, series, { index: 'series', ...EVERY_KEY });
      return { items: found.map(({ body }) => viewOf(body)).sort((a, b) => a.name.localeCompare(b.name, 'en')) };
    },
  }),

  read<In<'get'>, Out<'get'>>({
    name: 'outcomes.get',
    summary: 'A series period by period, with what was changed meanwhile.',
    input: z.strictObject({ seriesId: schema.seriesId }),
    output: schema.seriesResult,
    allow: answerable,
    community: (input) => input.seriesId,
    async run(context, { seriesId }) {
      const record = await findSeries(context, seriesId);
      const kept = await context.get(seriesRows, seriesId);
      const { seriesResult } = await import('./series-result.js');
      return seriesResult(viewOf(record), kept?.rows ?? [], await changesOf(context));
    },
  }),
];
