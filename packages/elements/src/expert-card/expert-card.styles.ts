import { css } from 'lit';

export const styles = css`
  .who {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: var(--_3);
  }
  .who .avatar {
    inline-size: 2.75rem;
    block-size: 2.75rem;
    font-size: 1rem;
  }
  .known {
    display: grid;
    gap: var(--_4);
    margin-block-start: var(--_4);
  }
  .known > li {
    display: grid;
    gap: var(--_1);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_3);
  }
  .label {
    font-weight: 600;
  }
  .line .button {
    margin-inline-start: auto;
  }
  .note {
    font-size: var(--_s);
    max-inline-size: 70ch;
  }
  .none {
    color: var(--_text-muted);
    font-size: var(--_s);
  }
`;
