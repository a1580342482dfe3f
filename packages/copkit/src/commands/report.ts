import { communityOf } from '../community.js';
import { EXIT } from '../failure.js';
import { gather } from '../report/gather.js';
import { reportPage } from '../report/page.js';
import { reportTable } from '../report/table.js';
import { windowFrom } from '../report/window.js';
import type { ReportFormat } from '../report-command.js';
import { withStore } from '../store.js';
import type { Terminal } from '../terminal.js';
import { writeWhole } from '../whole-file.js';

interface Options {
  readonly data: string;
  readonly community: string;
  readonly from?: string;
  readonly to?: string;
  readonly format: ReportFormat;
  readonly out?: string;
}

/** What a community does, in five minutes. Members see in the ledger that it was made. */
export async function report(options: Options, terminal: Terminal): Promise<number> {
  const { from, to = from, format, out } = options;
  const first = from ?? to;
  const window = first === undefined || to === undefined ? null : windowFrom(first, to);
  const made = await withStore({ file: options.data, create: false }, terminal, async (cop) => {
    const communityId = await communityOf(cop, options.community);
    const found = await gather(cop, communityId, window, new Date().toISOString());
    const { ledgerOffice } = cop.system({ name: 'report' });
    await ledgerOffice.note({ communityId, question: 'report', about: format, window: found.window.window });
    return found;
  });
  const text =
    format === 'json' ? `${JSON.stringify(made, null, 2)}\n` : format === 'csv' ? reportTable(made) : reportPage(made);
  if (out === undefined) terminal.out(text.replace(/\n$/, ''));
  else await writeWhole(out, [text], terminal.signal);
  return EXIT.ok;
}
