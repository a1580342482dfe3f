import type { CopkitApi, Membership, Practice, PracticeVersion } from '@copkit/core';
import { html } from 'lit';
import { dayText } from '../days.js';
import { ask } from '../dialog.js';
import { nameOf } from '../facts.js';
import type { Localizer } from '../locale/localizer.js';
import type { AskingTexts } from '../practices/asking/texts.js';
import type { PracticeTexts } from '../practices/texts.js';

export { askingIn } from '../practices/asking/texts.js';

/** What a person does with a practice besides writing. */
export type PracticeDeed =
  | 'practices.submit'
  | 'practices.discard'
  | 'practices.approve'
  | 'practices.confirm'
  | 'practices.setSteward'
  | 'practices.supersede'
  | 'practices.retire'
  | 'practices.offerBack';

interface Asking {
  readonly host: HTMLElement;
  readonly api: CopkitApi;
  readonly locale: Localizer;
  readonly texts: PracticeTexts & AskingTexts;
}

/** `null` where the practice is gone afterwards. */
type Call = (api: CopkitApi) => Promise<Practice | null>;

const DAY = 86_400_000;

const text = (fields: FormData, name: string): string => String(fields.get(name) ?? '').trim();

const noteField = (label: string) =>
  html`<label class="labelled"
    >${label}<textarea class="field" name="note" rows="3" maxlength="1000" dir="auto"></textarea
  ></label>`;

/** When to look at it again: a year from now, unless somebody says otherwise. */
const reviewField = ({ reviewBy }: PracticeTexts) => {
  const day = (from: number) => new Date(from).toISOString().slice(0, 10);
  const now = Date.now();
  return html`<label class="labelled"
    >${reviewBy}<input
      class="field"
      type="date"
      name="reviewBy"
      required
      min=${day(now + DAY)}
      .value=${day(now + 365 * DAY)}
  /></label>`;
};

const pickMember = (label: string, members: readonly Membership[], chosen: string | null, { messages }: Localizer) =>
  html`<label class="labelled"
    >${label}<select class="field" name="steward" required>
      ${members.map(
        ({ person }) =>
          html`<option value=${person.id} ?selected=${person.id === chosen}>${person.name ?? messages.nameless}</option>`,
      )}
    </select></label
  >`;

const confirmed = async (
  { host, locale, texts }: Asking,
  deed: 'practices.discard' | 'practices.retire' | 'practices.offerBack',
) => {
  const name = deed.slice('practices.'.length) as 'discard' | 'retire' | 'offerBack';
  return ask(host, await locale.actions(), {
    title: texts[name],
    content: html`<p>${texts[`${name}Question`]}</p>
      ${name === 'discard' ? null : noteField(name === 'retire' ? texts.reason : texts.note)}`,
    confirm: texts[name],
    danger: name !== 'offerBack',
    answer: (fields) => ({ note: text(fields, 'note') }),
  });
};

/** Asks what there is to ask; answers with the call to make, or with `null` where the person thought better of it. */
export const prepare = async (asking: Asking, practice: Practice, deed: PracticeDeed): Promise<Call | null> => {
  const { host, api, locale, texts } = asking;
  const { id: practiceId, communityId } = practice;
  const t = await locale.actions();
  switch (deed) {
    case 'practices.submit':
      return (at) => at.practices.submit({ practiceId });
    case 'practices.discard':
      return (
        (await confirmed(asking, deed)) &&
        (async (at) => {
          await at.practices.discard({ practiceId });
          return null;
        })
      );
    case 'practices.retire':
    case 'practices.offerBack': {
      const answer = await confirmed(asking, deed);
      if (!answer) return null;
      const { note } = answer;
      return deed === 'practices.retire'
        ? (at) => at.practices.retire({ practiceId, ...(note && { reason: note }) })
        : (at) => at.practices.offerBack({ practiceId, ...(note && { note }) });
    }
    case 'practices.approve':
    case 'practices.confirm': {
      const approves = deed === 'practices.approve';
      const answer = await ask(host, t, {
        title: approves ? texts.approve : texts.confirm,
        content: html`${reviewField(texts)}${approves ? null : noteField(texts.confirmNote)}`,
        confirm: approves ? texts.approve : texts.confirm,
        answer: (fields) => ({ reviewBy: text(fields, 'reviewBy'), note: text(fields, 'note') }),
      });
      if (!answer) return null;
      const { reviewBy, note } = answer;
      return approves
        ? (at) => at.practices.approve({ practiceId, reviewBy })
        : (at) => at.practices.confirm({ practiceId, reviewBy, ...(note && { note }) });
    }
    case 'practices.setSteward': {
      const { items } = await api.membership.list({ communityId, limit: 100 });
      const members = items.filter(({ state }) => state === 'active' || state === 'dormant');
      const answer = await ask(host, t, {
        title: texts.setSteward,
        content: pickMember(texts.steward, members, practice.steward?.id ?? null, locale),
        confirm: t.save,
        answer: (fields) => text(fields, 'steward'),
      });
      return answer ? (at) => at.practices.setSteward({ practiceId, stewardId: answer }) : null;
    }
    case 'practices.supersede': {
      const { items } = await api.practices.list({ communityId, limit: 100 });
      const others = items.filter(
        ({ id, state }) => id !== practiceId && (state === 'good' || state === 'proven' || state === 'needsReview'),
      );
      const answer = await ask(host, t, {
        title: texts.supersede,
        content: html`<label class="labelled"
          >${texts.supersedeHint}<select class="field" name="by" required>
            ${others.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}
          </select></label
        >`,
        confirm: texts.supersede,
        answer: (fields) => text(fields, 'by'),
      });
      return answer ? (at) => at.practices.supersede({ practiceId, byPracticeId: answer }) : null;
    }
  }
};

/** Whether improvements of an adaptation are to be taken over, and with what note. */
export const prepareMerge = async (
  { host, locale, texts }: Asking,
  practiceId: string,
  forkId: string,
): Promise<Call | null> => {
  const answer = await ask(host, await locale.actions(), {
    title: texts.takeOver,
    content: html`<p>${texts.takeOverQuestion}</p>
      ${noteField(texts.changeNote)}`,
    confirm: texts.takeOver,
    answer: (fields) => ({ note: text(fields, 'note') }),
  });
  if (!answer) return null;
  const { note } = answer;
  return (at) => at.practices.merge({ practiceId, forkId, ...(note && { note }) });
};

/** All versions of a practice, the newest first. */
export const showVersions = async (
  host: HTMLElement,
  locale: Localizer,
  texts: PracticeTexts,
  versions: readonly PracticeVersion[],
) =>
  ask(host, await locale.actions(), {
    title: texts.versions,
    content: html`<ol class="versions" role="list">
      ${versions.map(
        ({ version, at, by, note, title, context, problem, steps }) =>
          html`<li>
            <details>
              <summary>
                <strong>${texts.version(version)}</strong>
                <span>${dayText(locale, at)} · <bdi>${nameOf(locale, by)}</bdi></span>
                ${note ? html`<span class="note" dir="auto">${note}</span>` : null}
              </summary>
              <pre dir="auto">${[title, context, problem, ...steps.map((step, number) => `${number + 1}. ${step}`)]
                .filter(Boolean)
                .join('\n\n')}</pre>
            </details>
          </li>`,
      )}
    </ol>`,
    answer: () => true,
  });
