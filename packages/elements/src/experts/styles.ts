import { css } from 'lit';

/** What elements about experts have in common: the three badges, and what speaks for somebody. */
export const knowing = css`
  .source {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    min-block-size: 1.5rem;
    padding-inline: 0.5em;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-s);
    font-size: var(--_s);
    line-height: 1.25;
  }
  .source .icon {
    inline-size: 1.05em;
    block-size: 1.05em;
    color: var(--_text-muted);
  }
  .source.inferred {
    border-color: transparent;
    background: var(--_tint-strong);
  }
  .source.declared {
    border-style: dashed;
  }
  .source.endorsed .icon {
    color: var(--_positive);
  }
  .source span {
    flex: none;
    font-weight: 600;
  }
  .source small {
    color: inherit;
    font-size: 1em;
  }
  .sources {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1) var(--_2);
  }
  small {
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .evidence {
    font-size: var(--_s);
  }
  .evidence small,
  .why small {
    font-size: 1em;
  }
  .evidence li {
    padding-block: 0.15rem;
  }
  .kind {
    color: var(--_text-muted);
  }
  .evidence .link,
  .why .link {
    min-block-size: 1.5rem;
    text-decoration: underline;
    text-decoration-color: var(--_line-strong);
    text-underline-offset: 0.15em;
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_3);
  }
  .name strong {
    font-weight: 600;
  }
  .name .badge {
    align-self: center;
    font-size: var(--_s);
  }
  @media (forced-colors: active) {
    .source.inferred {
      border-color: GrayText;
    }
  }
`;
