import { createServiceKey, signOnSettings } from '@copkit/server';
import { EXIT, UsageFailure } from '../failure.js';
import type { Terminal } from '../terminal.js';

export interface KeyOptions {
  readonly scope: readonly string[];
  readonly until?: string;
  readonly address?: readonly string[];
  readonly admin?: boolean;
  readonly json?: boolean;
}

/** Makes a key for a program. It is nowhere but in what this prints; the settings get its hash. */
export async function createKey(name: string, options: KeyOptions, terminal: Terminal): Promise<number> {
  const { scope: scopes, until, address: addresses, admin } = options;
  const { key, hash } = await createServiceKey();
  const service = {
    name,
    hash,
    scopes,
    ...(until !== undefined && { until }),
    ...(addresses && { addresses }),
    ...(admin && { admin }),
  };
  const { error } = signOnSettings.safeParse({ services: [service] });
  const [issue] = error?.issues ?? [];
  if (until !== undefined && !(Date.parse(until) > Date.now()))
    throw new UsageFailure('until must be a moment to come, in UTC such as 2027-01-31T00:00:00Z.');
  if (issue) throw new UsageFailure(`${issue.path.slice(2).join('.')} ${issue.message}.`);
  if (options.json) {
    terminal.out(JSON.stringify({ key, service }, null, 2));
    return EXIT.ok;
  }
  terminal.out(key);
  terminal.err('This is the only time the key is shown: put it where the program reads it.');
  terminal.err('Add this to signOn.services in the configuration:');
  terminal.out(JSON.stringify(service));
  return EXIT.ok;
}
