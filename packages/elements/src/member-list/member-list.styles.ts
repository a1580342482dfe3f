import { css } from 'lit';

export const styles = css`
  .search {
    margin-block-end: var(--_2);
  }
  .person {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--_1) var(--_3);
    padding-block: var(--_2);
    padding-inline: var(--_2);
    contain-intrinsic-block-size: auto 3.5rem;
    line-height: 1.35;
  }
  .row.person + .row.person::before {
    inset-inline: calc(2rem + var(--_2) + var(--_3)) var(--_2);
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_3);
  }
  .name .badge {
    font-size: var(--_s);
  }
  .lead {
    color: var(--_accent);
  }
  .facts,
  small {
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .facts span:not(:last-child)::after {
    content: '\\a0· ';
  }
  .requests {
    margin-block-end: var(--_4);
    padding: var(--_3);
    border-radius: var(--_radius);
    background: var(--_accent-tint);
  }
  .requests .heading {
    padding-inline: var(--_2);
    font-size: var(--_s);
    font-weight: 600;
  }
  .requests .message {
    font-size: var(--_s);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1);
  }
  @container (min-width: 44rem) {
    .people {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      column-gap: var(--_6);
    }
    .row.person + .row.person:nth-child(2)::before {
      display: none;
    }
  }
  @container (max-width: 30rem) {
    .requests .buttons {
      grid-column: 2 / -1;
    }
  }
`;
