import { communityOf } from '../community.js';
import { EXIT } from '../failure.js';
import { withStore } from '../store.js';
import type { Terminal } from '../terminal.js';

const PAGE = 100;

/** The activity log as JSON lines: first what it is, then each act, oldest first. */
export async function activity(options: { data: string; community: string }, terminal: Terminal): Promise<number> {
  await withStore({ file: options.data, create: false }, terminal, async (cop) => {
    const communityId = await communityOf(cop, options.community);
    const { activity, privacyOffice } = cop.system({ name: 'export' });
    await privacyOffice.noteRawExport({ subjectId: communityId, reason: 'copkit export activity' });
    terminal.out(
      JSON.stringify({
        format: 'copkit activity 1',
        communityId,
        raw: true,
        pseudonymous: true,
        handling:
          'Single acts of people under their ids. For the privacy officer and for checking figures; not for publication.',
      }),
    );
    let after: string | null = null;
    do {
      terminal.signal.throwIfAborted();
      const page: Awaited<ReturnType<typeof activity.list>> = await activity.list({
        communityId,
        limit: PAGE,
        ...(after ? { after } : {}),
      });
      for (const act of page.items) terminal.out(JSON.stringify(act));
      after = page.next;
    } while (after);
  });
  return EXIT.ok;
}
