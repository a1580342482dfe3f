import { type Command, Option } from 'commander';
import type { Terminal } from './terminal.js';

const formats = ['html', 'pdf-ready', 'json', 'csv'] as const;
export type ReportFormat = (typeof formats)[number];

/** `copkit report`. */
export function addReportCommand(program: Command, terminal: Terminal, onExit: (code: number) => void): void {
  program
    .command('report')
    .description('Report on a community for its sponsor: figures, outcomes, what to do next, and by which methods.')
    .requiredOption('--community <name>', "the community's name or id")
    .option(
      '--from <time>',
      'the first month, quarter or year, such as 2026-Q3; the last quarter that is out where absent',
    )
    .option('--to <time>', 'the last one; the same where absent')
    .addOption(
      new Option('--format <format>', 'pdf-ready is html: print it from a browser').choices(formats).default('html'),
    )
    .option('--out <file>', 'where to write, a file that is there when it is complete; else what is printed')
    .option('--data <store>', 'a SQLite file or a PostgreSQL database; else as for "copkit dump"')
    .addHelpText(
      'after',
      `
Figures are of one month, one quarter or one year of the calendar, and come out seven days after a quarter.

Example:
  copkit report --community Pumps --from 2026-Q3 --out pumps.html`,
    )
    .action(async (options) => onExit(await (await import('./commands/report.js')).report(options, terminal)));
}
