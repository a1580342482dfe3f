import type { PersonImport } from '@copkit/core';

const REQUIRED = ['host_id', 'name'];
const OPTIONAL = ['unit', 'job_title', 'locale', 'since'];
const LONGEST: Readonly<Record<string, number>> = { host_id: 200, name: 200, unit: 100, job_title: 200, locale: 35 };

/** What is wrong with the header of a people file, to follow "the first line"; `null` where it is right. */
export function columnsProblem(header: readonly string[]): string | null {
  const missing = REQUIRED.filter((column) => !header.includes(column));
  if (missing.length > 0)
    return `lacks ${missing.join(' and ')}; it names the columns, such as host_id,name,unit,job_title,locale,since`;
  const unknown = header.find((column) => !REQUIRED.includes(column) && !OPTIONAL.includes(column));
  if (unknown !== undefined) return `names "${unknown}"; known columns are ${[...REQUIRED, ...OPTIONAL].join(', ')}`;
  const twice = header.find((column, at) => header.indexOf(column) !== at);
  return twice === undefined ? null : `names "${twice}" twice`;
}

/** The person a row stands for, or what is wrong with it. */
export function personOf(row: Readonly<Record<string, string>>): PersonImport | string {
  for (const column of REQUIRED) if (!row[column]) return `${column} is empty`;
  for (const [column, value] of Object.entries(row)) {
    const longest = LONGEST[column] ?? 0;
    if (longest > 0 && value.length > longest) return `${column} has more than ${longest} characters`;
    if (/[\p{Cc}\u2028\u2029]/u.test(value)) return `${column} holds a line break or control character`;
  }
  const { host_id: hostId = '', name = '', unit, job_title: jobTitle, locale, since } = row;
  if (locale && !isLocale(locale)) return `locale "${locale}" is not a language tag such as en or de-CH`;
  const from = since ? momentOf(since) : null;
  if (since && from === null) return `since "${since}" is not a date such as 2026-01-31`;
  return {
    hostId,
    name,
    ...(unit ? { unit } : {}),
    ...(jobTitle ? { jobTitle } : {}),
    ...(locale ? { locale } : {}),
    ...(from === null ? {} : { since: from }),
  };
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
