import type { Part } from '../evaluation/part.js';
import type { LedgerApi } from './api.js';
import { ledgerHooks } from './asked.js';
import { ledgerDeclarations } from './declarations.js';
import { gatheringOf } from './gathering.js';
import { ledgerOperations } from './operations.js';
import { ledger as entries } from './records.js';

export type * from './api.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly ledger: LedgerApi;
  }
}

/** What the organisation asks of a community's data, for its members to see. */
export const ledger: Part = {
  collections: [entries],
  operations: ledgerOperations,
  hooks: ledgerHooks,
  close: (kit) => gatheringOf(kit).flush(),
  declarations: ledgerDeclarations,
};
