import { css } from 'lit';

/** Tables of words: cells wrap, and begin where reading begins. */
export const records = css`
  .scroll {
    margin-block: var(--_3);
  }
  th,
  td {
    padding: var(--_2) var(--_3);
    text-align: start;
    vertical-align: top;
    white-space: normal;
  }
  table {
    min-inline-size: 36rem;
  }
  tbody th {
    font-weight: 600;
  }
  small,
  .muted {
    display: block;
    color: var(--_text-muted);
    font-size: var(--_s);
    font-weight: 400;
  }
  .muted small {
    color: inherit;
  }
  .told {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .untold {
    color: var(--_text-muted);
  }
  .cell + .cell {
    margin-block-start: var(--_2);
  }
  h3,
  .sub {
    margin-block-start: var(--_4);
    font-size: inherit;
    font-weight: 600;
  }
  .stages {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1);
    margin-block: var(--_3);
  }
  .stage {
    flex: 1 1 8rem;
    padding: var(--_2) var(--_3);
    border-block-start: 3px solid var(--_line-strong);
    font-size: var(--_s);
  }
  .stage[aria-current] {
    border-block-start-color: var(--_accent);
    background: var(--_accent-tint);
    font-weight: 600;
  }
  .stage.suggested {
    border-block-start-style: dashed;
    border-block-start-color: var(--_accent);
  }
  .met {
    color: var(--_positive);
  }
  .overdue {
    color: var(--_danger);
  }
`;
