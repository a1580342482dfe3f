import { css } from 'lit';

export const styles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_4);
    margin-block-end: var(--_4);
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .tiles ~ .unmeasured {
    margin-block-start: var(--_4);
  }
  .rung + .rung,
  .records,
  .records ~ .unmeasured {
    margin-block-start: var(--_8);
  }
  .rung > h2,
  .records > h2,
  .rung > [role='heading'],
  .records > [role='heading'] {
    font-size: var(--_l);
    font-weight: 600;
    line-height: 1.25;
  }
  .rung > p,
  .unmeasured p,
  .hint {
    color: var(--_text-muted);
    font-size: var(--_s);
    max-inline-size: 70ch;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr));
    gap: var(--_4);
    margin-block-start: var(--_4);
    align-items: start;
  }
  .tile,
  .panel {
    min-inline-size: 0;
    padding: var(--_4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .tile:has([detailed]) {
    grid-column: 1 / -1;
  }
  .panel {
    margin-block-start: var(--_4);
  }
  .unmeasured summary {
    inline-size: fit-content;
    min-block-size: 1.5rem;
    cursor: pointer;
  }
  .unmeasured dt {
    margin-block-start: var(--_3);
    font-weight: 600;
  }
  .unmeasured dd {
    margin: 0;
    max-inline-size: 70ch;
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .totals {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_4) var(--_8);
    margin-block: var(--_4);
  }
  .totals dt {
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .totals dd {
    margin: 0;
  }
  .totals strong {
    display: block;
    font-size: 2em;
    font-weight: 600;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }
  .totals small {
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .told {
    text-align: start;
    white-space: normal;
  }
  /* In little room the table scrolls; words stay whole. */
  tbody th,
  .told {
    min-inline-size: 8rem;
    overflow-wrap: break-word;
    vertical-align: top;
  }
`;
