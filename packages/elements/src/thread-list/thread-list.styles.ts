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
    max-inline-size: 100%;
    border-radius: 1em;
    background: var(--_accent-tint);
    border-color: transparent;
  }
  .news {
    position: sticky;
    z-index: 2;
    inset-block-start: var(--_2);
    display: grid;
    justify-items: center;
    block-size: 0;
    overflow: visible;
  }
  .news .button {
    border-radius: 1.25em;
    box-shadow: var(--_shadow);
  }
  .row:has([aria-current]) {
    background: var(--_accent-tint);
  }
  .row:has([aria-current])::after {
    content: '';
    position: absolute;
    inset-block: var(--_2);
    inset-inline-start: 0;
    border-inline-start: 3px solid var(--_accent);
    border-radius: 2px;
  }
  .unread .title {
    font-weight: 600;
  }
  .pin {
    color: var(--_text-muted);
    margin-inline-end: var(--_1);
  }
  .pin .icon {
    inline-size: 1em;
    block-size: 1em;
    vertical-align: -0.1em;
  }
  .dot {
    position: absolute;
    inset-inline-start: 0.25rem;
    inset-block-start: calc(var(--_3) + 0.42em);
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border-radius: 50%;
    background: var(--_accent);
  }
  .extract {
    color: var(--_text-muted);
    font-size: var(--_s);
    display: -webkit-box;
    margin-block-start: var(--_1);
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  @container (max-width: 30rem) {
    .choices {
      inline-size: 100%;
    }
  }
  @media (forced-colors: active) {
    .dot {
      background: Highlight;
    }
  }
`;
