import { css } from 'lit';
import { tokens } from './tokens.js';

/** What all elements look like: text, controls, notices, the small parts that recur. */
export const base = [
  tokens,
  css`
    :host {
      display: block;
      container-type: inline-size;
      color: var(--_text);
      line-height: 1.5;
      overflow-wrap: break-word;
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
    .link {
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      text-align: start;
      text-decoration: none;
    }
    .link:hover {
      text-decoration: underline;
      text-underline-offset: 0.15em;
    }
    .button {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: var(--_1);
      min-block-size: 2rem;
      padding: 0.2rem var(--_3);
      border: 1px solid var(--_line-strong);
      border-radius: var(--_radius-s);
      background: transparent;
      font-size: var(--_s);
      line-height: 1.25;
      text-decoration: none;
      transition: background 120ms ease-out;
    }
    .button:hover {
      background: var(--_tint);
    }
    .button[aria-pressed='true'] {
      background: var(--_accent-tint);
    }
    .primary {
      border-color: var(--_accent);
      background: var(--_accent);
      color: var(--_on-accent);
      font-weight: 600;
    }
    .primary:hover {
      background: color-mix(in oklab, var(--_accent) 88%, black);
    }
    .quiet {
      border-color: transparent;
      color: var(--_text-muted);
    }
    .quiet:hover {
      color: inherit;
    }
    .square {
      inline-size: 2rem;
      padding: 0;
    }
    .button:disabled {
      opacity: 0.6;
      cursor: default;
    }
    .field {
      inline-size: 100%;
      min-block-size: 2.25rem;
      padding: 0.3rem var(--_3);
      border: 1px solid var(--_line-strong);
      border-radius: var(--_radius-s);
      background: transparent;
    }
    .field:focus-visible {
      outline-offset: -1px;
    }
    .field::placeholder {
      color: var(--_text-muted);
      opacity: 1;
    }
    .field[aria-invalid='true'] {
      border-color: var(--_danger);
    }
    select.field {
      inline-size: auto;
      max-inline-size: 100%;
      field-sizing: content;
      min-block-size: 2rem;
      padding: 0.15rem var(--_2);
      border-color: transparent;
      font-size: var(--_s);
      text-overflow: ellipsis;
    }
    select.field:hover {
      background: var(--_tint);
    }
    option {
      color: var(--_on-surface);
      background: var(--_surface-raised);
    }
    .search {
      position: relative;
      flex: 1 1 12rem;
      max-inline-size: 28rem;
    }
    .search .icon {
      position: absolute;
      inset-block: 0;
      inset-inline-start: var(--_2);
      margin-block: auto;
      color: var(--_text-muted);
      pointer-events: none;
    }
    .search .field {
      padding-inline-start: 2.25rem;
    }
    .badge {
      display: inline-flex;
      align-items: center;
      gap: 0.2em;
      white-space: nowrap;
    }
    .badge .icon {
      inline-size: 1.1em;
      block-size: 1.1em;
    }
    .badge.positive {
      color: var(--_positive);
    }
    .warning {
      color: var(--_warning);
    }
    .danger {
      color: var(--_danger);
    }
    .topics {
      display: inline-flex;
      flex-wrap: wrap;
      gap: var(--_1);
      min-inline-size: 0;
    }
    .topic {
      max-inline-size: 100%;
      overflow: hidden;
      padding: 0 0.6em;
      border: 0;
      border-radius: 1em;
      background: var(--_tint-strong);
      color: inherit;
      font-size: var(--_xs);
      line-height: 1.7;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    button.topic {
      min-block-size: 1.5rem;
    }
    button.topic:hover {
      background: var(--_accent-tint);
    }
    .avatar {
      --_tone: var(--_text-muted);
      display: inline-grid;
      flex: none;
      place-items: center;
      inline-size: 2rem;
      block-size: 2rem;
      border-radius: 50%;
      background: color-mix(in oklab, var(--_tone) 16%, transparent);
      color: light-dark(color-mix(in oklab, var(--_tone), black 25%), color-mix(in oklab, var(--_tone), white 45%));
      font-size: 0.75rem;
      font-weight: 600;
      line-height: 1;
      letter-spacing: 0;
    }
    .tone-0 { --_tone: oklch(0.5 0.11 20); }
    .tone-1 { --_tone: oklch(0.5 0.1 60); }
    .tone-2 { --_tone: oklch(0.5 0.1 110); }
    .tone-3 { --_tone: oklch(0.5 0.1 150); }
    .tone-4 { --_tone: oklch(0.5 0.09 195); }
    .tone-5 { --_tone: oklch(0.5 0.11 240); }
    .tone-6 { --_tone: oklch(0.5 0.12 285); }
    .tone-7 { --_tone: oklch(0.5 0.12 335); }
    .notice {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_2) var(--_3);
      padding: var(--_3) var(--_4);
      border-radius: var(--_radius);
      background: var(--_tint);
    }
    .notice p {
      flex: 1 1 12rem;
    }
    .notice.slim {
      padding: var(--_1) var(--_3);
      font-size: var(--_s);
    }
    .notice > .icon {
      color: var(--_warning);
    }
    .refusal {
      color: var(--_danger);
      font-size: var(--_s);
    }
    .empty {
      display: grid;
      justify-items: start;
      gap: var(--_3);
      padding-block: var(--_4);
      color: var(--_text-muted);
      max-inline-size: 60ch;
    }
    .ghost {
      display: grid;
      gap: var(--_2);
      padding-block: 0.85rem;
    }
    .ghost i {
      block-size: 0.85em;
      inline-size: min(70%, 30rem);
      border-radius: var(--_radius-s);
      background: var(--_tint-strong);
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    .ghost i + i {
      inline-size: min(45%, 18rem);
      block-size: 0.7em;
    }
    @keyframes breathe {
      to {
        opacity: 0.45;
      }
    }
    mark {
      background: var(--_mark);
      color: inherit;
      border-radius: 0.15em;
    }
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
