import type { CopkitApi } from '@copkit/core';
import type { Term } from '@copkit/core/expertise';
import { html, render } from 'lit';
import { offered } from '../experts/offered.js';
import { literal } from '../literal.js';
import { openPopover } from '../popover.js';
import { adopt } from '../styles/adopt.js';
import { glossary } from './glossary.styles.js';
import type { ThreadView } from './view.js';

interface GlossaryHost extends HTMLElement {
  readonly source: CopkitApi | null | undefined;
  readonly view: ThreadView | null;
}

const MOST_TEXTS = 50;
/** What is explained already, leads elsewhere or is meant for machines. */
const OUTSIDE = 'a, button, code, pre, kbd, h1, h2, h3, h4, h5, h6';

/** Servers without a glossary are asked once. */
const without = new WeakSet<CopkitApi>();
/** What was last looked through, by thread. */
const known = new WeakMap<HTMLElement, { readonly api: CopkitApi; readonly key: string }>();

const whole = (form: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${literal(form)}(?![\\p{L}\\p{N}])`, 'u');

/** Makes the first place where the term stands in a text a button that explains it. Tells whether it found one. */
const markIn = (root: ShadowRoot, text: Element, { topic, definition, forms }: Term): boolean => {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(OUTSIDE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const patterns = forms.map(whole);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    for (const pattern of patterns) {
      const found = pattern.exec(node.data);
      if (!found) continue;
      const place = node.splitText(found.index);
      place.splitText(found[0].length);
      const button = document.createElement('button');
      Object.assign(button, { type: 'button', className: 'term', ariaHasPopup: 'dialog', ariaExpanded: 'false' });
      button.dataset.topic = topic.id;
      place.replaceWith(button);
      button.append(place);
      button.addEventListener('click', (event) => {
        // Once it is open, the browser closes it with its button; what opens it must not.
        if (button.ariaExpanded === 'true') return;
        event.preventDefault();
        const content = document.createElement('p');
        render(html`<strong dir="auto">${topic.label}</strong><span dir="auto">${definition}</span>`, content);
        openPopover(root, button, { label: topic.label, className: 'explanation', content });
      });
      return true;
    }
  }
  return false;
};

/**
 * Explains terms of the organisation's glossary where they first stand in a thread: a dotted line, and on demand what the
 * term means. Nothing at all where the server has no glossary.
 */
export const explainTerms = async (host: GlossaryHost): Promise<void> => {
  const { source: api, view, shadowRoot: root } = host;
  if (!api || !view || !root || without.has(api)) return;
  const posts = [view.thread, ...(view.acceptedReply ? [view.acceptedReply] : []), ...view.replies.items].filter(
    ({ visibility }) => visibility === 'visible',
  );
  const key = JSON.stringify(posts.map(({ id, editedAt }) => [id, editedAt]));
  const last = known.get(host);
  if (last?.api === api && last.key === key) return;
  known.set(host, { api, key });
  try {
    const texts = [...new Set(posts.map(({ body }) => body))].slice(0, MOST_TEXTS);
    const answer = await offered(api, 'knowledge.listTerms', () => api.knowledge?.listTerms({ texts }));
    if (!answer) without.add(api);
    if (!answer || host.view?.thread.id !== view.thread.id || answer.items.length === 0) return;
    adopt(root, glossary);
    for (const term of answer.items) {
      if (root.querySelector(`.term[data-topic="${CSS.escape(term.topic.id)}"]`)) continue;
      for (const text of root.querySelectorAll('.post .prose')) if (markIn(root, text, term)) break;
    }
  } catch {
    // The texts can be read without it; the next visit asks again.
  }
};
