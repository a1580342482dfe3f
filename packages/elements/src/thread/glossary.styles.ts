import { css } from 'lit';

export const glossary = css`
  .term {
    display: inline;
    padding: 0;
    border: 0;
    background: none;
    text-align: start;
    text-decoration: underline dotted;
    text-decoration-color: var(--_line-strong);
    text-underline-offset: 0.2em;
    cursor: help;
  }
  .term:hover {
    text-decoration-color: currentColor;
  }
  .explanation {
    padding: var(--_3) var(--_4);
    white-space: pre-line;
  }
  .explanation strong {
    display: block;
    font-weight: 600;
  }
`;
