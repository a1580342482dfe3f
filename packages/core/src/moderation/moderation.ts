import type { Extension } from '../extension/extension.js';
import type { ModerationApi } from './api.js';
import { auditCheck } from './audit-trail.js';
import { auditHooks } from './audited.js';
import { decisionHooks } from './deciding.js';
import { moderationOperations } from './operations.js';
import { audit, auditHeads, held, printKeys, sanctionPrints, sanctions, suspensions } from './records.js';
import { forgetReasons, forgetSanction } from './returning.js';
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

/**
 * Moderation for an organisation: a queue of what was flagged or held back, mutes, bans and suspensions, a check for
 * spam, and an audit of all administration that nobody can change unnoticed. In processes that serve one; every process
 * on the store should have it.
 */
export function moderation(options: ModerationOptions = {}): Extension {
  const { spamCheck: check = usualSpamCheck, spamCheckMs: patienceMs = 500 } = options;
  return {
    name: 'moderation',
    collections: [sanctions, sanctionPrints, printKeys, suspensions, held, audit, auditHeads],
    operations: moderationOperations,
    hooks: (operations) => [
      ...sanctionHooks(operations),
      ...(check === null ? [] : spamHooks({ check, patienceMs })),
      ...decisionHooks,
      ...auditHooks(operations),
      forgetReasons,
    ],
    jobs: [forgetSanction],
    check: auditCheck,
  };
}
