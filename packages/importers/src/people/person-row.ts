import type { PersonImport } from '@copkit/core';
import { type Columns, cellProblem, type RowProblem, wrongCell } from '../csv/csv-rows.js';

export const PEOPLE_COLUMNS: Columns = {
  required: ['host_id', 'name'],
  optional: ['unit', 'job_title', 'locale', 'since', 'active'],
};
const LONGEST: Readonly<Record<string, number>> = { host_id: 200, name: 200, unit: 100, job_title: 200, locale: 35 };

const YES: ReadonlySet<string> = new Set(['yes', 'true', '1']);
const NO: ReadonlySet<string> = new Set(['no', 'false', '0']);

export interface PersonRow {
  readonly person: PersonImport;
  /** `null` where the row does not say. */
  readonly active: boolean | null;
}

/** The person a row stands for, or what is wrong with it. */
export function personOf(row: Readonly<Record<string, string>>): PersonRow | RowProblem {
  const problem = cellProblem(row, PEOPLE_COLUMNS.required, LONGEST);
  if (problem !== null) return problem;
  const { host_id: hostId = '', name = '', unit, job_title: jobTitle, locale, since } = row;
  if (locale && !isLocale(locale)) return wrongCell('locale', `"${locale}" is not a language tag such as en or de-CH`);
  const from = since ? momentOf(since) : null;
  if (since && from === null) return wrongCell('since', `"${since}" is not a date such as 2026-01-31`);
  const told = (row.active ?? '').toLowerCase();
  if (told && !YES.has(told) && !NO.has(told)) return wrongCell('active', `"${row.active}" is neither yes nor no`);
  const person = {
    hostId,
    name,
    ...(unit ? { unit } : {}),
    ...(jobTitle ? { jobTitle } : {}),
    ...(locale ? { locale } : {}),
    ...(from === null ? {} : { since: from }),
  };
  return { person, active: told ? YES.has(told) : null };
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** A day, or a moment with its offset from UTC, as a moment in UTC. */
function momentOf(text: string): string | null {
  const day = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/.exec(text)?.[1];
  // Date.parse takes 31 February for 3 March.
  if (day === undefined || !isDay(day) || Number.isNaN(Date.parse(text))) return null;
  return new Date(text).toISOString();
}

const isDay = (day: string) => {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
};
