import { css } from 'lit';

export const styles = css`
  :host {
    overflow-anchor: none;
  }
  header {
    display: grid;
    gap: var(--_2);
    padding-block-end: var(--_4);
  }
  .about {
    margin: 0;
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_3);
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .headline {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: var(--_4);
  }
  .title {
    min-inline-size: 0;
    max-inline-size: 60ch;
    font-size: var(--_xl);
    font-weight: 600;
    line-height: 1.25;
    text-wrap: pretty;
  }
  .headline .button {
    flex: none;
  }
  .post {
    display: grid;
    grid-template-columns: 2rem minmax(0, 1fr);
    gap: var(--_3);
    padding-block: var(--_3);
    border-radius: var(--_radius-s);
    outline-offset: 0.25rem;
    scroll-margin-block: 5rem;
  }
  .post:focus-visible {
    outline: 2px solid var(--_accent);
  }
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_1);
    min-inline-size: 0;
  }
  .byline {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_2);
    align-items: baseline;
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .author {
    color: var(--_text);
    font-weight: 600;
  }
  .byline > :not(:last-child)::after {
    content: '·';
    margin-inline-start: var(--_2);
    color: var(--_text-muted);
    font-weight: 400;
  }
  button.badge {
    min-block-size: 1.5rem;
  }
  .gone {
    color: var(--_text-muted);
    font-style: italic;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1);
    min-block-size: 2rem;
  }
  .verbs:first-child {
    margin-inline-start: calc(-1 * var(--_2));
  }
  .verbs {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
  }
  .actions .button {
    min-block-size: 1.75rem;
    padding-inline: var(--_2);
  }
  .actions .square {
    inline-size: 1.75rem;
    padding: 0;
  }
  .reaction {
    gap: 0.35em;
    border-color: var(--_line);
    border-radius: 1em;
    font-variant-numeric: tabular-nums;
  }
  .reaction[aria-pressed='true'] {
    border-color: var(--_accent);
  }
  .votes {
    padding-inline: var(--_2);
    color: var(--_text-muted);
    font-size: var(--_s);
    font-variant-numeric: tabular-nums;
  }
  .accepted .level-0 > .post {
    padding-inline-start: var(--_3);
    border-inline-start: 3px solid var(--_positive);
    border-radius: 0;
  }
  .accepted .badge {
    font-size: var(--_s);
    font-weight: 600;
  }
  .tally {
    margin-block-start: var(--_4);
    padding-block: var(--_3) var(--_1);
    border-block-start: 1px solid var(--_line);
    color: var(--_text-muted);
    font-size: var(--_s);
    font-weight: 600;
  }
  .replies > .level-1 {
    padding-inline-start: calc(2rem + var(--_3));
  }
  .replies > .level-2 {
    padding-inline-start: calc(4rem + var(--_6));
  }
  :is(.level-1, .level-2) .post {
    grid-template-columns: 1.5rem minmax(0, 1fr);
    padding-block: var(--_2);
  }
  :is(.level-1, .level-2) .avatar {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    font-size: 0.6rem;
  }
  .remark .prose {
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .turn {
    margin-block: var(--_3);
    inline-size: 100%;
  }
  .arrived {
    position: sticky;
    z-index: 2;
    inset-block-end: var(--_3);
    display: grid;
    justify-items: center;
    block-size: 0;
    overflow: visible;
    align-items: end;
  }
  .arrived .button {
    border-radius: 1.25em;
    box-shadow: var(--_shadow);
  }
  .at-end {
    margin-block-start: var(--_4);
  }
  .reference {
    color: var(--_accent);
    text-decoration: underline;
  }
  @media (hover: hover) {
    .verbs {
      opacity: 0;
      transition: opacity 120ms ease-out;
    }
    .post:is(:hover, :focus-within) .verbs,
    article .verbs,
    .verbs:has([aria-expanded='true']) {
      opacity: 1;
    }
  }
  @container (max-width: 34rem) {
    .post {
      grid-template-columns: 1.5rem minmax(0, 1fr);
      gap: var(--_2);
    }
    .avatar {
      inline-size: 1.5rem;
      block-size: 1.5rem;
      font-size: 0.6rem;
    }
    .replies > .level-1 {
      padding-inline-start: var(--_4);
    }
    .replies > .level-2 {
      padding-inline-start: var(--_8);
    }
    .word {
      position: absolute;
      inline-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .headline {
      flex-direction: column;
      gap: var(--_2);
    }
  }
  @media (forced-colors: active) {
    .verbs {
      opacity: 1;
    }
  }
`;
