import { html, type TemplateResult } from 'lit';
import { icon } from './icon.js';
import { search } from './icons.js';

/** A search that runs on Enter, and once more when the field is emptied. What is being typed survives a render. */
export const searchField = (label: string, text: string, run: (text: string) => void): TemplateResult => {
  const submit = (event: Event): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem('text');
    if (field instanceof HTMLInputElement) run(field.value.trim());
  };
  const emptied = (event: Event): void => {
    if ((event.target as HTMLInputElement).value === '' && text !== '') run('');
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
      .value=${text}
      @input=${emptied}
    />
  </form>`;
};
