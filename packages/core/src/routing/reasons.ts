import { contributions } from '../expertise/contributions.js';
import { practices } from '../practices/records.js';
import type { PartitionReader } from '../store/reader.js';
import { aboutPost, replies, threads } from '../threads/records.js';
import { invitations } from './records.js';
import type { RouteReason } from './router.js';

/** Those of the reasons that are still there to be read, with the titles of now. */
export async function readableReasons(
  home: PartitionReader,
  reasons: readonly RouteReason[],
): Promise<readonly RouteReason[]> {
  const threadIds = [...new Set(reasons.flatMap(({ threadId }) => threadId ?? []))];
  const itemIds = reasons.map(({ itemId }) => itemId);
  const [found, posts, written, fed] = await Promise.all([
    home.getMany(threads, threadIds),
    home.getMany(replies, itemIds),
    home.getMany(practices, itemIds),
    home.getMany(contributions, itemIds),
  ]);
  return reasons.flatMap((reason, at) => {
    const itself = written[at] ?? fed[at];
    if (itself) return [{ ...reason, title: itself.title }];
    const thread = reason.threadId === null ? null : found[threadIds.indexOf(reason.threadId)];
    const isThere = thread?.visibility === 'visible' && (posts[at]?.visibility ?? 'visible') === 'visible';
    return isThere ? [{ ...reason, title: thread.title }] : [];
  });
}

/** What an invited person is told: how the invitation stands, and why they were asked. */
export async function invitationDetail(home: PartitionReader, threadId: string, personId: string) {
  const invitation = await home.get(invitations, aboutPost(threadId, personId));
  if (!invitation) return { state: 'expired', reasons: [] };
  const reasons = await readableReasons(home, invitation.reasons);
  return { state: invitation.state, reasons: reasons.map((reason) => ({ ...reason })) };
}
