import type { CommunityCard } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icon.js';
import { lock } from './icons.js';
import type { Messages } from './locale/messages.js';

/** What keeps a community from being open to everybody; nothing where it is. */
export const visibilityBadge = (t: Messages, community: CommunityCard): TemplateResult | typeof nothing =>
  community.archived
    ? html`<span class="badge">${t.archived}</span>`
    : community.visibility === 'open'
      ? nothing
      : html`<span class="badge">${icon(lock)}${t.visibility[community.visibility]}</span>`;
