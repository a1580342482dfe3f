import type { PracticeCard, TopicRef } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { emit } from '../events.js';
import { time, topics } from '../facts.js';
import { fillHref, link } from '../links.js';
import type { Localizer } from '../locale/localizer.js';
import { stateBadge, unitsBadge } from './facts.js';
import type { PracticeTexts } from './texts.js';

/** What rows need of the element they stand in. */
export interface PracticeRowContext {
  readonly element: HTMLElement & { readonly practiceHref: string | null; readonly texts: PracticeTexts };
  readonly locale: Localizer;
  /** Topics are buttons where there is something to filter. */
  readonly filterTopic?: (topic: TopicRef) => void;
}

/** The way to a practice. */
export const practiceLink = (
  element: PracticeRowContext['element'],
  practiceId: string,
  communityId: string,
  content: unknown,
  className = '',
): TemplateResult =>
  link({
    href: fillHref(element.practiceHref, practiceId),
    className,
    open: () => emit(element, 'cop-open-practice', { practiceId, communityId }),
    content,
  });

/** A practice: its title, and below it how it stands, who works by it, what it is about. */
export const practiceRow = (
  { element, locale, filterTopic }: PracticeRowContext,
  practice: PracticeCard,
  remark: string | null = null,
): TemplateResult => {
  const { texts } = element;
  return html`<li class="row" part="row" data-id=${practice.id}>
    <div class="main">
      <div class="title" part="title">
        ${practiceLink(element, practice.id, practice.communityId, html`<bdi>${practice.title}</bdi>`, 'open')}
      </div>
      <p class="meta" part="meta">
        ${stateBadge(texts, practice.state)} ${unitsBadge(texts, practice.adoptions)}
        ${remark === null ? nothing : html`<span>${remark}</span>`}
        ${topics(practice.topics, filterTopic && { label: texts.showTopic, choose: filterTopic })}
        <span>${texts.kind[practice.kind]}</span>
        ${practice.unit === null ? nothing : html`<span><bdi>${practice.unit}</bdi></span>`}
        <span>${time(locale, practice.updatedAt)}</span>
      </p>
    </div>
  </li>`;
};
