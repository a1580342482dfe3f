import { CopkitError } from '../errors.js';
import { deriveLocalId } from '../identity/ids.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import type { Hook } from '../operations/hooks.js';
import { withhold } from '../threads/hiding.js';
import { findPost } from '../threads/post.js';
import { flags } from '../threads/records.js';
import { hold, postIdOf } from './holding.js';
import { RecentPosts } from './recent-posts.js';
import { auditHeads, held } from './records.js';
import type { PostToCheck, SpamCheck, SpamVerdict } from './spam-check.js';
import { inform } from './telling.js';

type Checked = SpamVerdict | { readonly unchecked: string };
type Input = Readonly<Partial<Record<'communityId' | 'threadId' | 'postId' | 'title' | 'body', string>>>;

const POSTING = ['threads.start', 'threads.reply', 'subjects.discuss', 'threads.edit'] as const;

export interface SpamOptions {
  readonly check: SpamCheck;
  /** After so many milliseconds without a verdict the post passes, and is flagged. */
  readonly patienceMs: number;
}

/** Every post is looked at before its mutation begins: however long that takes, nobody else's waits for it. */
export function spamHooks({ check, patienceMs }: SpamOptions): readonly Hook[] {
  const verdicts = new WeakMap<object, Checked>();
  const recent = new RecentPosts();

  const look = async (context: ReadContext, operation: string, input: Input): Promise<Checked> => {
    if (context.actor.kind === 'system' || (input.body === undefined && input.title === undefined)) return 'pass';
    const post: PostToCheck = {
      operation,
      communityId: theCommunity(context).id,
      threadId: input.threadId ?? null,
      title: input.title ?? '',
      body: input.body ?? '',
    };
    const { roles = [], joinedAt = null } = context.membership ?? {};
    const { id: authorId } = context.actor;
    const of = { authorId, roles, joinedAt, now: context.now, recent: recent.of(authorId, context.now) };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const impatience = new Promise<Checked>((resolve) => {
      timer = setTimeout(
        () => resolve({ unchecked: `The spam check gave no verdict within ${patienceMs} ms.` }),
        patienceMs,
      );
    });
    try {
      return await Promise.race([check(post, of), impatience]);
    } catch (error) {
      context.kit.onError(error);
      return { unchecked: 'The spam check failed.' };
    } finally {
      clearTimeout(timer);
    }
  };

  return POSTING.map((operation): Hook => {
    /** By the context of each run of the mutation, for what comes after it. */
    const decided = new WeakMap<object, Checked>();
    return {
      operation,
      alsoReads: [held.name, flags.name, auditHeads.name],
      async ahead(context, input) {
        verdicts.set(input as object, await look(context, operation, input as Input));
      },
      async instead(context, input, given) {
        const verdict = verdicts.get(given as object) ?? 'pass';
        decided.set(context, verdict);
        if (typeof verdict === 'object' && 'refuse' in verdict)
          throw new CopkitError('invalid', verdict.refuse, 'body');
        if (operation === 'threads.edit' || verdict === 'pass' || !('hold' in verdict)) return undefined;
        return { result: await hold(context, operation, input, verdict.hold) };
      },
      async after(context, input, result) {
        const writing = context as WriteContext;
        const { body, threadId } = input as Input;
        const postId = postIdOf(result);
        if (body !== undefined && writing.actor.kind === 'person') {
          recent.note(writing.actor.id, postId, { at: writing.now, threadId: threadId ?? null, text: body });
        }
        const verdict = decided.get(context);
        if (typeof verdict !== 'object' || 'refuse' in verdict) return;
        if ('unchecked' in verdict) return flagBySystem(writing, postId, verdict.unchecked);
        if (operation === 'threads.edit') await hideEdited(writing, postId, verdict.hold);
      },
    };
  });
}

/** What passed without having been looked at waits in the queue for somebody to look at it. */
async function flagBySystem(context: WriteContext, postId: string, note: string): Promise<void> {
  const id = deriveLocalId('flag', theCommunity(context).id, `${postId} spam check`);
  context.put(flags, id, { id, postId, reason: 'other', note, by: 'system', at: context.now, resolved: null });
}

/** An edit of what everybody could read takes it out of sight, until somebody has looked at it. */
async function hideEdited(context: WriteContext, postId: string, reason: string): Promise<void> {
  const found = await findPost(context, postId);
  // A facilitator's edit of somebody else's post is their decision.
  if (found.post.authorId !== context.actor.id) return;
  await withhold(context, found, 'hidden', reason);
  await flagBySystem(context, postId, reason);
  inform(context, context.actor.id, { outcome: 'hidden', reason, postId, role: 'system' });
}
