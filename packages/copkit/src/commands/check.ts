import { EXIT } from '../failure.js';
import { nameOfStore, withStore } from '../store.js';
import type { Terminal } from '../terminal.js';

/** Fails where the store is not in order. */
export async function check(options: { data: string; json?: boolean }, terminal: Terminal): Promise<number> {
  const { findings } = await withStore({ file: options.data, create: false }, terminal, (cop) => cop.check());
  if (options.json) terminal.out(JSON.stringify({ findings }, null, 2));
  else if (findings.length === 0) terminal.out(`${nameOfStore(options.data)} is in order.`);
  else {
    terminal.out(findings.map(({ partition, document, what }) => `${partition} ${document ?? ''}: ${what}`).join('\n'));
    terminal.err(`copkit: ${findings.length} findings in ${nameOfStore(options.data)}`);
  }
  return findings.length === 0 ? EXIT.ok : EXIT.failed;
}
