import type { Extension } from '../extension/extension.js';
import type { Hook } from '../operations/hooks.js';
import type { ModerationApi } from './api.js';
import { auditCheck } from './audit-trail.js';
import { auditHooks } from './audited.js';
import { moderationOperations } from './operations.js';
import { audit, auditHeads, held, sanctionId, sanctions, suspensions } from './records.js';
import { sanctionHooks } from './sanctions.js';
import { type SpamCheck, usualSpamCheck } from './spam-check.js';
import { spamHooks } from './spam-hooks.js';

export type * from './api.js';
export { auditFaults } from './audit-chain.js';
export { moderationDeclarations } from './declarations.js';
export {
  type PostToCheck,
  type RecentPost,
  type SpamCheck,
  type SpamContext,
  type SpamVerdict,
  thresholds,
  usualSpamCheck,
  withoutCode,
} from './spam-check.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly moderation: ModerationApi;
  }
}

export interface ModerationOptions {
  /** Looks at every post before it is written; the usual heuristics where absent, none where `null`. */
  readonly spamCheck?: SpamCheck | null;
  /** A post whose check takes longer, in milliseconds, passes and is flagged; 500 where absent. */
  readonly spamCheckMs?: number;
}

/** What an erased person was told stays in the audit under an id; why they were muted or banned need not be kept. */
const forgetReasons: Hook = {
  operation: 'membership.end',
  async after(context, input) {
    const { personId } = input as { personId: string };
    if (!('remove' in context)) return;
    for (const kind of ['mute', 'ban'] as const) {
      if (await context.get(sanctions, sanctionId(personId, kind)))
        context.remove(sanctions, sanctionId(personId, kind));
    }
  },
};

/**
 * Moderation for an organisation: a queue of what was flagged or held back, mutes, bans and suspensions, a check for
 * spam, and an audit of all administration that nobody can change unnoticed. In processes that serve one; every process
 * on the store should have it.
 */
export function moderation(options: ModerationOptions = {}): Extension {
  const { spamCheck: check = usualSpamCheck, spamCheckMs: patienceMs = 500 } = options;
  return {
    name: 'moderation',
    collections: [sanctions, suspensions, held, audit, auditHeads],
    operations: moderationOperations,
    hooks: (operations) => [
      ...sanctionHooks(operations),
      ...(check === null ? [] : spamHooks({ check, patienceMs })),
      ...auditHooks(operations),
      forgetReasons,
    ],
    check: auditCheck,
  };
}
