// @ts-check

/** @typedef {import('@copkit/storage/conformance').ConformanceRecord} ConformanceRecord */
/** @typedef {{ does: string, chapter: string, caughtBy: readonly string[], caught: boolean }} BrokenRow */

/** @param {readonly (readonly string[])[]} rows */
const columns = (rows) => {
  const widths = (rows[0] ?? []).map((_, n) => Math.max(...rows.map((row) => row[n]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, n) => cell.padEnd(widths[n] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

/** One line for each chapter; below it what failed and what was skipped, each with the reason. @param {ConformanceRecord} record */
export const recordTable = ({ adapter, capabilities, options, tests }) => {
  const titles = [...new Set(tests.map(({ chapter, title }) => `${chapter}\n${title}`))];
  const rows = titles.map((name) => {
    const own = tests.filter(({ chapter, title }) => `${chapter}\n${title}` === name);
    const count = (/** @type {string} */ wanted) => String(own.filter(({ outcome }) => outcome === wanted).length);
    const [chapter = '', title = ''] = name.split('\n');
    return [chapter, title, count('passed'), count('failed'), count('skipped')];
  });
  const notes = tests.flatMap(({ outcome, chapter, test, reason }) =>
    outcome === 'passed' ? [] : [`${outcome} ${chapter} ${test}\n  ${reason}`],
  );
  const count = (/** @type {string} */ wanted) => tests.filter(({ outcome }) => outcome === wanted).length;
  return [
    `${adapter}: durability ${capabilities.durability}, sharing ${capabilities.sharing}`,
    `seed ${options.seed}, ${options.histories} histories, ${options.kills} kills, ${options.soak} soak rounds`,
    '',
    ...columns([['chapter', 'promise', 'passed', 'failed', 'skipped'], ...rows]),
    '',
    ...notes,
    `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`,
  ].join('\n');
};

/** @param {readonly BrokenRow[]} rows */
export const brokenTable = (rows) =>
  [
    ...columns([
      ['must be caught by', 'an adapter that', 'caught by'],
      ...rows.map(({ chapter, does, caughtBy, caught }) => [
        chapter,
        does,
        `${caughtBy.join(' ') || 'nothing'}${caught ? '' : '   NOT CAUGHT'}`,
      ]),
    ]),
    '',
    `${rows.filter(({ caught }) => caught).length} of ${rows.length} caught`,
  ].join('\n');
