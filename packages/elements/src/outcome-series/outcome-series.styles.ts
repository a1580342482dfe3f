import { css } from 'lit';

export const styles = css`
  .changes {
    margin-block: var(--_2);
    font-size: var(--_s);
  }
  .changes p {
    color: var(--_text-muted);
    font-weight: 600;
  }
  .changes li {
    display: flex;
    gap: var(--_2);
    padding-block: var(--_1);
  }
  .number {
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: 1.6em;
    block-size: 1.6em;
    border-radius: 50%;
    background: var(--_on-surface);
    color: var(--_surface);
    font-size: var(--_xs);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .changes small {
    display: block;
    color: var(--_text-muted);
    font-size: 1em;
  }
  @media (forced-colors: active) {
    .number {
      border: 1px solid;
    }
  }
`;
