import type { Hook } from '../operations/hooks.js';
import { under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import { ideaVotes } from './records.js';

/** Who is erased approves of nothing any more; on how many did, nothing changes. */
export const forgetVotes: Hook = {
  operation: 'membership.end',
  alsoReads: [ideaVotes.name],
  async after(context, input) {
    if (!('remove' in context)) return;
    const { personId } = input as { personId: string };
    for (const { id } of await scanAll(context, ideaVotes, { index: 'votes', ...under(`of:${personId}/`) }))
      context.remove(ideaVotes, id);
  },
};
