import { css } from 'lit';

/** What figures, curves and series have in common. */
export const report = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_3);
  }
  .label {
    flex: 1 1 auto;
    font-weight: 600;
    line-height: 1.25;
  }
  .grade {
    padding: 0 0.6em;
    border: 1px solid var(--_line-strong);
    border-radius: 1em;
    color: var(--_text-muted);
    font-size: var(--_xs);
    line-height: 1.7;
  }
  .says,
  .summary,
  .meta {
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .says,
  .summary {
    max-inline-size: 70ch;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_3);
    font-variant-numeric: tabular-nums;
  }
  .withheld {
    margin-block: var(--_3);
    align-items: start;
  }
  .withheld strong {
    display: block;
  }
  .next {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2) var(--_3);
    margin-block: var(--_3);
    padding: var(--_2) var(--_3);
    border-inline-start: 3px solid var(--_accent);
    background: var(--_accent-tint);
    border-radius: var(--_radius-s);
    font-size: var(--_s);
  }
  .caveats {
    margin-block: var(--_3);
    color: var(--_text-muted);
    font-size: var(--_s);
    max-inline-size: 70ch;
  }
  .caveats p {
    font-weight: 600;
  }
  .caveats li {
    padding-inline-start: 1em;
    text-indent: -1em;
  }
  .caveats li::before {
    content: '– ';
    content: '– ' / '';
  }
  details {
    font-size: var(--_s);
  }
  summary {
    inline-size: fit-content;
    min-block-size: 1.5rem;
    color: var(--_text-muted);
    cursor: pointer;
  }
  details[open] {
    padding-block-end: var(--_2);
  }
  .method p,
  .method dl {
    max-inline-size: 70ch;
  }
  .method dt {
    margin-block-start: var(--_2);
    font-weight: 600;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: var(--_1) var(--_3);
    border-block-end: 1px solid var(--_line);
    text-align: end;
    white-space: nowrap;
  }
  th:first-child {
    padding-inline-start: 0;
    text-align: start;
    white-space: normal;
  }
  thead th {
    color: var(--_text-muted);
    font-weight: 600;
  }
  tbody th {
    font-weight: 400;
  }
  @container (max-width: 30rem) {
    th,
    td {
      padding-inline: var(--_1);
    }
  }
`;
