import type { CloseReason, FlagReason, PostVersion } from '@copkit/core';
import { html } from 'lit';
import { ask } from '../dialog.js';
import { nameOf } from '../facts.js';
import type { Localizer } from '../locale/localizer.js';
import type { AllMessages } from '../locale/messages.js';

const reasons = <Reason extends string>(texts: Readonly<Record<Reason, string>>) =>
  html`<div class="choices">
    ${Object.entries<string>(texts).map(
      ([reason, text], at) =>
        html`<label><input type="radio" name="reason" value=${reason} ?checked=${at === 0} />${text}</label>`,
    )}
  </div>`;

const note = (label: string) =>
  html`<label class="labelled">${label}<textarea class="field" name="note" rows="3" maxlength="1000"></textarea></label>`;

const text = (fields: FormData, name: string): string | null => String(fields.get(name) ?? '').trim() || null;

/** Why a post should be looked at. */
export const askFlag = (host: HTMLElement, t: AllMessages) =>
  ask(host, t, {
    title: t.flagTitle,
    content: html`${reasons(t.flagReason)}${note(t.flagNote)}`,
    confirm: t.flag,
    answer: (fields) => ({ reason: fields.get('reason') as FlagReason, note: text(fields, 'note') }),
  });

/** Why a thread should be closed; `duplicateOf` is the id found in what was typed or pasted. */
export const askClose = (host: HTMLElement, t: AllMessages) =>
  ask(host, t, {
    title: t.closeTitle,
    content: html`${reasons(t.closeReason)}
      <label class="labelled">${t.closeDuplicateOf}<input class="field" name="duplicate" /></label>
      ${note(t.closeNote)}`,
    confirm: t.close,
    answer: (fields) => {
      const reason = fields.get('reason') as CloseReason;
      const typed = text(fields, 'duplicate');
      return {
        reason,
        note: text(fields, 'note'),
        duplicateOf: reason === 'duplicate' ? (/t_[\w.-]+/.exec(typed ?? '')?.[0] ?? typed) : null,
      };
    },
  });

/** Whether to go ahead with something that cannot be undone, or not easily. */
export const confirm = (host: HTMLElement, t: AllMessages, title: string, question: string) =>
  ask(host, t, { title, content: html`<p>${question}</p>`, confirm: title, danger: true, answer: () => true });

/** The earlier versions of a post. */
export const showHistory = (host: HTMLElement, locale: Localizer, t: AllMessages, versions: readonly PostVersion[]) =>
  ask(host, t, {
    title: t.history,
    content: html`<ol class="versions">
      ${versions.map(
        (version) =>
          html`<li>
            <h3>${t.versionOf(locale.exactTime(version.at))} · <bdi>${nameOf(locale, version.by)}</bdi></h3>
            ${version.title === null ? null : html`<p dir="auto"><strong>${version.title}</strong></p>`}
            <pre dir="auto">${version.body}</pre>
          </li>`,
      )}
    </ol>`,
    answer: () => true,
  });
