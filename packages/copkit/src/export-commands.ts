import { type Command, Option } from 'commander';
import { periodLengths } from './analysts/periods.js';
import type { Terminal } from './terminal.js';

const activityFormats = ['jsonl', 'as2', 'xapi', 'csv'] as const;
export type ActivityFormat = (typeof activityFormats)[number];

/** What leaves the store for analysts and auditors. */
export function addExportCommands(program: Command, terminal: Terminal, onExit: (code: number) => void): void {
  const data = ['--data <store>', 'a SQLite file or a PostgreSQL database; else as for "copkit dump"'] as const;
  const exports = program.command('export').description('Write out what a store holds.');

  exports
    .command('activity')
    .description('Write the activity log of a community, for analysts and for whoever checks the figures.')
    .requiredOption('--community <name>', "the community's name or id")
    .addOption(new Option('--format <format>', 'see below').choices(activityFormats).default('jsonl'))
    .addOption(
      new Option('--period <length>', 'of csv: how exactly times are told; month where absent').choices(periodLengths),
    )
    .option('--key-file <file>', 'of as2 and xapi: 32 secret bytes or more, for the same pseudonyms in every export')
    .option('--out <file>', 'where to write, a file that is there when it is complete; else what is printed')
    .option(...data)
    .addHelpText(
      'after',
      `
Formats:
  jsonl  each act as it stands in the store: raw, people under their ids
  as2    ActivityStreams 2.0, an OrderedCollection: raw, all ids under pseudonyms
  xapi   statements of the Experience API 1.0.3: raw, all ids under pseudonyms
  csv    for analysts: no moments, new pseudonyms in each period, at least five people behind each period and unit

Members of the community see in its ledger that its log was exported, and the audit of privacy notes it.

Examples:
  copkit export activity --community Pumps --data cops.db > pumps.jsonl
  copkit export activity --community Pumps --format csv --period quarter --out pumps.csv`,
    )
    .action(async (options) => onExit(await (await import('./commands/export.js')).activity(options, terminal)));

  exports
    .command('xapi-profile')
    .description("Write what the words of the xapi format mean that are not ADL's: an xAPI profile, as JSON-LD.")
    .addHelpText('after', '\nExample:\n  copkit export xapi-profile > copkit.jsonld')
    .action(async () => onExit((await import('./commands/export.js')).profile(terminal)));
}
