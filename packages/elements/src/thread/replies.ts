import type { Thread } from '@copkit/core';
import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Messages } from '../locale/messages.js';
import { type PostContext, postTemplate } from './post.js';
import type { Branch } from './tree.js';

/** Replies in reading order, set in by how deep they respond. */
export const repliesTemplate = (context: PostContext, branches: readonly Branch[]): TemplateResult =>
  html`<ol class="replies" part="replies" role="list">
    ${repeat(
      branches,
      ({ reply }) => reply.id,
      ({ reply, level, respondsTo }) =>
        html`<li class="level-${level} ${reply.role}">
          ${postTemplate(context, reply, respondsTo)}
        </li>`,
    )}
  </ol>`;

/** How many answers or replies there are, above them. */
export const tally = (t: Messages, thread: Thread, headingLevel: number): TemplateResult => {
  const question = thread.kind === 'question';
  const count = question ? thread.answerCount : thread.replyCount;
  return html`<div class="tally" role="heading" aria-level=${headingLevel}>
    ${
      count > 0
        ? question
          ? t.answers(count)
          : t.replies(count)
        : html`<slot name="empty">${t.noReplies[question ? 'question' : 'other']}</slot>`
    }
  </div>`;
};
