import type { CopkitApi } from '@copkit/core';
import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { AllMessages } from '../locale/messages.js';
import { sanitized, unsanitized } from '../post-html.js';
import { adopt } from '../styles/adopt.js';
import { isOpening } from './composition.js';
import { consequence } from './consequence.js';
import { customerField, foot, kindField, titleField } from './fields.js';
import { styles } from './fittings.styles.js';
import type { Fittings, Form } from './form.js';
import { NARROW, TOOLS, toolbar } from './toolbar.js';
import { topicsField } from './topics.js';

const isTitled = ({ purpose }: Form): boolean =>
  purpose.type === 'start' || (purpose.type === 'edit' && isOpening(purpose.post));

/** The tools a narrow toolbar has no room for. */
const openTools = async (host: Host, t: AllMessages, anchor: HTMLElement, { features, on }: Form): Promise<void> => {
  const { openMenu } = await import('../menu.js');
  const items = TOOLS.slice(NARROW)
    .filter(([tool]) => tool !== 'mention' || features.has('mentions'))
    .map(([tool, icon]) => ({ label: t[tool], icon, run: () => on.use(tool) }));
  openMenu(host, anchor, t.moreActions, items);
};

type Host = ReactiveControllerHost & HTMLElement & { readonly source: CopkitApi | null | undefined };

// Sending comes along, so that a text that can be written can also be sent.
export { call, check } from './calls.js';

/** All there is to fill in and to press: it loads as soon as somebody is about to write. */
export const fittingsOf = (host: Host, t: AllMessages): Fittings => {
  if (host.shadowRoot) adopt(host.shadowRoot, styles);
  let asked: typeof import('./asked.js').asked | null = null;

  /** Once a question has a title, who would be asked about it. What finds out loads only then. */
  const whoIsAsked = ({ features, purpose, writing, prepared, on }: Form): unknown => {
    const { kind, title, topics, invite } = writing.composition;
    const community = prepared?.community;
    const asks = features.has('asking') && purpose.type === 'start' && kind === 'question';
    if (!asks || !title.trim() || !community) return nothing;
    if (!asked) {
      void import('./asked.js').then((loaded) => {
        asked = loaded.asked;
        host.requestUpdate();
      });
      return nothing;
    }
    const question = {
      community: community.id,
      title: title.trim(),
      body: writing.stored.text,
      topics,
      invite: invite ?? community.routing.enabled,
    };
    return asked(host, question, (chosen) => on.change({ invite: chosen }));
  };

  return {
    above: (form) => {
      const { purpose, writing, prepared, sending, on } = form;
      const { composition } = writing;
      return html`${
        purpose.type === 'start' && !form.kindGiven && prepared
          ? kindField(t, composition.kind, prepared, on.change)
          : nothing
      }
      ${isTitled(form) ? titleField(t, composition, sending, on.change) : nothing}`;
    },

    tools: (form) =>
      toolbar({
        t,
        features: form.features,
        previewing: form.preview.shown,
        use: form.on.use,
        more: (button) => void openTools(host, t, button, form),
        preview: form.on.preview,
      }),

    preview: ({ preview: { html: rendered } }) =>
      rendered === null
        ? html`<section class="preview" part="preview" aria-label=${t.preview}>${t.previewEmpty}</section>`
        : html`<section class="preview prose" part="preview" aria-label=${t.preview} dir="auto" ${sanitized(rendered)}
            >${unsanitized(rendered)}</section
          >`,

    below: (form) => {
      const { purpose, writing, prepared, sending, on } = form;
      const { composition } = writing;
      const { kind, topics } = composition;
      const told = writing.mentions.namesIn(composition.text);
      return html`${
        isTitled(form) && form.features.has('topics')
          ? topicsField({
              t,
              chosen: topics,
              busy: sending.busy,
              labelOf: form.labelOf,
              change: (changed) => on.change({ topics: changed }),
              typed: on.typedTopic,
            })
          : nothing
      }
      ${
        purpose.type === 'start' && kind === 'question'
          ? customerField(t, composition.customerWaiting, on.change)
          : nothing
      }
      ${whoIsAsked(form)}
      ${foot(t, {
        purpose,
        kind,
        consequence: consequence(form.locale, t, purpose, kind, prepared?.community ?? null, told),
        draft: writing.draft,
        busy: sending.busy,
        inline: form.inline,
        cancel: on.cancel,
      })}`;
    },
  };
};
