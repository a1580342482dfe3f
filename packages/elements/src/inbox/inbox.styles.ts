import { css } from 'lit';

export const styles = css`
  /* A bell takes the room of its number, where an element as wide as its container would have none. */
  :host([features~='-list']) {
    display: inline-block;
    container-type: normal;
  }
  .bell .button {
    position: relative;
    min-inline-size: 2.25rem;
    min-block-size: 2.25rem;
  }
  .bell .button:hover {
    text-decoration: none;
  }
  .pill {
    min-inline-size: 1.35em;
    padding-inline: 0.4em;
    border-radius: 1em;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: var(--_xs);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1.35;
    text-align: center;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1) var(--_2);
    padding-block-end: var(--_2);
  }
  .unread-count {
    flex: 1 1 auto;
    padding-inline-start: var(--_4);
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .unread .title {
    font-weight: 600;
  }
  .dot {
    position: absolute;
    inset-inline-start: 0.125rem;
    inset-block-start: calc(var(--_3) + 0.42em);
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border-radius: 50%;
    background: var(--_accent);
  }
  .reasons {
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
    margin-block-start: var(--_2);
  }
  @media (forced-colors: active) {
    .dot {
      background: Highlight;
    }
    .pill {
      border: 1px solid;
    }
  }
`;
