import type { CopkitApi } from '@copkit/core';
import { html } from 'lit';
import { ask } from '../dialog.js';
import { nameOf } from '../facts.js';
import type { Localizer } from '../locale/localizer.js';
import type { InboxTexts } from './texts.js';

/** A colleague from the community; `null` where the person changed their mind. */
export const askColleague = async (
  host: HTMLElement,
  api: CopkitApi,
  communityId: string,
  texts: InboxTexts,
  locale: Localizer,
): Promise<string | null> => {
  const [t, me, { items }] = await Promise.all([
    locale.actions(),
    api.people.getMe(),
    api.membership.list({ communityId, limit: 100 }),
  ]);
  const others = items.filter(({ person, state }) => state === 'active' && person.id !== me.id);
  return ask(host, t, {
    title: texts.answers.handOn.label,
    content: html`<label class="labelled"
      >${texts.handOnTo}<select class="field" name="person" required>
        ${others.map(({ person }) => html`<option value=${person.id}>${nameOf(locale, person)}</option>`)}
      </select></label
    >`,
    confirm: texts.answers.handOn.label,
    answer: (fields) => String(fields.get('person')),
  });
};
