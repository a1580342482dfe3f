import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** A choice among few, as a filter of a list. */
export const choice = <Value extends string>(
  label: string,
  value: Value | null,
  options: readonly (readonly [Value | null, string])[],
  choose: (value: Value | null) => void,
): TemplateResult =>
  html`<select
    class="field"
    part="field"
    aria-label=${label}
    .value=${live(value ?? '')}
    @change=${(event: Event) => {
      const chosen = (event.target as HTMLSelectElement).value;
      choose(options.find(([option]) => option === chosen)?.[0] ?? null);
    }}
    >${options.map(
      ([option, text]) => html`<option value=${option ?? ''} ?selected=${option === value}>${text}</option>`,
    )}</select
  >`;
