import { css } from 'lit';

/** The small parts that recur: badges, topics, initials, marks. */
export const facts = css`
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.2em;
    white-space: nowrap;
  }
  .badge .icon {
    inline-size: 1.1em;
    block-size: 1.1em;
  }
  .badge.positive {
    color: var(--_positive);
  }
  .warning {
    color: var(--_warning);
  }
  .danger {
    color: var(--_danger);
  }
  .topics {
    display: inline-flex;
    flex-wrap: wrap;
    gap: var(--_1);
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .topic {
    max-inline-size: 100%;
    overflow: hidden;
    padding: 0 0.6em;
    border: 0;
    border-radius: 1em;
    background: var(--_tint-strong);
    color: inherit;
    font-size: max(12px, var(--_xs));
    line-height: 1.7;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  button.topic {
    min-block-size: 1.5rem;
  }
  button.topic:hover {
    background: var(--_accent-tint);
  }
  .avatar {
    --_tone: var(--_text-muted);
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
    border-radius: 50%;
    background: color-mix(in oklab, var(--_tone) 16%, transparent);
    color: light-dark(color-mix(in oklab, var(--_tone), black 25%), color-mix(in oklab, var(--_tone), white 45%));
    font-size: 0.75rem;
    font-weight: 600;
    line-height: 1;
    letter-spacing: 0;
  }
  .tone-0 { --_tone: oklch(0.5 0.11 20); }
  .tone-1 { --_tone: oklch(0.5 0.1 60); }
  .tone-2 { --_tone: oklch(0.5 0.1 110); }
  .tone-3 { --_tone: oklch(0.5 0.1 150); }
  .tone-4 { --_tone: oklch(0.5 0.09 195); }
  .tone-5 { --_tone: oklch(0.5 0.11 240); }
  .tone-6 { --_tone: oklch(0.5 0.12 285); }
  .tone-7 { --_tone: oklch(0.5 0.12 335); }
  mark {
    background: var(--_mark);
    color: inherit;
    border-radius: 0.15em;
  }
`;
