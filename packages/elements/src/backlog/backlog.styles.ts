import { css } from 'lit';

export const styles = css`
  .says {
    color: var(--_text-muted);
    font-size: var(--_s);
    max-inline-size: 70ch;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: var(--_2) var(--_4);
    padding-block: var(--_3);
  }
  .row + .row {
    border-block-start: 1px solid var(--_line);
  }
  .question {
    flex: 1 1 20rem;
    min-inline-size: 0;
  }
  .title {
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  small,
  .people {
    color: var(--_text-muted);
    font-size: var(--_s);
  }
`;
