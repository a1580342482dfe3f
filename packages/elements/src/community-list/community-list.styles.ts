import { css } from 'lit';

export const styles = css`
  .search {
    margin-block-end: var(--_2);
  }
  .title {
    font-weight: 600;
  }
  .purpose {
    display: -webkit-box;
    margin-block-start: 0.15rem;
    max-inline-size: 70ch;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
`;
