import { css } from 'lit';

/** What floats above the page: menus, suggestions, dialogs. It loads with the first of them. */
export const floating = css`
  [popover],
  dialog {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    color: var(--_on-surface);
    box-shadow: var(--_shadow);
  }
  [popover] {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: var(--_1);
    max-inline-size: min(22rem, calc(100vw - 1rem));
    max-block-size: 60vh;
    overflow: auto;
    font-size: var(--_s);
  }
  .item {
    display: flex;
    align-items: center;
    gap: var(--_2);
    inline-size: 100%;
    min-block-size: 2.25rem;
    padding-block: 0.2rem;
    padding-inline: var(--_2) var(--_4);
    border: 0;
    border-radius: var(--_radius-s);
    background: none;
    text-align: start;
  }
  .item .icon {
    color: var(--_text-muted);
  }
  .item:hover,
  .item:focus-visible,
  .item[aria-selected='true'],
  .item[data-combobox-option-default] {
    background: var(--_accent-tint);
    outline-offset: -2px;
  }
  .item[aria-checked='true'] {
    font-weight: 600;
  }
  dialog {
    inline-size: min(30rem, calc(100vw - 2rem));
    max-block-size: calc(100vh - 2rem);
    padding: var(--_6);
  }
  dialog::backdrop {
    background: oklch(0 0 0 / 0.35);
  }
  dialog h2 {
    font-size: var(--_l);
    font-weight: 600;
    line-height: 1.25;
  }
  dialog form {
    display: grid;
    gap: var(--_4);
  }
  dialog .choices {
    display: grid;
    gap: var(--_1);
  }
  dialog .choices label {
    display: flex;
    align-items: center;
    gap: var(--_2);
    min-block-size: 2rem;
  }
  dialog input[type='radio'] {
    inline-size: 1.1rem;
    block-size: 1.1rem;
    margin: 0;
    accent-color: var(--_accent);
  }
  dialog .labelled {
    display: grid;
    gap: var(--_1);
    font-size: var(--_s);
  }
  dialog .labelled .field {
    inline-size: 100%;
    min-block-size: 2.25rem;
    border-color: var(--_line-strong);
    font-size: 1rem;
  }
  dialog .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_2);
  }
  dialog .versions li + li {
    margin-block-start: var(--_4);
  }
  dialog .versions h3 {
    font-size: var(--_s);
    font-weight: 400;
    color: var(--_text-muted);
  }
  dialog .versions pre {
    margin: var(--_1) 0 0;
    padding: var(--_3);
    border-radius: var(--_radius-s);
    background: var(--_tint);
    font: inherit;
    white-space: pre-wrap;
  }
  @media (forced-colors: active) {
    .item:focus-visible,
    .item[aria-selected='true'] {
      background: Highlight;
      color: HighlightText;
    }
  }
`;
