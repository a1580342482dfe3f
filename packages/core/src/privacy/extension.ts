import type { Extension } from '../extension/extension.js';
import { auditEffect } from './auditing.js';
import type { Declarations } from './declaration.js';
import { declarations } from './declarations.js';
import { eraseJob, erasureHook } from './erasing.js';
import { findNameEffect } from './finding.js';
import { holdRegisterEffect } from './holding.js';
import { withdrawalHook } from './keeping.js';
import { officeOperations } from './office.js';
import { privacyOperations } from './operations.js';
import {
  erasures,
  heldTexts,
  holdRegister,
  holds,
  nameHits,
  pendingErasures,
  privacyAudit,
  retentionRuns,
  sealingKeys,
} from './records.js';
import { type RetentionSettings, retentionSchema } from './retention.js';
import { forgetWordsEffect } from './reviewing.js';
import { retain } from './trimming.js';

export interface PrivacyOptions {
  /** How long what is kept, where it differs from the defaults. See `retentionSchema`. */
  readonly retention?: RetentionSettings;
  /** Whether sweeping deletes what is due: not in a process that may not know the rules. `true` where absent. */
  readonly trims?: boolean;
  /** How the collections of other extensions concern people. `faultsOf` says what is missing. */
  readonly declarations?: Declarations;
}

/**
 * Export, erasure, retention and legal holds as an extension.
 * @throws ZodError where the retention rules are wrong.
 */
export function privacy(options: PrivacyOptions = {}): Extension {
  const known = { ...declarations, ...options.declarations };
  const rules = retentionSchema.parse(options.retention ?? {});
  return {
    name: 'privacy',
    collections: [
      heldTexts,
      holds,
      holdRegister,
      pendingErasures,
      erasures,
      nameHits,
      privacyAudit,
      sealingKeys,
      retentionRuns,
    ],
    operations: [...privacyOperations({ known, rules }), ...officeOperations],
    hooks: [erasureHook(known), withdrawalHook],
    effects: [auditEffect, findNameEffect(known), forgetWordsEffect, holdRegisterEffect],
    jobs: [eraseJob(known)],
    ...(options.trims === false ? {} : { sweep: (kit) => retain(kit, { known, rules }) }),
  };
}
