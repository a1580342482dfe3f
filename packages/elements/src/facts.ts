import type { PersonCard, TopicRef } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localizer } from './locale/localizer.js';

/** A point in time: how long ago, with the exact time on hover. */
export const time = (locale: Localizer, iso: string): TemplateResult =>
  html`<time datetime=${iso} title=${locale.exactTime(iso)}>${locale.relativeTime(iso)}</time>`;

/** What a person is called; former members and nameless authors are called just that. */
export const nameOf = (locale: Localizer, person: PersonCard): string => person.name ?? locale.messages.nameless;

/** Up to two initials. */
export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return picked
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
};

const TONES = 8;

/** One of eight tones, the same for a person everywhere. */
export const toneOf = (id: string): number => {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum % TONES;
};

/** Initials on a tone derived from the id. The name stands beside it, so assistive technology passes over it. */
export const avatar = (person: PersonCard): TemplateResult =>
  html`<span class="avatar tone-${person.name ? toneOf(person.id) : 'none'}" part="avatar" aria-hidden="true"
    >${person.name ? initialsOf(person.name) : '–'}</span
  >`;

export const topics = (
  items: readonly TopicRef[],
  pick?: { readonly label: (topic: string) => string; readonly choose: (topic: TopicRef) => void },
): TemplateResult | typeof nothing =>
  items.length === 0
    ? nothing
    : html`<span class="topics"
        >${items.map((topic) =>
          pick
            ? html`<button
                type="button"
                class="topic"
                part="topic"
                dir="auto"
                aria-label=${pick.label(topic.label)}
                @click=${() => pick.choose(topic)}
                >${topic.label}</button
              >`
            : html`<span class="topic" part="topic" dir="auto">${topic.label}</span>`,
        )}</span
      >`;
