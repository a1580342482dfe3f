import { html, noChange, type TemplateResult } from 'lit';
import { Directive, directive, type PropertyPart } from 'lit/directive.js';
import { icon } from './icon.js';
import { search } from './icons.js';

/** How long somebody has stopped typing before the search runs, in milliseconds. */
const PAUSE = 300;

/** A field's text, set where it changes from outside: neither a render nor its own search disturbs who is typing. */
class Given extends Directive {
  #text: string | undefined;

  render(text: string): string {
    return text;
  }

  override update({ element }: PropertyPart, [text]: [string]): unknown {
    const field = element as HTMLInputElement;
    if (text !== this.#text && field.value.trim() !== text) field.value = text;
    this.#text = text;
    return noChange;
  }
}
const given = directive(Given);

const pauses = new WeakMap<HTMLInputElement, ReturnType<typeof setTimeout>>();

/** A search that runs with a pause in typing, and at once on Enter or when the field is emptied. */
export const searchField = (label: string, text: string, run: (text: string) => void): TemplateResult => {
  const find = (field: HTMLInputElement): void => {
    clearTimeout(pauses.get(field));
    if (field.isConnected) run(field.value.trim());
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem('text');
    if (field instanceof HTMLInputElement) find(field);
  };
  const typed = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    clearTimeout(pauses.get(field));
    if (field.value === '') find(field);
    else
      pauses.set(
        field,
        setTimeout(() => find(field), PAUSE),
      );
  };
  return html`<form class="search" role="search" aria-label=${label} @submit=${submit}>
    ${icon(search)}
    <input
      class="field"
      part="field"
      type="search"
      name="text"
      maxlength="500"
      enterkeyhint="search"
      aria-label=${label}
      placeholder=${label}
      .value=${given(text)}
      @input=${typed}
    />
  </form>`;
};
