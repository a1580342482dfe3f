import type { CopkitApi, PersonCard } from '@copkit/core';
import { html } from 'lit';
import { avatar } from '../facts.js';
import type { AllMessages } from '../locale/messages.js';
import { apply, format, type Tool } from './formatting.js';
import type { Helped } from './help.js';
import { mentionAt } from './mentions.js';
import { caretBox, Suggestions } from './suggestions.js';
import { type TopicOption, withNew } from './topics.js';

interface AssistedHost extends HTMLElement {
  readonly source: CopkitApi | null | undefined;
}

/** Helps while somebody writes: formatting, mentions, topics. */
export class Assistance {
  #people: { readonly field: HTMLTextAreaElement; readonly list: Suggestions<PersonCard> } | null = null;
  #topics: { readonly field: HTMLInputElement; readonly list: Suggestions<TopicOption> } | null = null;
  readonly #labels = new Map<string, string>();

  constructor(
    private readonly host: AssistedHost,
    private readonly t: AllMessages,
    private readonly writing: Omit<Helped, 'choose'>,
  ) {}

  /** The label of a topic that was chosen from suggestions. */
  labelOf(topic: string): string | undefined {
    return this.#labels.get(topic);
  }

  /** Formats the selection, or begins a mention. */
  use(field: HTMLTextAreaElement, tool: Tool): void {
    const { value: text, selectionStart: start, selectionEnd: end } = field;
    if (tool !== 'mention') {
      apply(field, format({ text, start, end }, tool));
      return;
    }
    const gap = start === 0 || /\s/.test(text[start - 1] ?? '') ? '' : ' ';
    const after = start + gap.length + 1;
    apply(field, { from: start, to: end, insert: `${gap}@`, start: after, end: after });
  }

  /** Suggests people while a name is typed after an `@`. */
  async people(field: HTMLTextAreaElement): Promise<void> {
    const typed = mentionAt(field.value, field.selectionStart);
    if (!typed) return this.#people?.list.close();
    if (this.#people?.field !== field) {
      this.#people?.list.remove();
      const list = new Suggestions<PersonCard>(field.getRootNode() as ShadowRoot, {
        field,
        label: this.t.mentionList,
        at: () => caretBox(field, mentionAt(field.value, field.selectionStart)?.from ?? field.selectionStart),
        find: async (text, signal) => (await this.#findPeople(text, signal)) ?? [],
        show: (person) =>
          html`${avatar(person)}<span><bdi>${person.name}</bdi>${person.unit ? html` <small dir="auto">${person.unit}</small>` : null}</span>`,
        choose: (person) => this.#insert(field, this.writing.wordsFor(person)),
        found: (count) => this.writing.say(this.t.suggestions(count)),
      });
      this.#people = { field, list };
    }
    await this.#people.list.suggest(typed.query);
  }

  /** Suggests topics while one is typed. */
  async topics(field: HTMLInputElement, choose: (topic: string) => void): Promise<void> {
    const { host } = this;
    if (this.#topics?.field !== field) {
      this.#topics?.list.remove();
      const list = new Suggestions<TopicOption>(field.getRootNode() as ShadowRoot, {
        field,
        label: this.t.topicList,
        at: () => field.getBoundingClientRect(),
        find: async (text, signal) =>
          text.trim()
            ? withNew(
                (await host.source?.topics.suggest({ text: text.trim(), limit: 7 }, { signal }))?.items ?? [],
                text,
              ).filter(({ id, label }) => !this.writing.topics().some((topic) => topic === id || topic === label))
            : [],
        show: (topic) =>
          html`<span dir="auto">${topic.id === null ? this.t.newTopic(topic.label) : topic.label}</span>`,
        choose: (topic) => {
          if (topic.id !== null) this.#labels.set(topic.id, topic.label);
          choose(topic.id ?? topic.label);
        },
        found: (count) => this.writing.say(this.t.suggestions(count)),
      });
      this.#topics = { field, list };
    }
    await this.#topics.list.suggest(field.value);
  }

  #insert(field: HTMLTextAreaElement, words: string): void {
    const caret = field.selectionStart;
    const from = mentionAt(field.value, caret)?.from ?? caret;
    const after = from + words.length + 1;
    apply(field, { from, to: caret, insert: `${words} `, start: after, end: after });
  }

  /** Members first: they are whom one asks. */
  async #findPeople(text: string, signal: AbortSignal): Promise<readonly PersonCard[] | undefined> {
    const communityId = this.writing.communityId();
    const search = this.host.source?.people.search;
    const found = await search?.({ text, limit: 7, ...(communityId && { communityId }) }, { signal });
    return found?.items.length || !communityId ? found?.items : (await search?.({ text, limit: 7 }, { signal }))?.items;
  }
}
