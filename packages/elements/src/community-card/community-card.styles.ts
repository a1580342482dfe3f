import { css } from 'lit';

export const styles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: var(--_2) var(--_4);
  }
  .title {
    flex: 1 1 12rem;
    font-size: var(--_l);
    font-weight: 600;
    line-height: 1.25;
    padding-block: 0.2em;
  }
  .standing {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2);
    min-block-size: 2rem;
  }
  .standing .badge {
    font-size: var(--_s);
  }
  .standing .quiet:last-child {
    padding-inline-end: 0;
  }
  .standing .quiet:last-child:hover {
    background: none;
    text-decoration: underline;
  }
  .purpose {
    margin-block: var(--_1) var(--_2);
    max-inline-size: 70ch;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_3);
    margin-block-end: var(--_2);
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .people {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_6);
    margin-block-start: var(--_3);
  }
  .people li {
    display: flex;
    align-items: center;
    gap: var(--_2);
    line-height: 1.25;
  }
  .people small {
    display: block;
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .charter {
    margin-block-start: var(--_3);
    font-size: var(--_s);
  }
  .charter summary {
    width: fit-content;
    min-block-size: 1.5rem;
    color: var(--_text-muted);
    cursor: pointer;
  }
  .charter dl {
    display: grid;
    gap: 0 var(--_4);
    padding-block-start: var(--_1);
    max-inline-size: 70ch;
  }
  .charter dt {
    font-weight: 600;
  }
  .charter dd + dt {
    margin-block-start: var(--_2);
  }
`;
