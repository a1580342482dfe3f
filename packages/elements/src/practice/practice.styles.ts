import { css } from 'lit';

export const styles = css`
  article {
    display: grid;
    gap: var(--_4);
  }
  header {
    display: grid;
    justify-items: start;
    gap: var(--_2);
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_3);
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .meta .badge.positive {
    font-weight: 600;
  }
  .version {
    min-block-size: 1.5rem;
    text-decoration: underline dotted;
    text-underline-offset: 0.2em;
  }
  .title {
    max-inline-size: 60ch;
    font-size: var(--_xl);
    font-weight: 600;
    line-height: 1.25;
    text-wrap: pretty;
  }
  .heading {
    margin-block-end: var(--_1);
    color: var(--_text-muted);
    font-size: var(--_s);
    font-weight: 600;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2);
  }
  .steps {
    display: grid;
    gap: var(--_3);
    counter-reset: step;
  }
  .steps > li {
    display: grid;
    grid-template-columns: 1.75rem minmax(0, 1fr);
    gap: var(--_3);
    counter-increment: step;
  }
  .steps > li::before {
    content: counter(step);
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border-radius: 50%;
    background: var(--_tint-strong);
    font-size: var(--_s);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .steps .prose {
    padding-block-start: 0.1em;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_8);
    padding-block-start: var(--_4);
    border-block-start: 1px solid var(--_line);
  }
  .facts dt {
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .muted,
  .origins,
  small {
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .reference {
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  .reference .icon {
    inline-size: 0.9em;
    block-size: 0.9em;
    vertical-align: -0.1em;
  }
  .forks,
  .procedures {
    display: grid;
    gap: var(--_2);
  }
  .procedures + .muted {
    margin-block-start: var(--_1);
  }
  .forks li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_1) var(--_4);
  }
  .note {
    display: block;
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .editor,
  .editor fieldset {
    display: grid;
    gap: var(--_4);
  }
  .editor fieldset {
    justify-items: start;
    gap: var(--_2);
  }
  .labelled {
    display: grid;
    gap: var(--_1);
  }
  .labelled > span,
  legend {
    padding: 0;
    font-size: var(--_s);
    font-weight: 600;
  }
  textarea.field {
    max-block-size: 60vh;
    resize: vertical;
    field-sizing: content;
  }
  .editing {
    display: grid;
    gap: var(--_2);
    inline-size: 100%;
    counter-reset: step;
  }
  .editing li {
    display: grid;
    grid-template-columns: 1.25rem minmax(0, 1fr) auto;
    align-items: start;
    gap: var(--_2);
    counter-increment: step;
  }
  .editing li::before {
    content: counter(step);
    padding-block-start: 0.35rem;
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .handles {
    display: flex;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_2);
  }
  .versions summary {
    cursor: pointer;
  }
  .versions summary > span {
    color: var(--_text-muted);
    font-size: var(--_s);
  }
`;
