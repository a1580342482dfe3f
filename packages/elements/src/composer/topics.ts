import type { TopicRef } from '@copkit/core';
import { html, type TemplateResult } from 'lit';
import { icon } from '../icon.js';
import { cross } from '../icons.js';
import type { AllMessages } from '../locale/messages.js';

/** How many topics a thread may have. */
export const MOST = 5;

interface TopicsContext {
  readonly t: AllMessages;
  /** Labels or ids, as they will be sent. */
  readonly chosen: readonly string[];
  /** Whether they are being sent. */
  readonly busy: boolean;
  readonly labelOf: (topic: string) => string;
  readonly change: (topics: readonly string[]) => void;
  /** Called while somebody types. */
  readonly typed: (field: HTMLInputElement) => void;
}

/** A suggestion: a topic there is, or a word that will become one. */
export type TopicOption = TopicRef | { readonly id: null; readonly label: string };

/** The suggestions, and the typed word itself where no topic is called so. */
export const withNew = (found: readonly TopicRef[], text: string): readonly TopicOption[] => {
  const word = text.trim();
  const known = found.some((topic) => topic.label.toLocaleLowerCase() === word.toLocaleLowerCase());
  return word === '' || known ? found : [...found, { id: null, label: word }];
};

/** Chosen topics with a field to add more. */
export const topicsField = ({ t, chosen, busy, labelOf, change, typed }: TopicsContext): TemplateResult => {
  const add = (field: HTMLInputElement): void => {
    const topic = field.value.trim();
    field.value = '';
    const known = chosen.some((other) => labelOf(other).toLocaleLowerCase() === topic.toLocaleLowerCase());
    if (topic && !known) change([...chosen, topic]);
  };
  const key = (event: KeyboardEvent): void => {
    const field = event.target as HTMLInputElement;
    // A suggestion is chosen with the same keys.
    if (event.key === 'Enter' && field.ariaExpanded === 'true') return;
    if ((event.key === 'Enter' || event.key === ',') && !event.isComposing && field.value.trim()) {
      event.preventDefault();
      add(field);
    } else if (event.key === 'Enter') event.preventDefault();
    else if (event.key === 'Backspace' && field.value === '' && chosen.length > 0) change(chosen.slice(0, -1));
  };
  return html`<div class="labelled">
    <label for="topics">${t.composeTopics}</label>
    <div class="field chips">
      ${chosen.map(
        (topic) =>
          html`<span class="topic" part="topic" dir="auto"
            >${labelOf(topic)}<button
              type="button"
              class="link"
              aria-label=${t.removeTopic(labelOf(topic))}
              @click=${() => change(chosen.filter((other) => other !== topic))}
              >${icon(cross)}</button
            ></span
          >`,
      )}
      <input
        id="topics"
        type="text"
        maxlength="100"
        autocomplete="off"
        ?readonly=${busy || chosen.length >= MOST}
        placeholder=${chosen.length === 0 ? t.addTopic : ''}
        @keydown=${key}
        @input=${(event: Event) => typed(event.target as HTMLInputElement)}
        @change=${(event: Event) => add(event.target as HTMLInputElement)}
      />
    </div>
  </div>`;
};
