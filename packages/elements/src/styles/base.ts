import { css } from 'lit';
import { controls } from './controls.js';
import { facts } from './facts.js';
import { states } from './states.js';
import { tokens } from './tokens.js';

/** What all elements look like. */
export const base = [
  tokens,
  css`
    :host {
      display: block;
      container-type: inline-size;
      color: var(--_text);
      line-height: 1.5;
      overflow-wrap: anywhere;
    }
    :host([hidden]),
    [hidden] {
      display: none !important;
    }
    *,
    ::before,
    ::after {
      box-sizing: border-box;
    }
    h2,
    h3,
    p,
    ul,
    ol,
    dl,
    dd,
    figure,
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
      min-inline-size: 0;
    }
    ul,
    ol {
      list-style: none;
    }
    button,
    input,
    select,
    textarea {
      font: inherit;
      color: inherit;
      letter-spacing: inherit;
    }
    button {
      cursor: pointer;
    }
    :focus-visible {
      outline: 2px solid var(--_accent);
      outline-offset: 2px;
    }
    .icon {
      inline-size: 1.25em;
      block-size: 1.25em;
      flex: none;
      vertical-align: -0.25em;
    }
    .icon:dir(rtl) {
      scale: var(--_mirror, 1) 1;
    }
    .mirrored {
      --_mirror: -1;
    }
    .unseen {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  `,
  controls,
  facts,
  states,
  css`
    @media (prefers-reduced-motion: reduce) {
      *,
      ::before,
      ::after {
        animation: none !important;
        transition: none !important;
        scroll-behavior: auto !important;
      }
    }
    @media (forced-colors: active) {
      .button[aria-pressed='true'] {
        background: Highlight;
        color: HighlightText;
        forced-color-adjust: none;
      }
      .primary,
      .topic,
      .avatar,
      .notice {
        border: 1px solid;
      }
      .ghost i {
        background: GrayText;
      }
    }
  `,
];
