import type { Practice, PracticeCard, Subject } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { day } from '../days.js';
import { emit } from '../events.js';
import { nameOf } from '../facts.js';
import { icon } from '../icon.js';
import { fillHref, link } from '../links.js';
import { externalLink } from '../practices/icons.js';
import { practiceLink } from '../practices/row.js';
import type { CopPractice } from './practice.component.js';

const linkTo = (element: CopPractice, { communityId }: Practice, id: string, title: string | null): TemplateResult =>
  practiceLink(element, id, communityId, html`<bdi>${title ?? id}</bdi>`, 'reference');

/** The answer it was made of, and the practice it was adapted from. */
export const origins = (element: CopPractice, practice: Practice): TemplateResult | typeof nothing => {
  const { texts } = element;
  const { source, forkOf, communityId } = practice;
  if (!source && !forkOf) return nothing;
  return html`<div class="origins">
    ${
      forkOf
        ? html`<p>${texts.adaptedFrom(forkOf.version)} ${linkTo(element, practice, forkOf.practiceId, forkOf.title)}</p>`
        : nothing
    }
    ${
      source
        ? html`<p>
            ${
              source.title === null
                ? texts.sourceGone
                : html`${texts.source}
                  ${link({
                    href: fillHref(element.threadHref, source.threadId),
                    className: 'reference',
                    open: () =>
                      emit(element, 'cop-open-thread', {
                        threadId: source.threadId,
                        communityId,
                        postId: source.replyId,
                      }),
                    content: html`<bdi>${source.title}</bdi>`,
                  })}`
            }
          </p>`
        : nothing
    }
  </div>`;
};

/** Where it says so, the way to what replaced it. */
export const successor = (element: CopPractice, practice: Practice): TemplateResult | typeof nothing => {
  const { supersededBy } = practice;
  return supersededBy ? linkTo(element, practice, supersededBy.practiceId, supersededBy.title) : nothing;
};

/** What others made of it, and what they offer back. */
export const adaptations = (
  element: CopPractice,
  practice: Practice,
  forks: readonly PracticeCard[],
  takeOver: (forkId: string) => void,
): TemplateResult | typeof nothing => {
  const { texts } = element;
  if (forks.length === 0) return nothing;
  const mayMerge = practice.may.includes('practices.merge');
  return html`<section>
    <div class="heading" role="heading" aria-level=${element.headingLevel + 1}>${texts.adaptations}</div>
    <ul class="forks" role="list">
      ${forks.map(
        ({ id, title, unit, offer, state }) =>
          html`<li>
            <span
              >${linkTo(element, practice, id, title)}
              <span class="muted"
                >${unit === null ? nothing : html`<bdi>${unit}</bdi>`}
                ${state === 'draft' || state === 'inReview' ? html`· ${texts.state[state]}` : nothing}
                ${offer ? '· ' : nothing}${offer ? html`<span class=${offer.state === 'open' ? 'warning' : ''}>${offer.state === 'open' ? texts.offered : texts.merged}</span>` : nothing}</span
              >
              ${offer?.state === 'open' && offer.note ? html`<q class="note" dir="auto">${offer.note}</q>` : nothing}</span
            >
            ${
              offer?.state === 'open' && mayMerge
                ? html`<button type="button" class="button" part="button" @click=${() => takeOver(id)}>${texts.takeOver}</button>`
                : nothing
            }
          </li>`,
      )}
    </ul>
  </section>`;
};

/** The pages, procedures and machines it is about: always links, never a copy. */
export const procedures = (element: CopPractice, subjects: readonly Subject[]): TemplateResult | typeof nothing => {
  const { texts } = element;
  return subjects.length === 0
    ? nothing
    : html`<section>
        <div class="heading" role="heading" aria-level=${element.headingLevel + 1}>${texts.procedures}</div>
        <ul class="procedures" role="list">
          ${subjects.map(({ key, title, url }) => {
            const href = url ?? fillHref(element.subjectHref, key);
            const open = () => emit(element, 'cop-open-subject', { subject: key });
            const name = html`<bdi>${title ?? key}</bdi>`;
            return html`<li>
              ${href ? link({ href, className: 'reference', open, content: html`${name} ${icon(externalLink)}` }) : name}
              ${title === null ? nothing : html`<small><bdi>${key}</bdi></small>`}
            </li>`;
          })}
        </ul>
        <p class="muted">${texts.proceduresHint}</p>
      </section>`;
};

/** Who wrote it and looks after it, and when to look at it again. */
export const facts = (element: CopPractice, practice: Practice): TemplateResult => {
  const { texts, localizer } = element;
  const { author, steward, reviewBy, unit, state } = practice;
  const name = (person: Practice['author']) => {
    const href = fillHref(element.personHref, person.id);
    const content = html`<bdi>${nameOf(localizer, person)}</bdi>`;
    return href && person.name
      ? link({ href, open: () => emit(element, 'cop-open-person', { personId: person.id }), content })
      : content;
  };
  const overdue = state === 'needsReview' ? html` <span class="warning">${texts.overdue}</span>` : nothing;
  return html`<dl class="facts" part="facts">
    <div>
      <dt>${texts.author}</dt>
      <dd>${name(author)}${unit === null ? nothing : html`<span class="muted"> · <bdi>${unit}</bdi></span>`}</dd>
    </div>
    <div>
      <dt>${texts.steward}</dt>
      <dd>${steward ? name(steward) : texts.noSteward}</dd>
    </div>
    ${
      reviewBy === null
        ? nothing
        : html`<div>
            <dt>${texts.reviewBy}</dt>
            <dd>${day(localizer, reviewBy)}${overdue}</dd>
          </div>`
    }
  </dl>`;
};
