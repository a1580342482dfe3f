import { css } from 'lit';

/** Links, buttons, fields: what people act on. */
export const controls = css`
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    text-align: start;
    text-decoration: none;
  }
  .link:hover {
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_1);
    min-block-size: 2rem;
    padding: 0.2rem var(--_3);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-s);
    background: transparent;
    font-size: var(--_s);
    line-height: 1.25;
    text-decoration: none;
    transition: background 120ms ease-out;
  }
  .button:hover {
    background: var(--_tint);
  }
  .button[aria-pressed='true'] {
    background: var(--_accent-tint);
  }
  .primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  .primary:hover {
    background: color-mix(in oklab, var(--_accent) 88%, black);
  }
  .quiet {
    border-color: transparent;
    color: var(--_text-muted);
  }
  .quiet:hover {
    color: inherit;
  }
  .square {
    inline-size: 2rem;
    padding: 0;
  }
  .button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  .field {
    inline-size: 100%;
    min-block-size: 2.25rem;
    padding: 0.3rem var(--_3);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-s);
    background: transparent;
  }
  .field:focus-visible {
    outline-offset: -1px;
  }
  .field::placeholder {
    color: var(--_text-muted);
    opacity: 1;
  }
  .field[aria-invalid='true'] {
    border-color: var(--_danger);
  }
  select.field {
    inline-size: auto;
    max-inline-size: 100%;
    field-sizing: content;
    min-block-size: 2rem;
    padding: 0.15rem var(--_2);
    border-color: transparent;
    font-size: var(--_s);
    text-overflow: ellipsis;
  }
  select.field:hover {
    background: var(--_tint);
  }
  option {
    color: var(--_on-surface);
    background: var(--_surface-raised);
  }
  .search {
    position: relative;
    flex: 1 1 15rem;
    max-inline-size: 28rem;
  }
  .search .icon {
    position: absolute;
    inset-block: 0;
    inset-inline-start: var(--_2);
    margin-block: auto;
    color: var(--_text-muted);
    pointer-events: none;
  }
  .search .field {
    padding-inline-start: 2.25rem;
    text-overflow: ellipsis;
  }
`;
