import { css } from 'lit';

/**
 * The design tokens. A page sets `--cop-*`; elements read the private names, which fall back to a value that suits an
 * unstyled page in either colour scheme. Text takes the page's own colour, and what is derived from it follows.
 */
export const tokens = css`
  :host {
    --_accent: var(--cop-accent, light-dark(oklch(0.48 0.14 256), oklch(0.78 0.1 256)));
    --_on-accent: var(--cop-on-accent, light-dark(oklch(1 0 0), oklch(0.2 0.03 256)));
    --_surface: var(--cop-surface, light-dark(oklch(1 0 0), oklch(0.22 0.008 260)));
    --_surface-raised: var(--cop-surface-raised, light-dark(oklch(1 0 0), oklch(0.27 0.01 260)));
    --_on-surface: var(--cop-text, light-dark(oklch(0.24 0.015 260), oklch(0.94 0.005 260)));
    --_text: var(--cop-text, inherit);
    --_text-muted: var(--cop-text-muted, color-mix(in oklab, currentColor 70%, transparent));
    --_line: var(--cop-line, color-mix(in oklab, currentColor 14%, transparent));
    --_line-strong: var(--cop-line-strong, color-mix(in oklab, currentColor 46%, transparent));
    --_tint: color-mix(in oklab, currentColor 5%, transparent);
    --_tint-strong: color-mix(in oklab, currentColor 10%, transparent);
    --_accent-tint: color-mix(in oklab, var(--_accent) 12%, transparent);
    --_positive: var(--cop-positive, light-dark(oklch(0.46 0.12 150), oklch(0.8 0.13 150)));
    --_warning: var(--cop-warning, light-dark(oklch(0.47 0.1 70), oklch(0.83 0.11 80)));
    --_danger: var(--cop-danger, light-dark(oklch(0.49 0.18 27), oklch(0.77 0.13 25)));
    --_mark: var(--cop-mark, light-dark(oklch(0.93 0.1 95), oklch(0.45 0.09 90)));
    --_radius: var(--cop-radius, 0.5rem);
    --_radius-s: calc(var(--_radius) * 0.75);
    --_shadow: 0 0.25rem 1rem light-dark(oklch(0.2 0.02 260 / 0.16), oklch(0 0 0 / 0.5));
    --_xs: var(--cop-text-xs, 0.79em);
    --_s: var(--cop-text-s, 0.89em);
    --_l: var(--cop-text-l, 1.2em);
    --_xl: var(--cop-text-xl, 1.44em);
    --_1: var(--cop-space-1, 0.25rem);
    --_2: var(--cop-space-2, 0.5rem);
    --_3: var(--cop-space-3, 0.75rem);
    --_4: var(--cop-space-4, 1rem);
    --_6: var(--cop-space-6, 1.5rem);
    --_8: var(--cop-space-8, 2rem);
    --_mono: var(--cop-font-mono, ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace);
  }
`;
