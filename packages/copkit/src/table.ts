type Cell = string | number;

const written = (cell: Cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell);

/** Rows in columns: text to the left, numbers to the right. */
export function table(rows: readonly (readonly Cell[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, written(cell).length);
  return rows
    .map((row) =>
      row
        .map((cell, at) => {
          const width = widths[at] ?? 0;
          return typeof cell === 'number' ? written(cell).padStart(width) : written(cell).padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
