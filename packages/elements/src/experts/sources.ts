import { html, nothing, type TemplateResult } from 'lit';
import { type IconNode, icon } from '../icon.js';
import { thumbsUp } from '../icons.js';
import { fileText, userPen } from './icons.js';
import type { KnowingTexts, Source } from './texts.js';

const ICONS: Readonly<Record<Source, IconNode>> = { inferred: fileText, declared: userPen, endorsed: thumbsUp };

/** One of the three badges, with what more there is to say. */
export const sourceBadge = (texts: KnowingTexts, source: Source, more: unknown = nothing): TemplateResult =>
  html`<span class="source ${source}" part="badge" title=${texts.sourceMeans[source]}
    >${icon(ICONS[source])}<span>${texts.source[source]}</span>${more === nothing ? nothing : html`<small>${more}</small>`}</span
  >`;
