import { type Command, InvalidArgumentError } from 'commander';
import type { ServingFlags } from './serving-flags.js';
import type { Terminal } from './terminal.js';

/** Serving, and what there is around it: the settings that hold, and a look at what tends to be wrong. */
export function addServingCommands(
  program: Command,
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
  onExit: (code: number) => void,
): void {
  /** What the commands around serving have in common. */
  const serving = (command: Command): Command =>
    command
      .option('--config <file>', 'the configuration: JSON, comments allowed; else the file that COPKIT_CONFIG names')
      .option('--set <key=value...>', 'any setting by its key, such as log.level=debug')
      .option('--data <store>', 'a SQLite file, or a PostgreSQL database as postgres://…; ./copkit.db where absent')
      .option('--port <number>', 'the port to listen on; 0 takes a free one; 4400 where absent', portOf)
      .option('--host <name>', 'the address to listen on; 127.0.0.1 where absent')
      .option('--allow-origin <origin...>', 'origins of other pages that may use this server', originsOf)
      .option('--no-page', 'serve the API and the elements only, for pages of your own')
      .option('--demo-sign-on', 'whoever comes is the persona they choose; on this machine only')
      .option('--jwt-issuer <url>', 'the issuer whose tokens are taken')
      .option('--jwt-jwks <url>', "the address of the issuer's keys")
      .option('--jwt-audience <name>', 'what the tokens must be meant for');

  serving(program.command('serve'))
    .description('Serve a store over HTTP until stopped; the file is made where it is missing.')
    .addHelpText(
      'after',
      `
Every setting may stand in the file of --config, in a variable such as COPKIT_LOG_LEVEL, or in a flag; a flag
holds before a variable, a variable before the file. "copkit config" shows what holds and where it comes from.

At / is a page with all communities of the store, /elements holds the elements for pages of your own.
With the --jwt options it needs a proxy in front that signs people in and sends their tokens along.
Pages of another origin load /elements/copkit.js from here and need --allow-origin. There <cop-provider>
has a token-url; with the demo sign-on, on this machine, it has credentials="include" instead, and who you
are you choose on the page at / first.

Examples:
  copkit serve --demo-sign-on --port 8080
  copkit serve --config /etc/copkit/copkit.json
  copkit serve --demo-sign-on --allow-origin http://127.0.0.1:5055
  copkit serve --host 0.0.0.0 --jwt-issuer https://login.example.org \\
    --jwt-jwks https://login.example.org/jwks.json --jwt-audience copkit`,
    )
    .action(async (options: ServingFlags) =>
      onExit(await (await import('./commands/serve.js')).serveStore(options, terminal, env)),
    );

  serving(program.command('config'))
    .description('Print the settings that hold and where each comes from, secrets as ***.')
    .option('--schema', 'print the JSON Schema of the configuration file instead, for editors')
    .option('--json', 'print JSON instead of text')
    .addHelpText(
      'after',
      `
Examples:
  copkit config --config /etc/copkit/copkit.json
  copkit config --schema > copkit.schema.json`,
    )
    .action(async (options) => onExit((await import('./commands/config.js')).config(options, terminal, env)));

  serving(program.command('doctor'))
    .description('Check what is around a server: settings, files, store, sign-on, proxy, backups. Changes nothing.')
    .option('--token <token>', 'to check the live stream with; COPKIT_DOCTOR_TOKEN where absent')
    .option('--json', 'print JSON instead of text')
    .addHelpText(
      'after',
      `
Each line says ok, warn or fail, and what to do. Exit code 1 where something fails.

Example:
  copkit doctor --config /etc/copkit/copkit.json`,
    )
    .action(async (options) => onExit(await (await import('./commands/doctor.js')).doctor(options, terminal, env)));
}

/** As a browser sends it, so that the two can be compared letter by letter. */
function originsOf(text: string, earlier: readonly string[] = []): readonly string[] {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError('An origin is written like https://intranet.example or http://127.0.0.1:5055.');
  if (url.origin !== text) throw new InvalidArgumentError(`Write it as ${url.origin}.`);
  return [...earlier, text];
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('It is a number from 0 to 65535.');
  return port;
}
