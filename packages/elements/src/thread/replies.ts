import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
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
