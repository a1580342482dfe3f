import type { Share } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';

const at = (share: number): string => `${(share * 100).toFixed(2)}%`;

const band = ({ low, high }: Share, className: string): TemplateResult =>
  html`<svg class="strip-part" aria-hidden="true"
    ><rect class=${className} x=${at(low)} width=${at(Math.max(high - low, 0.004))} y="0" height="100%" /></svg
  >`;

/** Where a share lies between none and all, with its interval, and what chance alone would give. The words say it too. */
export const strip = (share: Share, chance: Share | null): TemplateResult =>
  html`<div class="strip">
    ${chance ? band(chance, 'chance') : nothing} ${band(share, 'interval')}
    <svg class="strip-part" aria-hidden="true">
      <line class="value" x1=${at(share.share)} x2=${at(share.share)} y1="0" y2="100%" />
    </svg>
  </div>`;
