import { css } from 'lit';

export const styles = css`
  .heading {
    margin-block-end: var(--_2);
    font-size: var(--_l);
    font-weight: 600;
    line-height: 1.25;
  }
  .thread::part(title),
  .thread::part(subject) {
    display: none;
  }
  .composer {
    margin-block-start: var(--_4);
  }
  section {
    margin-block-start: var(--_6);
  }
  .others {
    color: var(--_text-muted);
    font-size: var(--_s);
    font-weight: 600;
  }
  .dot {
    display: none;
  }
`;
