import type { Extension } from '@copkit/core';
import { expertise, expertiseDeclarations } from '@copkit/core/expertise';
import { moderation, moderationDeclarations } from '@copkit/core/moderation';
import { type PrivacyOptions, privacy } from '@copkit/core/privacy';

/** What every command opens an organisation's store with, so that none meets documents it does not know. */
export function organisationExtensions(options: Omit<PrivacyOptions, 'declarations'>): readonly Extension[] {
  const declarations = { ...moderationDeclarations, ...expertiseDeclarations };
  return [moderation(), expertise(), privacy({ ...options, declarations })];
}
