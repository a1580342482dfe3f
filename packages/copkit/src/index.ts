import { EXIT, report } from './failure.js';
import { programOn } from './program.js';
import { processTerminal, type Terminal } from './terminal.js';

export type { Terminal } from './terminal.js';

/** Runs one command line, without the names of node and the script, and gives the exit code. */
export async function main(
  args: readonly string[],
  terminal: Terminal = processTerminal(),
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  let code: number = EXIT.ok;
  const program = programOn(terminal, env, (exit) => {
    code = exit;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return report(error, terminal);
  }
}
