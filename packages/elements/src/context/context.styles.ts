import { css } from 'lit';

export const styles = css`
  section + section,
  .ask,
  .asked {
    margin-block-start: var(--_4);
  }
  .heading {
    color: var(--_text-muted);
    font-size: var(--_s);
    font-weight: 600;
  }
  .row {
    padding-block: var(--_2);
    contain-intrinsic-block-size: auto 3.5rem;
  }
  .topics {
    display: none;
  }
  form.ask {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
  }
  form.ask .field {
    flex: 1 1 12rem;
    inline-size: auto;
  }
  form.ask .button {
    min-block-size: 2.25rem;
  }
  .asked > .icon {
    color: var(--_positive);
  }
  .dot,
  .pin {
    display: none;
  }
`;
