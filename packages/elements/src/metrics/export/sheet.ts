/** Spreadsheets run what begins like this as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

const field = (cell: HTMLTableCellElement): string => {
  const bare = cell.querySelector('data')?.value;
  if (bare !== undefined) return bare;
  const text = cell.textContent.replaceAll(/\s+/g, ' ').trim();
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** A table as CSV (RFC 4180): numbers as they are and not as they are shown, texts never as formulas. */
export const sheetOf = (table: HTMLTableElement): string =>
  [...table.rows].map((row) => [...row.cells].map(field).join(',')).join('\r\n');
