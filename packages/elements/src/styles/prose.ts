import { css } from 'lit';

/** What people write, rendered from Markdown. */
export const prose = css`
  .prose {
    inline-size: fit-content;
    max-inline-size: min(70ch, 100%);
    overflow-wrap: anywhere;
  }
  .prose > :first-child {
    margin-block-start: 0;
  }
  .prose > :last-child {
    margin-block-end: 0;
  }
  .prose :is(p, ul, ol, blockquote, pre, table) {
    margin-block: 0 0.75em;
  }
  .prose :is(h1, h2, h3, h4, h5, h6) {
    margin-block: 1.2em 0.4em;
    font-size: 1em;
    font-weight: 600;
    line-height: 1.25;
  }
  .prose :is(h1, h2) {
    font-size: var(--_l);
  }
  .prose :is(ul, ol) {
    padding-inline-start: 1.6em;
    list-style: revert;
  }
  .prose li + li {
    margin-block-start: 0.2em;
  }
  .prose :is(li > p) {
    margin-block-end: 0.3em;
  }
  .prose a {
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  .prose .mention {
    border-radius: 0.25em;
    padding-inline: 0.2em;
    background: var(--_accent-tint);
    color: inherit;
    font-weight: 600;
    text-decoration: none;
  }
  .prose :is(code, pre) {
    font-family: var(--_mono);
    font-size: 0.9em;
  }
  .prose code {
    padding: 0.1em 0.3em;
    border-radius: 0.25em;
    background: var(--_tint-strong);
  }
  .prose pre {
    padding: var(--_3);
    border-radius: var(--_radius-s);
    background: var(--_tint);
    overflow: auto;
    direction: ltr;
    text-align: left;
  }
  .prose pre code {
    padding: 0;
    background: none;
    overflow-wrap: normal;
  }
  .prose blockquote {
    margin-inline: 0;
    padding-inline-start: var(--_3);
    border-inline-start: 3px solid var(--_line);
    color: var(--_text-muted);
  }
  .prose img {
    max-inline-size: 100%;
    block-size: auto;
  }
  .prose table {
    display: block;
    max-inline-size: 100%;
    overflow: auto;
    border-collapse: collapse;
    overflow-wrap: normal;
    font-variant-numeric: tabular-nums;
  }
  .prose :is(th, td) {
    padding: var(--_1) var(--_2);
    border: 1px solid var(--_line);
    text-align: start;
  }
  .prose hr {
    border: 0;
    border-block-start: 1px solid var(--_line);
  }
`;
