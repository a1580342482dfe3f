import { css } from 'lit';

/** Rows of a list: the whole row is the target of its title, whatever else is in it stays reachable. */
export const rows = css`
  .rows {
    transition: opacity 150ms ease-out;
  }
  .busy {
    opacity: 0.7;
  }
  .row {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--_1) var(--_4);
    padding-block: var(--_3);
    padding-inline: var(--_4) var(--_3);
    border-radius: var(--_radius-s);
    content-visibility: auto;
    contain-intrinsic-block-size: auto 4.25rem;
  }
  .row + .row::before {
    content: '';
    position: absolute;
    inset-block-start: 0;
    inset-inline: var(--_4) var(--_3);
    border-block-start: 1px solid var(--_line);
  }
  .row:has(.open):hover {
    background: var(--_tint);
  }
  .row:has(.open:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  .ghost {
    padding-block: 1.2rem;
    padding-inline: var(--_4);
  }
  .title {
    font-size: 1em;
    font-weight: 400;
    line-height: 1.25;
  }
  .open {
    font-weight: inherit;
    line-height: inherit;
    outline: none;
  }
  .open::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  .row:hover .open {
    text-decoration: none;
    color: var(--_accent);
  }
  .inner,
  .row .button,
  button.topic {
    position: relative;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_3);
    margin-block-start: var(--_1);
    color: var(--_text-muted);
    font-size: var(--_s);
    line-height: 1.7;
  }
  .meta > span {
    min-inline-size: 0;
  }
  .count {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    color: var(--_text-muted);
    font-size: var(--_s);
    font-variant-numeric: tabular-nums;
  }
  .pager {
    display: flex;
    justify-content: space-between;
    gap: var(--_2);
    padding-block-start: var(--_3);
  }
  @container (max-width: 30rem) {
    .row {
      gap: var(--_1) var(--_2);
      padding-inline-end: 0;
    }
    .meta {
      gap: 0 var(--_2);
    }
  }
  @media (forced-colors: active) {
    .row:hover .open {
      color: LinkText;
    }
  }
`;
