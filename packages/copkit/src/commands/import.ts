import { type ImportReport, importPeople, importStackExchange, importUnits } from '@copkit/importers';
import { EXIT } from '../failure.js';
import { progressOn } from '../progress.js';
import { withStore } from '../store.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';

interface ImportOptions {
  readonly data: string;
  readonly json?: boolean;
}

interface StackExchangeOptions extends ImportOptions {
  readonly community: string;
  /** Host ids. */
  readonly facilitator: readonly string[];
}

/** Fails where the dump was broken somewhere, although the rest of it was imported. */
export async function stackExchange(
  directory: string,
  { data, json, community, facilitator }: StackExchangeOptions,
  terminal: Terminal,
): Promise<number> {
  const progress = progressOn(terminal);
  const { report, facilitators } = await withStore({ file: data, create: true }, terminal, async (cop) => {
    const report = await importStackExchange({
      cop,
      directory,
      community,
      facilitators: facilitator,
      onProgress: (state) => progress.show(state),
      signal: terminal.signal,
    }).finally(() => {
      progress.end();
      if (terminal.signal.aborted) terminal.err('What came in stays; the same command goes on from there.');
    });
    const { communityId } = report;
    const system = cop.system({ name: 'import' });
    // So that whoever searches first does not wait while all that came in is read.
    terminal.err('Making it searchable …');
    await system.search.find({ communityId, text: community });
    const { facilitators } = await system.communities.get({ communityId });
    return { report, facilitators: facilitators.map(({ name }) => name ?? 'somebody without a name') };
  });
  terminal.out(json ? JSON.stringify(report, null, 2) : inWords(community, report, facilitators));
  return report.faults.length === 0 ? EXIT.ok : EXIT.failed;
}

interface PeopleOptions extends ImportOptions {
  readonly dryRun?: boolean;
  readonly deactivateMissing?: boolean;
}

export async function people(
  file: string,
  { data, json, dryRun = false, deactivateMissing = false }: PeopleOptions,
  terminal: Terminal,
): Promise<number> {
  const report = await withStore({ file: data, create: !dryRun }, terminal, (cop) =>
    importPeople({ cop, file, dryRun, deactivateMissing }),
  );
  const { created, updated, unchanged, erased, deactivated, reactivated, changes } = report;
  if (!json) {
    for (const { line, hostId, outcome } of changes ?? [])
      terminal.out(`${line === null ? 'not in the file' : `line ${line}`}: ${hostId} ${outcome}`);
  }
  const access = [
    ...(deactivated > 0 ? [`, ${deactivated} deactivated`] : []),
    ...(reactivated > 0 ? [`, ${reactivated} active again`] : []),
  ].join('');
  const leftOut = erased === 0 ? '' : `, ${erased} left out who were erased here`;
  terminal.out(
    json
      ? JSON.stringify(report, null, 2)
      : `${created} people new, ${updated} updated, ${unchanged} unchanged${leftOut}${access}${dryRun ? '; nothing was written' : ''}`,
  );
  return EXIT.ok;
}

export async function units(file: string, { data, json }: ImportOptions, terminal: Terminal): Promise<number> {
  const report = await withStore({ file: data, create: true }, terminal, (cop) => importUnits({ cop, file }));
  const { created, updated, unchanged } = report;
  terminal.out(
    json ? JSON.stringify(report, null, 2) : `${created} units new, ${updated} updated, ${unchanged} unchanged`,
  );
  return EXIT.ok;
}

const LABELS: Readonly<Record<keyof ImportReport['imported'], string>> = {
  people: 'people',
  namelessAuthors: 'nameless authors',
  members: 'members',
  questions: 'questions',
  answers: 'answers',
  comments: 'comments',
  acceptedAnswers: 'accepted answers',
  closedQuestions: 'closed questions',
  votes: 'votes',
};

function inWords(community: string, report: ImportReport, facilitators: readonly string[]): string {
  const kinds = Object.entries(report.imported) as [keyof typeof LABELS, ImportReport['imported']['people']][];
  const parts = [
    `${community} (${report.communityId})`,
    facilitators.length === 0
      ? 'Nobody looks after it yet; --facilitator names somebody.'
      : `Looked after by ${facilitators.join(', ')}`,
    table([
      ['', 'new', 'updated', 'unchanged'],
      ...kinds.map(([kind, { created, updated, unchanged }]) => [LABELS[kind], created, updated, unchanged]),
    ]),
  ];
  if (report.skipped.length > 0)
    parts.push(
      'Skipped, because the row …',
      table(report.skipped.map(({ table, reason, count }) => [count, table, reason])),
    );
  if (report.altered.length > 0) parts.push('Altered', table(report.altered.map(({ what, count }) => [count, what])));
  if (report.unread.length > 0) parts.push(`Not looked at: ${report.unread.join(', ')}`);
  if (report.faults.length > 0) parts.push('Faults; the rest was imported', report.faults.map(faultInWords).join('\n'));
  return parts.join('\n\n');
}

function faultInWords({ file, line, column, message }: ImportReport['faults'][number]): string {
  return line === null ? `${file}: ${message}` : `${file}:${line}:${column}: ${message}`;
}
