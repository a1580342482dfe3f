import { css } from 'lit';

export const styles = css`
  .inferred,
  .begin {
    margin-block: var(--_2);
    color: var(--_text-muted);
    font-size: var(--_s);
    max-inline-size: 70ch;
  }
  .person {
    grid-template-columns: auto minmax(0, 1fr);
    align-items: start;
    gap: var(--_1) var(--_3);
    padding-inline: var(--_2);
    contain-intrinsic-block-size: auto 7rem;
  }
  .row.person + .row.person::before {
    inset-inline: calc(2rem + var(--_2) + var(--_3)) var(--_2);
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
  small {
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .evidence {
    margin-block-start: var(--_1);
    font-size: var(--_s);
  }
  .evidence li {
    padding-block: 0.15rem;
  }
  .evidence .kind {
    color: var(--_text-muted);
  }
  .evidence .link {
    min-block-size: 1.5rem;
    text-decoration: underline;
    text-decoration-color: var(--_line-strong);
    text-underline-offset: 0.15em;
  }
  details.own {
    margin-block-start: var(--_4);
    padding-block-start: var(--_3);
    border-block-start: 1px solid var(--_line);
  }
  .own > summary {
    inline-size: fit-content;
    min-block-size: 1.5rem;
    color: var(--_text-muted);
    font-size: var(--_s);
    cursor: pointer;
  }
  .settings {
    display: grid;
    gap: var(--_4);
    padding-block: var(--_3);
    font-size: var(--_s);
  }
  legend,
  .legend {
    padding: 0;
    margin-block-end: var(--_1);
    font-weight: 600;
  }
  .consent label {
    display: flex;
    gap: var(--_2);
    padding-block: var(--_1);
    min-block-size: 1.5rem;
  }
  .consent input {
    inline-size: 1.1rem;
    block-size: 1.1rem;
    margin: 0.2rem 0 0;
    flex: none;
    accent-color: var(--_accent);
  }
  .consent small {
    display: block;
    font-size: 1em;
  }
  .away form,
  .cap {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--_2) var(--_3);
  }
  .away form .button {
    min-block-size: 2.25rem;
  }
  .settings label > .field {
    display: block;
    inline-size: auto;
  }
  .cap input {
    max-inline-size: 6rem;
  }
  .cap p {
    color: var(--_text-muted);
  }
  .own-topics li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_2);
    max-inline-size: 30rem;
  }
`;
