import { css } from 'lit';

export const styles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2);
    padding-block-end: var(--_2);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1);
    min-inline-size: 0;
  }
  .chosen {
    border-radius: 1em;
    background: var(--_accent-tint);
    border-color: transparent;
  }
  .title {
    font-weight: 600;
  }
  @container (max-width: 30rem) {
    .choices {
      inline-size: 100%;
    }
  }
`;
