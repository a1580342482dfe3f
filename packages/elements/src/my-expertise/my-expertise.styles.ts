import { css } from 'lit';

export const styles = css`
  .mine {
    display: grid;
    gap: var(--_6);
  }
  .settings {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
    gap: var(--_4) var(--_8);
    font-size: var(--_s);
  }
  .consent,
  .naming {
    grid-column: 1 / -1;
  }
  legend,
  .legend {
    padding: 0;
    margin-block-end: var(--_1);
    font-size: inherit;
    font-weight: 600;
  }
  h3.legend {
    font-size: 1em;
  }
  .quiet-text {
    margin-block-end: var(--_2);
    color: var(--_text-muted);
    font-size: var(--_s);
    max-inline-size: 70ch;
  }
  .consent label,
  .naming {
    display: flex;
    gap: var(--_2);
    padding-block: var(--_1);
    min-block-size: 1.5rem;
  }
  .consent input,
  .naming input {
    inline-size: 1.1rem;
    block-size: 1.1rem;
    margin: 0.2rem 0 0;
    flex: none;
    accent-color: var(--_accent);
  }
  .consent small,
  .naming small {
    display: block;
    font-size: 1em;
  }
  .away form,
  .declare {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--_2) var(--_3);
  }
  .away .button,
  .declare .button {
    min-block-size: 2.25rem;
  }
  .away p + .button {
    margin-block-start: var(--_1);
  }
  label > .field {
    display: block;
    inline-size: auto;
  }
  .cap input {
    max-inline-size: 6rem;
  }
  .cap p {
    color: var(--_text-muted);
  }
  .declare {
    margin-block-start: var(--_2);
    font-size: var(--_s);
  }
  .refused {
    flex: 1 0 100%;
  }
  .refused:empty {
    display: none;
  }
  .line > .refusal {
    flex: 1 0 100%;
  }
  .declare .wide {
    flex: 1 1 14rem;
    max-inline-size: 28rem;
  }
  .declare .wide .field {
    inline-size: 100%;
  }
  .part li + li {
    border-block-start: 1px solid var(--_line);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_3);
    padding-block: var(--_1);
  }
  .line .text {
    flex: 1 1 12rem;
    min-inline-size: 0;
  }
  .label.gone {
    color: var(--_text-muted);
  }
  .note {
    display: block;
  }
  .deeds {
    display: inline-flex;
    flex-wrap: wrap;
    margin-inline-start: auto;
  }
  .why {
    inline-size: 100%;
    margin-block: var(--_1) var(--_3);
    border-collapse: collapse;
    font-size: var(--_s);
  }
  .why th {
    padding-block: 0.15rem;
    font-weight: 400;
    text-align: start;
  }
  .why .number {
    padding-inline: var(--_3);
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .why td:last-child {
    inline-size: 2rem;
  }
  .why tfoot th,
  .why tfoot td {
    padding-block: var(--_1);
    border-block-start: 1px solid var(--_line-strong);
    font-weight: 600;
  }
`;
