import { css } from 'lit';

export const styles = css`
  .inferred,
  .begin {
    margin-block: var(--_2);
    color: var(--_text-muted);
    font-size: var(--_s);
    max-inline-size: 70ch;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--_1) var(--_2);
    font-size: var(--_s);
  }
  .chosen {
    display: flex;
    align-items: center;
    gap: var(--_1);
    margin-block-start: var(--_2);
    font-weight: 600;
  }
  .person {
    grid-template-columns: auto minmax(0, 1fr);
    align-items: start;
    gap: var(--_1) var(--_3);
    padding-inline: var(--_2);
    contain-intrinsic-block-size: auto 8rem;
  }
  .row.person + .row.person::before {
    inset-inline: calc(2rem + var(--_2) + var(--_3)) var(--_2);
  }
  .person .sources {
    margin-block: var(--_1);
  }
  .confidence {
    align-self: center;
    font-size: var(--_s);
    font-weight: 600;
  }
  .ask {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_3);
    margin-block-start: var(--_3);
    padding-inline: var(--_2);
  }
  [popover].card {
    inline-size: min(28rem, calc(100vw - 1rem));
    max-inline-size: none;
    padding: var(--_4);
    font-size: 1rem;
  }
  details.own {
    margin-block-start: var(--_4);
    padding-block-start: var(--_3);
    border-block-start: 1px solid var(--_line);
  }
  .own > summary {
    inline-size: fit-content;
    min-block-size: 1.5rem;
    color: var(--_text-muted);
    font-size: var(--_s);
    cursor: pointer;
  }
  .own[open] > summary {
    margin-block-end: var(--_3);
  }
`;
