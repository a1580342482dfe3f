import { VERSION } from '@copkit/server';
import { Command, InvalidArgumentError, Option } from 'commander';
import { addConceptCommands } from './concept-commands.js';
import { dataOf } from './config/load.js';
import { addExportCommands } from './export-commands.js';
import { addPrivacyCommands } from './privacy-commands.js';
import { addReportCommand } from './report-command.js';
import { addServingCommands } from './serving-commands.js';
import type { Terminal } from './terminal.js';

/** Of a community, in the core. */
const LONGEST_NAME = 120;
const EXIT_CODES = `
Exit codes: 0 done, 1 failed or something was found, 2 the command line is wrong.`;

/** The command line. `onExit` hears what the process should end with. */
export function programOn(terminal: Terminal, env: NodeJS.ProcessEnv, onExit: (code: number) => void): Command {
  const program = new Command('copkit')
    .description('Communities of practice: serve, import, look into and check a store.')
    .version(VERSION, '-V, --version')
    .exitOverride()
    .showHelpAfterError('(copkit --help says what there is)')
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^error: /, 'copkit: ')),
    })
    .addHelpText(
      'after',
      `
Examples:
  copkit import stackexchange ./dump --community Cardano
  copkit stats
  copkit serve --demo-sign-on
  copkit demo --data demo.db
${EXIT_CODES}`,
    );

  const data = [
    '--data <store>',
    'a SQLite file, or a PostgreSQL database as postgres://…; else by COPKIT_DATA, COPKIT_DATA_FILE or COPKIT_CONFIG; else ./copkit.db',
  ] as const;
  const json = ['--json', 'print JSON instead of text'] as const;

  addServingCommands(program, terminal, env, onExit);
  addPrivacyCommands(program, terminal, onExit);

  program.hook('preAction', (_program, command) => {
    const serves = command.options.some(({ long }) => long === '--set');
    const takesData = command.options.some(({ long }) => long === '--data');
    if (takesData && !serves && command.opts().data === undefined) command.setOptionValue('data', dataOf(env));
  });

  const imports = program.command('import').description('Bring in what is elsewhere. A second run changes nothing.');
  imports
    .command('stackexchange')
    .description('Import a Stack Exchange dump as a community.')
    .argument('<dir>', 'the folder of the dump, with Posts.xml and the other tables')
    .requiredOption('--community <name>', "the community's name; the same name again means the same community", nameOf)
    .option('--facilitator <host-id>', 'who looks after it from now on; may be given again for others', another, [])
    .option(...data)
    .option(...json)
    .addHelpText(
      'after',
      `
An import that was stopped or killed is finished by running it again. Broken or missing tables do
not keep the rest from coming in; they are reported, and the exit code is 1.

A facilitator is somebody whom the store knows: from "copkit import people", by having signed in, or
from the dump itself once it was imported, as stackexchange:cardano:17 (the community, the account).

Examples:
  copkit import stackexchange ./cardano.stackexchange.com --community Cardano --data cops.db
  copkit import stackexchange ./cardano.stackexchange.com --community Cardano --data cops.db \\
    --facilitator ada --facilitator ben`,
    )
    .action(async (dir, options) =>
      onExit(await (await import('./commands/import.js')).stackExchange(dir, options, terminal)),
    );
  imports
    .command('people')
    .description('Import or update people from a CSV file.')
    .argument('<file>', 'columns host_id,name and optionally unit,job_title,locale,since,active')
    .option('--dry-run', 'write nothing, and tell line by line what would change')
    .option('--deactivate-missing', 'suspend everybody whom the file does not name')
    .option(...data)
    .option(...json)
    .addHelpText(
      'after',
      `
Every row is checked before anything is written. Commas, semicolons and tabs divide columns. Who is
not active (no, false, 0) is suspended.

Example:
  copkit import people directory.csv --data cops.db

  host_id,name,unit,job_title,locale,since,active
  ada,Ada Byron,turbines,Analyst,en-GB,2024-03-01,yes`,
    )
    .action(async (file, options) =>
      onExit(await (await import('./commands/import.js')).people(file, options, terminal)),
    );

  imports
    .command('units')
    .description('Import or update the units of the organisation from a CSV file.')
    .argument('<file>', 'columns id,name and optionally parent')
    .option(...data)
    .option(...json)
    .addHelpText(
      'after',
      `
Every row is checked before anything is written. Rows stand in any order; a unit that is not in the file
stays as it is. Commas, semicolons and tabs divide columns.

Example:
  copkit import units units.csv --data cops.db

  id,name,parent
  works,The Works,
  turbines,Turbine Service,works`,
    )
    .action(async (file, options) =>
      onExit(await (await import('./commands/import.js')).units(file, options, terminal)),
    );

  addConceptCommands(imports, terminal, onExit);

  imports
    .command('series')
    .description('Import a series of figures from another system, such as tickets, from a CSV file.')
    .argument('<file>', 'columns period,numerator and optionally denominator,unit')
    .requiredOption('--community <name>', "the community's name or id")
    .requiredOption('--series <name>', 'how the series is called; the same name again means the same series')
    .addOption(new Option('--measure <what>', 'what its values are').choices(['count', 'share', 'mean']))
    .addOption(new Option('--every <period>', 'how long its periods are').choices(['week', 'month', 'quarter']))
    .option('--numerator <what>', 'what is counted or added up')
    .option('--denominator <what>', 'what it is divided by, for a share or a mean')
    .addOption(new Option('--better <direction>', 'which way is better').choices(['lower', 'higher']))
    .option('--source <system>', 'the system it comes from')
    .option(...data)
    .option(...json)
    .addHelpText(
      'after',
      `
A new series needs --measure, --every, --numerator and --source. Every line is checked before anything
is written; rows of a known period and unit are replaced.

Example:
  copkit import series rework.csv --community Pumps --series "Orders reworked" --measure share \\
    --every month --numerator "reworked orders" --denominator orders --better lower --source "SAP PM"

  period,unit,numerator,denominator
  2025-03,turbines,3,40`,
    )
    .action(async (file, options) =>
      onExit(await (await import('./commands/series.js')).series(file, options, terminal)),
    );

  addExportCommands(program, terminal, onExit);
  addReportCommand(program, terminal, onExit);

  program
    .command('demo')
    .description('Fill a new store with an invented company: 60 people, 8 units, eighteen months of communities.')
    .option(...data)
    .option('--seed <number>', 'chooses what is generated around what was written by hand', seedOf, 1)
    .option('--until <moment>', 'when its time ends, such as 2026-11-01; midnight of today where absent', momentOf)
    .option('--fresh', 'throw away what the file holds')
    .option(...json)
    .addHelpText(
      'after',
      `
The same --seed and --until give the same file, byte for byte. docs/demo.md tells who the company is.

Example:
  copkit demo --data demo.db && copkit serve --demo-sign-on --data demo.db`,
    )
    .action(async (options) => onExit(await (await import('./commands/demo.js')).demo(options, terminal)));
  program
    .command('dump')
    .description('Write everything a store holds as JSON lines, for another store of whatever kind.')
    .argument('<file>', 'the file to write, a new one')
    .option(...data)
    .option(...json)
    .addHelpText(
      'after',
      '\nIt holds people and private notes too.\n\nExample:\n  copkit dump cops.jsonl --data cops.db',
    )
    .action(async (file, options) =>
      onExit(await (await import('./commands/moving.js')).dump(file, options, terminal)),
    );
  program
    .command('restore')
    .description('Make a store of a dump.')
    .argument('<file>', 'what "copkit dump" wrote')
    .option('--erasures <file>', 'the erasure list: whoever is in it is erased again')
    .option(...data)
    .option(...json)
    .addHelpText('after', '\nExample:\n  copkit restore cops.jsonl --erasures erasures.json --data new.db')
    .action(async (file, options) =>
      onExit(await (await import('./commands/moving.js')).restore(file, options, terminal)),
    );
  program
    .command('backup')
    .description('Copy a store into a new file while it is in use.')
    .argument('<file>', 'the file to write, a new one')
    .option(...data)
    .option(...json)
    .addHelpText(
      'after',
      '\nThe copy is a store; serve it, or put it in the place of the first.\n\nExample:\n  copkit backup monday.db --data cops.db',
    )
    .action(async (file, options) =>
      onExit(await (await import('./commands/moving.js')).backup(file, options, terminal)),
    );
  program
    .command('views')
    .description('Make views in a store that other programs can read with SQL: raw, people under their ids.')
    .option(...data)
    .option(...json)
    .addHelpText(
      'after',
      '\nExample:\n  copkit views --data cops.db\n  sqlite3 cops.db "SELECT kind, count(*) FROM copkit_threads GROUP BY kind"',
    )
    .action(async (options) => onExit(await (await import('./commands/views.js')).views(options, terminal)));
  program
    .command('stats')
    .description('Count what a store holds.')
    .option(...data)
    .option(...json)
    .addHelpText('after', '\nExample:\n  copkit stats --data cops.db --json')
    .action(async (options) => onExit(await (await import('./commands/stats.js')).stats(options, terminal)));
  program
    .command('check')
    .description('Verify that a store is in order. Exit code 1 where it is not.')
    .option(...data)
    .option(...json)
    .addHelpText('after', '\nExample:\n  copkit check --data cops.db')
    .action(async (options) => onExit(await (await import('./commands/check.js')).check(options, terminal)));

  const keys = program.command('key').description('Keys of programs that use the API in their own name.');
  keys
    .command('create')
    .description('Make a key; the configuration gets its hash, and nobody sees the key again.')
    .argument('<name>', 'how the program is called, in the product too')
    .requiredOption('--scope <scope...>', 'what it may call: read, a part like threads.*, threads.reply, scim, or *')
    .option('--until <moment>', 'when it ends, such as 2027-01-31T00:00:00Z')
    .option('--address <range...>', 'where it may be used from, such as 10.0.0.0/8')
    .option('--admin', 'it may manage people, units and topics, within its scopes')
    .option(...json)
    .addHelpText('after', '\nExample:\n  copkit key create "Nightly report" --scope read --until 2027-01-31T00:00:00Z')
    .action(async (name, options) =>
      onExit(await (await import('./commands/key.js')).createKey(name, options, terminal)),
    );
  return program;
}

const another = (value: string, earlier: readonly string[]) => [...earlier, value];

function nameOf(text: string): string {
  if (text.trim() === '' || text.length > LONGEST_NAME || /[\p{Cc}\u2028\u2029]/u.test(text))
    throw new InvalidArgumentError(`A name is one line of 1 to ${LONGEST_NAME} characters.`);
  return text;
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed > 0xffff_ffff) throw new InvalidArgumentError('It is a whole number from 0 on.');
  return seed;
}

function momentOf(text: string): Date {
  const moment = new Date(text);
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?$/.test(text) || Number.isNaN(moment.getTime()))
    throw new InvalidArgumentError('It is a day or a moment in UTC, such as 2026-11-01 or 2026-11-01T12:00Z.');
  return moment;
}
