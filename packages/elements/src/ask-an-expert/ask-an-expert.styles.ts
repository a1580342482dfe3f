import { css } from 'lit';

export const styles = css`
  .asking {
    font-size: var(--_s);
  }
  .check {
    display: flex;
    align-items: center;
    gap: var(--_2);
    min-block-size: 1.5rem;
  }
  .check input {
    inline-size: 1.1rem;
    block-size: 1.1rem;
    margin: 0;
    accent-color: var(--_accent);
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1) var(--_6);
    padding-block: var(--_2);
  }
  li {
    display: flex;
    align-items: center;
    gap: var(--_2);
    line-height: 1.25;
  }
  small,
  .quiet {
    display: block;
    color: var(--_text-muted);
    font-size: 1em;
    max-inline-size: 70ch;
  }
  .check + .quiet {
    margin-block-start: var(--_1);
  }
`;
