import type { Extension } from '@copkit/core';
import { evaluation, evaluationDeclarations } from '@copkit/core/evaluation';
import { expertise, expertiseDeclarations } from '@copkit/core/expertise';
import { moderation, moderationDeclarations } from '@copkit/core/moderation';
import { type PrivacyOptions, privacy } from '@copkit/core/privacy';
import { type ProvisioningOptions, provisioning, provisioningDeclarations } from '@copkit/core/provisioning';

interface Options extends Omit<PrivacyOptions, 'declarations'> {
  /** What groups of the host's directory give, where the process serves it. */
  readonly groups?: ProvisioningOptions['groups'];
}

/** What every command opens an organisation's store with, so that none meets documents it does not know. */
export function organisationExtensions({ groups = [], ...options }: Options): readonly Extension[] {
  const declarations = {
    ...moderationDeclarations,
    ...expertiseDeclarations,
    ...evaluationDeclarations,
    ...provisioningDeclarations,
  };
  const privately = privacy({ ...options, declarations });
  return [moderation(), expertise(), evaluation(), provisioning({ groups }), privately];
}
