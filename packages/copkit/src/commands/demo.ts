import { type DemoReport, fillDemo } from '@copkit/demo';
import { EXIT } from '../failure.js';
import { progressOn } from '../progress.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';

interface DemoOptions {
  readonly data: string;
  readonly seed: number;
  /** Midnight in UTC before the command where absent. */
  readonly until?: Date;
  readonly fresh?: boolean;
  readonly json?: boolean;
}

/** Fills a store with the invented company. */
export async function demo(options: DemoOptions, terminal: Terminal): Promise<number> {
  const { data: file, seed, until = midnight(new Date()), fresh = false, json } = options;
  const progress = progressOn(terminal);
  const report = await fillDemo({
    file,
    seed,
    until,
    fresh,
    signal: terminal.signal,
    onProgress: (done, total) => progress.show({ step: 'Eighteen months at Tarn & Gale', done, total }),
  }).finally(() => progress.end());
  terminal.out(json ? JSON.stringify(report, null, 2) : inWords(file, report));
  return EXIT.ok;
}

const midnight = (now: Date) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));

function inWords(file: string, { seed, until, made, digest }: DemoReport): string {
  return [
    `Tarn & Gale until ${until}, from seed ${seed}`,
    table(Object.entries(made).map(([kind, count]) => [count, kind])),
    `sha256 of its content: ${digest}`,
    `Look at it with: copkit serve --demo-sign-on --data ${file}`,
  ].join('\n\n');
}
