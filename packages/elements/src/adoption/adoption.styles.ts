import { css } from 'lit';

export const styles = css`
  .heading {
    margin-block-end: var(--_2);
    font-weight: 600;
    line-height: 1.25;
  }
  .yours {
    display: grid;
    gap: var(--_1);
    padding: var(--_3) var(--_4);
    border-radius: var(--_radius);
    background: var(--_tint);
  }
  .yours + .units {
    margin-block-start: var(--_2);
  }
  .unit {
    font-weight: 600;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_3);
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .muted,
  .note {
    color: var(--_text-muted);
    font-size: var(--_s);
    font-weight: 400;
  }
  .note {
    display: block;
  }
  .benefit {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_2);
    font-size: var(--_s);
    font-variant-numeric: tabular-nums;
  }
  .benefit .note {
    flex-basis: 100%;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
    margin-block-start: var(--_2);
  }
  .reference {
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  .units li {
    padding: var(--_3) var(--_4);
  }
  .units li + li {
    border-block-start: 1px solid var(--_line);
  }
  .units .abandoned .unit {
    font-weight: 400;
    color: var(--_text-muted);
  }
  .units .button {
    margin-block-start: var(--_2);
  }
  .hours {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr));
    gap: var(--_3);
  }
  dialog form:has([value='asIs']:checked) .only-adapted {
    display: none;
  }
  @media (forced-colors: active) {
    .yours {
      border: 1px solid;
    }
  }
`;
