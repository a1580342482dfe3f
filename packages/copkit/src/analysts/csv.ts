import type { Activity } from '@copkit/core';
import { stringify } from 'csv-stringify/sync';
import { Floors } from './floors.js';
import type { PeriodLength } from './periods.js';
import { type Pseudonyms, pseudonyms } from './pseudonyms.js';
import { kindOf } from './vocabulary.js';

const HEAD = ['period', 'unit', 'person', 'verb', 'kind', 'object', 'in_reply_to', 'topics', 'channel', 'origin'];
/** Rows that are written at once. */
const CHUNK = 500;

/**
 * The log for analysts: nobody's id, no moments, and at least five people behind each period and unit. Reads it twice:
 * first for what may be told, then to tell it.
 */
export async function* csvOf(log: () => AsyncIterable<Activity>, length: PeriodLength): AsyncGenerator<string> {
  const floors = new Floors(length);
  for await (const act of log()) floors.take(act);
  const told = floors.close();
  const names = pseudonyms();
  let rows: string[][] = [HEAD];
  for await (const act of log()) {
    const row = rowOf(act, told(act), names);
    if (row) rows.push(row);
    if (rows.length < CHUNK) continue;
    yield written(rows);
    rows = [];
  }
  yield written(rows);
}

/** Pseudonyms of a period and unit are of no other, so that nobody is followed from one to the next. */
function rowOf(
  { actor, verb, object, inReplyTo, channel, origin }: Activity,
  told: ReturnType<ReturnType<Floors['close']>>,
  names: Pseudonyms,
): string[] | null {
  if (!told || actor === null) return null;
  const within = `${told.period} ${told.unit}`;
  return [
    told.period,
    told.unit,
    names.of(actor, within),
    verb,
    kindOf(object).own,
    names.of(object, told.period),
    inReplyTo === null ? '' : names.of(inReplyTo, told.period),
    told.topics.join(' '),
    channel,
    origin,
  ];
}

// Spreadsheets take what begins with a sign for a formula.
const written = (rows: readonly string[][]): string => stringify([...rows], { escape_formulas: true });
