import type { ThreadKind, ThreadSort, ThreadState } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../choice.js';
import { icon } from '../icon.js';
import { cross } from '../icons.js';
import type { Messages } from '../locale/messages.js';
import { searchField } from '../search-field.js';

const KINDS: readonly ThreadKind[] = ['question', 'discussion', 'idea', 'announcement'];
const STATES: readonly ThreadState[] = ['open', 'answered', 'resolved', 'closed'];
const SORTS: readonly ThreadSort[] = ['activity', 'newest', 'unanswered', 'reactions'];

interface Selected {
  readonly sort: ThreadSort;
  readonly kind: ThreadKind | null;
  readonly state: ThreadState | null;
}

interface Actions {
  readonly search: (text: string) => void;
  readonly sort: (sort: ThreadSort) => void;
  readonly kind: (kind: ThreadKind | null) => void;
  readonly state: (state: ThreadState | null) => void;
  readonly clearTopic: () => void;
  readonly markAllRead: () => void;
}

/** Search, filters and order. */
export const toolbar = (
  t: Messages,
  features: ReadonlySet<string>,
  selected: Selected,
  text: string,
  topicLabel: string | null,
  anyUnread: boolean,
  actions: Actions,
): TemplateResult | typeof nothing => {
  return html`<div class="toolbar" part="toolbar">
    ${features.has('search') ? searchField(t.searchThreads, text, actions.search) : nothing}
    <div class="choices">
      ${
        features.has('filters')
          ? html`${choice<ThreadKind>(
              t.kindLabel,
              selected.kind,
              [[null, t.allKinds], ...KINDS.map((kind) => [kind, t.kinds[kind]] as const)],
              actions.kind,
            )}
          ${
            text
              ? nothing
              : choice<ThreadState>(
                  t.stateLabel,
                  selected.state,
                  [[null, t.allStates], ...STATES.map((state) => [state, t.state[state]] as const)],
                  actions.state,
                )
          }`
          : nothing
      }
      ${
        features.has('sort') && !text
          ? choice<ThreadSort>(
              t.sortLabel,
              selected.sort,
              SORTS.map((sort) => [sort, t.sort[sort]] as const),
              (sort) => actions.sort(sort ?? 'activity'),
            )
          : nothing
      }
      ${
        features.has('mark-read') && anyUnread
          ? html`<button type="button" class="button quiet" part="button" @click=${actions.markAllRead}>${t.markAllRead}</button>`
          : nothing
      }
      <slot name="actions"></slot>
    </div>
    ${
      topicLabel !== null
        ? html`<button
          type="button"
          class="button chosen"
          part="button"
          aria-label=${t.clearFilter(t.topicFilter(topicLabel))}
          @click=${actions.clearTopic}
          >${t.topicFilter(topicLabel)}${icon(cross)}</button
        >`
        : nothing
    }
  </div>`;
};
