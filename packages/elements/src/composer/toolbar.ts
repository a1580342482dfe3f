import { html, nothing, type TemplateResult } from 'lit';
import { type IconNode, icon } from '../icon.js';
import { atSign, bold, code, ellipsis, italic, link, list, listOrdered, textQuote } from '../icons.js';
import type { AllMessages } from '../locale/messages.js';
import type { Tool } from './formatting.js';
import { keyOf } from './keys.js';

/** In order of need: a narrow toolbar shows the first four, the rest are in a menu. */
export const TOOLS: readonly (readonly [tool: Tool, icon: IconNode])[] = [
  ['bold', bold],
  ['italic', italic],
  ['link', link],
  ['mention', atSign],
  ['bulletList', list],
  ['numberedList', listOrdered],
  ['quote', textQuote],
  ['code', code],
];

/** How many tools stay in the row when it is narrow. */
export const NARROW = 4;

interface ToolbarContext {
  readonly t: AllMessages;
  readonly features: ReadonlySet<string>;
  readonly previewing: boolean;
  readonly use: (tool: Tool) => void;
  readonly more: (button: HTMLElement) => void;
  readonly preview: () => void;
}

/** One tab stop for the whole bar; arrow keys go from button to button. */
const rove = (event: KeyboardEvent): void => {
  const bar = event.currentTarget as HTMLElement;
  const buttons = [...bar.querySelectorAll<HTMLElement>('button')].filter((button) => button.checkVisibility());
  const at = buttons.indexOf(event.target as HTMLElement);
  const forward = getComputedStyle(bar).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  const to = { [forward]: at + 1, [back]: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  const next = buttons.at(to % buttons.length);
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next?.focus();
};

/** What a tool does, with its shortcut. */
const titleOf = (t: AllMessages, tool: Tool): string => {
  const key = keyOf(tool)?.toUpperCase();
  if (!key) return t[tool];
  return `${t[tool]} (${/Mac|iP/.test(navigator.platform) ? `⌘${key}` : `Ctrl+${key}`})`;
};

export const toolbar = ({ t, features, previewing, use, more, preview }: ToolbarContext): TemplateResult =>
  html`<div class="toolbar" part="toolbar">
    ${
      features.has('toolbar')
        ? html`<div class="tools" role="toolbar" aria-label=${t.toolbar} @keydown=${rove}>
          ${TOOLS.filter(([tool]) => tool !== 'mention' || features.has('mentions')).map(
            ([tool, node], at) =>
              html`<button
                type="button"
                class="button quiet square ${at < NARROW ? '' : 'wide'}"
                part="button"
                tabindex=${at === 0 ? 0 : -1}
                aria-label=${t[tool]}
                title=${titleOf(t, tool)}
                @click=${() => use(tool)}
                >${icon(node)}</button
              >`,
          )}
          <button
            type="button"
            class="button quiet square narrow"
            part="button"
            tabindex="-1"
            aria-label=${t.moreActions}
            aria-haspopup="menu"
            @click=${(event: Event) => more(event.currentTarget as HTMLElement)}
            >${icon(ellipsis)}</button
          >
        </div>`
        : nothing
    }
    ${
      features.has('preview')
        ? html`<button type="button" class="button quiet preview-toggle" part="button" aria-pressed=${previewing} @click=${preview}
          >${t.preview}</button
        >`
        : nothing
    }
  </div>`;
