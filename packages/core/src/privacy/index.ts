/**
 * Export, erasure, retention, legal holds and the register of processing, for those who run copkit: an extension, so
 * that browsers that do not serve an organisation never load it.
 * @module
 */
export type * from './api.js';
export type { Declaration, Declarations, Meaning } from './declaration.js';
export { declarations, faultsOf } from './declarations.js';
export { type PrivacyOptions, privacy } from './extension.js';
export { everythingAbout, personHtml, personJson } from './files.js';
export { erasureListSchema } from './office.js';
export type * from './office-api.js';
export { registerMarkdown } from './register.js';
export { type RetentionRules, type RetentionSettings, retentionSchema } from './retention.js';
export { personExport as personExportSchema } from './schemas.js';
