import { css } from 'lit';

export const dialogStyles = css`
  dialog.part {
    inline-size: min(52rem, calc(100vw - 2rem));
    overflow: auto;
  }
  dialog.part header {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: var(--_4);
    margin-block-end: var(--_4);
  }
`;
