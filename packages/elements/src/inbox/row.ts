import type { InboxEntry } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { emit } from '../events.js';
import { time } from '../facts.js';
import { icon } from '../icon.js';
import { check } from '../icons.js';
import { fillHref, link } from '../links.js';
import type { Localizer } from '../locale/localizer.js';
import type { Messages } from '../locale/messages.js';
import type { CopInbox } from './inbox.component.js';
import type { Answer } from './invitation.js';
import type { InboxTexts } from './texts.js';
import { isOpenInvitation, reasonsOf, told } from './told.js';

export interface Row {
  readonly host: CopInbox;
  readonly t: Messages;
  readonly texts: InboxTexts;
  readonly locale: Localizer;
  readonly busy: boolean;
  /** Whether each can be marked as read by itself. */
  readonly markable: boolean;
  /** What may be said to who asks. */
  readonly answers: readonly Answer[];
  markRead(entryId: string): void;
  reply(entry: InboxEntry, answer: Answer): void;
}

/** The way to what it happened to, which marks it as read. */
const titled = ({ host, markRead }: Row, entry: InboxEntry, content: TemplateResult): TemplateResult => {
  const { threadId, object } = entry;
  const communityId = entry.community?.id ?? '';
  const to = (href: string | null, open: () => boolean) =>
    link({
      href,
      className: 'open',
      open: () => {
        if (entry.unread) markRead(entry.id);
        return open();
      },
      content,
    });
  if (threadId)
    return to(fillHref(host.threadHref, threadId), () =>
      emit(host, 'cop-open-thread', { threadId, communityId, postId: object === threadId ? null : object }),
    );
  if (object.startsWith('h_'))
    return to(fillHref(host.practiceHref, object), () =>
      emit(host, 'cop-open-practice', { practiceId: object, communityId }),
    );
  return to(fillHref(host.communityHref, communityId), () => emit(host, 'cop-open-community', { communityId }));
};

const answering = ({ texts, busy, answers, reply }: Row, entry: InboxEntry): TemplateResult =>
  html`<div class="answers">
    ${answers.map(
      (answer) =>
        html`<button
          type="button"
          class="button ${answer}"
          part="button"
          ?disabled=${busy}
          @click=${() => reply(entry, answer)}
          >${texts.answers[answer].label}</button
        >`,
    )}
  </div>`;

/** One notice. */
export const entryRow = (row: Row, entry: InboxEntry): TemplateResult => {
  const { t, texts, locale } = row;
  const title = entry.title ?? entry.community?.name ?? texts.inbox;
  const reasons = reasonsOf(entry);
  return html`<li class="row ${entry.unread ? 'unread' : ''}" part="row" data-id=${entry.id}>
    ${entry.unread ? html`<span class="dot"><span class="unseen">${t.unread}</span></span>` : nothing}
    <div class="main">
      <div class="title" part="title">${titled(row, entry, html`<bdi>${title}</bdi>`)}</div>
      <p class="meta" part="meta">
        <span class="told">${told(texts, locale, entry)}</span>
        ${
          entry.community && entry.community.name !== title
            ? html`<span><bdi>${entry.community.name}</bdi></span>`
            : nothing
        }
        <span>${time(locale, entry.at)}</span>
      </p>
      ${
        reasons.length > 0
          ? html`<p class="reasons">${texts.because}: ${locale.list(reasons.map((reason) => `“${reason}”`))}</p>`
          : nothing
      }
      ${isOpenInvitation(entry) ? answering(row, entry) : nothing}
    </div>
    ${
      entry.unread && row.markable
        ? html`<button
            type="button"
            class="button quiet square"
            part="button"
            aria-label=${texts.markRead(title)}
            title=${texts.markRead(title)}
            ?disabled=${row.busy}
            @click=${() => row.markRead(entry.id)}
            >${icon(check)}</button
          >`
        : nothing
    }
  </li>`;
};
