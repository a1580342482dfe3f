import type { FoundExpert } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { dayText } from '../days.js';
import { emit } from '../events.js';
import { evidenceLine } from '../experts/evidence.js';
import { sourceBadge } from '../experts/sources.js';
import { standing } from '../experts/standing.js';
import { avatar, nameOf } from '../facts.js';
import { fillHref, link } from '../links.js';
import type { Localizer } from '../locale/localizer.js';
import type { CopExpertFinder } from './expert-finder.component.js';
import type { ExpertTexts } from './texts.js';

interface Row {
  readonly host: CopExpertFinder;
  readonly texts: ExpertTexts;
  readonly locale: Localizer;
  /** Shows a person's card at the button; `null` where there is none to show. */
  readonly openCard: ((anchor: HTMLElement, found: FoundExpert) => Promise<void>) | null;
}

/** Their name: the way to their page or, where the page has none, to their card. */
const named = ({ host, locale, openCard }: Row, found: FoundExpert): TemplateResult => {
  const { person } = found;
  const name = nameOf(locale, person);
  const content = html`<bdi>${name}</bdi>`;
  const href = fillHref(host.personHref, person.id);
  const chosen = () => emit(host, 'cop-open-person', { personId: person.id });
  if (!person.name || (!href && !openCard)) return content;
  if (href) return link({ href, open: chosen, content });
  return html`<button
    type="button"
    class="link"
    part="link"
    aria-haspopup="dialog"
    @click=${(event: Event) => {
      if (chosen()) void openCard?.(event.currentTarget as HTMLElement, found);
    }}
    >${content}</button
  >`;
};

/** The three badges, apart. A server that does not tell them tells of contributions alone. */
const badges = ({ texts, locale }: Row, { badges: told, evidenceCount }: FoundExpert): TemplateResult => {
  const inferred = told ? told.inferred?.evidenceCount : evidenceCount;
  const declared = told?.declared;
  const endorsed = told?.endorsed;
  return html`${inferred ? sourceBadge(texts, 'inferred', texts.evidenceMore(inferred)) : nothing}
    ${
      declared
        ? sourceBadge(
            texts,
            'declared',
            declared.pending ? texts.pending : texts.until(dayText(locale, declared.expiresAt)),
          )
        : nothing
    }
    ${endorsed ? sourceBadge(texts, 'endorsed', texts.endorsedTimes(endorsed.count)) : nothing}`;
};

/** Somebody who was found, and what there is to show for it. */
export const personRow = (row: Row, found: FoundExpert): TemplateResult => {
  const { host, texts, locale } = row;
  const { person, evidence, confidence, askable } = found;
  const facts = [person.jobTitle, person.unit].filter((fact) => fact !== null);
  return html`<li class="row person" part="row" data-id=${person.id}>
    ${avatar(person)}
    <div>
      <p class="name">
        <strong>${named(row, found)}</strong>
        ${facts.map((fact) => html`<small><bdi>${fact}</bdi></small>`)} ${standing(texts, locale, askable, null)}
      </p>
      <p class="sources">
        ${confidence ? html`<span class="confidence">${texts.confidence[confidence]}</span>` : nothing}
        ${badges(row, found)}
      </p>
      <ul class="evidence" part="evidence" role="list">
        ${evidence.map((item) => html`<li>${evidenceLine(host, texts, locale, item)}</li>`)}
      </ul>
    </div>
  </li>`;
};
