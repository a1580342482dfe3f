import { shape } from '../config/leaves.js';
import { loadConfig } from '../config/load.js';
import { EXIT } from '../failure.js';
import { type ServingFlags, sourcesOf } from '../serving-flags.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';

interface Options extends ServingFlags {
  readonly json?: boolean;
  readonly schema?: boolean;
}

/** The settings that hold, for whoever wonders why. */
export function config(options: Options, terminal: Terminal, env: NodeJS.ProcessEnv): number {
  if (options.schema) {
    terminal.out(JSON.stringify(shape(), null, 2));
    return EXIT.ok;
  }
  const { effective, unknownVariables } = loadConfig(sourcesOf(options, env));
  if (options.json) terminal.out(JSON.stringify({ settings: effective, unknownVariables }, null, 2));
  else terminal.out(table(effective.map(({ key, value, origin }) => [key, JSON.stringify(value), origin])));
  for (const variable of unknownVariables) terminal.err(`copkit: ${variable} is no setting and is not read.`);
  return EXIT.ok;
}
