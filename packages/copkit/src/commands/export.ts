import type { Copkit } from '@copkit/core';
import { as2Collection } from '../analysts/activity-streams.js';
import { csvOf } from '../analysts/csv.js';
import { logOf } from '../analysts/log.js';
import type { PeriodLength } from '../analysts/periods.js';
import { keyIn, pseudonyms } from '../analysts/pseudonyms.js';
import { statements, xapiProfile } from '../analysts/xapi.js';
import { communityOf } from '../community.js';
import type { ActivityFormat } from '../export-commands.js';
import { EXIT, UsageFailure } from '../failure.js';
import { withStore } from '../store.js';
import type { Terminal } from '../terminal.js';
import { writeWhole } from '../whole-file.js';

interface Options {
  readonly data: string;
  readonly community: string;
  readonly format: ActivityFormat;
  readonly period?: PeriodLength;
  readonly keyFile?: string;
  readonly out?: string;
}

/** The activity log of a community. What it is handed out as is noted before anything is. */
export async function activity(options: Options, terminal: Terminal): Promise<number> {
  const { format, out } = options;
  if (options.period && format !== 'csv') throw new UsageFailure('--period is for --format csv.');
  if (options.keyFile && format !== 'as2' && format !== 'xapi')
    throw new UsageFailure('--key-file is for --format as2 and xapi.');
  await withStore({ file: options.data, create: false }, terminal, async (cop) => {
    const communityId = await communityOf(cop, options.community);
    const parts = partsOf(cop, communityId, options, terminal.signal);
    const { ledgerOffice, privacyOffice } = cop.system({ name: 'export' });
    await privacyOffice.noteRawExport({ subjectId: communityId, reason: `copkit export activity --format ${format}` });
    await ledgerOffice.note({ communityId, question: 'export', about: format });
    if (out !== undefined) return writeWhole(out, parts, terminal.signal);
    for await (const part of parts) terminal.out(part.replace(/\n$/, ''));
  });
  return EXIT.ok;
}

function partsOf(cop: Copkit, communityId: string, options: Options, signal: AbortSignal): AsyncIterable<string> {
  const system = cop.system({ name: 'export' });
  const log = () => logOf(system, communityId, signal);
  switch (options.format) {
    case 'jsonl':
      return lines(communityId, log());
    case 'csv':
      return csvOf(log, options.period ?? 'month');
    default: {
      const names = pseudonyms(options.keyFile === undefined ? undefined : keyIn(options.keyFile));
      if (options.format === 'xapi') return statements(log(), names);
      return as2Collection(log(), { names, communityId, madeAt: new Date().toISOString() });
    }
  }
}

/** As it stands in the store: first what it is, then each act. */
async function* lines(communityId: string, log: AsyncIterable<unknown>): AsyncGenerator<string> {
  const head = {
    format: 'copkit activity 1',
    communityId,
    raw: true,
    pseudonymous: true,
    handling:
      'Single acts of people under their ids. For the privacy officer and for checking figures; not for publication.',
  };
  yield `${JSON.stringify(head)}\n`;
  for await (const act of log) yield `${JSON.stringify(act)}\n`;
}

/** What the words of the statements mean that are not ADL's. */
export function profile(terminal: Terminal): number {
  terminal.out(JSON.stringify(xapiProfile(new Date().toISOString()), null, 2));
  return EXIT.ok;
}
