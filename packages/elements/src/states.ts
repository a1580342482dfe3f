import type { Problem } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icon.js';
import { triangleAlert } from './icons.js';
import type { Messages } from './locale/messages.js';

/** What went wrong, in the reader's language as far as the words are ours. */
export const sentenceOf = (t: Messages, problem: Problem): string =>
  problem.code === 'invalid' || problem.code === 'conflict' || problem.code === 'aborted'
    ? problem.message
    : t.problem[problem.code];

/** Why there is nothing to show, in a sentence; `refused` is said to who may not read it. */
export const reasonOf = (
  t: Messages,
  problem: Problem | 'no-provider' | 'not-connected',
  refused: string = t.membersRead,
): string => {
  if (problem === 'no-provider') return t.noProvider;
  if (problem === 'not-connected') return t.notConnected;
  return problem.code === 'forbidden' ? refused : sentenceOf(t, problem);
};

/** The error state of something read: what happened and one way on, where there is one. */
export const failure = (
  t: Messages,
  problem: Problem | 'no-provider' | 'not-connected',
  retry: () => void,
  refused?: string,
): TemplateResult => {
  const closed = typeof problem !== 'string' && problem.code === 'forbidden';
  return html`<div class="notice" part="error" role="alert">
    ${icon(triangleAlert)}
    <p>${reasonOf(t, problem, refused)}</p>
    ${
      typeof problem === 'string' || closed
        ? nothing
        : html`<button type="button" class="button" part="button" @click=${retry}>${t.retry}</button>`
    }
  </div>`;
};

/** A line above content that could not be read again. */
export const stale = (t: Messages, problem: Problem | null, retry: () => void): TemplateResult | typeof nothing =>
  problem
    ? html`<div class="notice slim" part="notice" role="status">
        <p>${sentenceOf(t, problem)} ${t.refreshFailed}</p>
        <button type="button" class="button quiet" part="button" @click=${retry}>${t.retry}</button>
      </div>`
    : nothing;

/** A mutation that failed, beside where it was asked for; `sentence` where there is more to say than of all such failures. */
export const refusal = (
  t: Messages,
  problem: Problem | null,
  kept = false,
  sentence?: string,
): TemplateResult | typeof nothing =>
  problem
    ? html`<p class="refusal" part="error" role="alert">${sentence ?? sentenceOf(t, problem)}${kept ? ` ${t.textKept}` : ''}</p>`
    : nothing;

/** Rows of grey in the size of what is coming. */
export const skeletonRows = (t: Messages, count: number): TemplateResult =>
  html`<div class="skeleton" part="skeleton" role="status" aria-label=${t.loading}>
    ${Array.from({ length: count }, () => html`<div class="ghost"><i></i><i></i></div>`)}
  </div>`;
