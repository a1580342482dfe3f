import type { MyTopic } from '@copkit/core/expertise';
import { html, nothing, type TemplateResult } from 'lit';
import { dayText } from '../days.js';
import { sourceBadge } from '../experts/sources.js';
import type { Context } from './settings.js';

interface Listed extends Context {
  /** The topic whose reasons are shown. */
  readonly why: string | null;
  readonly showWhy: (topic: string | null) => void;
  /** The reasons, where they are shown. */
  readonly reasons: (topic: MyTopic) => unknown;
  /** Whether the server can tell why. */
  readonly explained: boolean;
}

const badges = ({ texts, locale }: Listed, { inferred, declared, endorsed }: MyTopic): TemplateResult =>
  html`<span class="sources">
    ${inferred ? sourceBadge(texts, 'inferred', texts.contributions(inferred.evidenceCount)) : nothing}
    ${declared ? sourceBadge(texts, 'declared', texts.until(dayText(locale, declared.expiresAt))) : nothing}
    ${endorsed ? sourceBadge(texts, 'endorsed', texts.endorsedTimes(endorsed.count)) : nothing}
  </span>`;

const row = (context: Listed, own: MyTopic): TemplateResult => {
  const { texts, busy, change, why, showWhy, explained } = context;
  const { topic, hidden } = own;
  const open = why === topic.id;
  const action = hidden ? texts.show : texts.hide;
  return html`<li class="own-topic" part="topic-row">
    <div class="line">
      <bdi class="label ${hidden ? 'gone' : ''}">${topic.label}</bdi>
      ${hidden ? html`<small>${texts.hidden}</small>` : badges(context, own)}
      <span class="deeds">
        ${
          explained && !hidden
            ? html`<button
              type="button"
              class="button quiet"
              part="button"
              aria-expanded=${open}
              aria-label=${`${texts.why} ${topic.label}`}
              @click=${() => showWhy(open ? null : topic.id)}
              >${texts.why}</button
            >`
            : nothing
        }
        <button
          type="button"
          class="button quiet"
          part="button"
          aria-label=${`${action}: ${topic.label}`}
          ?disabled=${busy}
          @click=${() => change((api) => (hidden ? api.experts.showTopic : api.experts.hideTopic)({ topic: topic.id }), topic.id)}
          >${action}</button
        >
      </span>
    </div>
    ${context.refused(topic.id)} ${open && !hidden ? context.reasons(own) : nothing}
  </li>`;
};

/** What somebody is found by, topic by topic: the three badges, why, and the way to hide it. */
export const ownTopics = (context: Listed, topics: readonly MyTopic[]): TemplateResult => {
  const { texts } = context;
  return html`<section class="part" aria-labelledby="topics">
    <h3 id="topics" class="legend">${texts.topics}</h3>
    ${
      topics.length === 0
        ? html`<p class="quiet-text">${texts.noTopics}</p>`
        : html`<p class="quiet-text">${texts.topicsMean}</p>
          <ul role="list" aria-labelledby="topics">
            ${topics.map((own) => row(context, own))}
          </ul>`
    }
  </section>`;
};
