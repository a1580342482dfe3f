import type { NextStep } from '@copkit/core';
import { html, render } from 'lit';
import { icon } from '../../icon.js';
import { cross } from '../../icons.js';
import type { Localizer } from '../../locale/localizer.js';
import { defineInside, tagOf } from '../../register.js';
import { adopt } from '../../styles/adopt.js';
import { floating } from '../../styles/floating.js';
import { dialogStyles } from './part.styles.js';
import type { ActionHost } from './way.js';

type Attributes = Readonly<Record<string, string>>;

interface Part {
  readonly tag: string;
  readonly load: () => Promise<CustomElementConstructor>;
  readonly attributes?: Attributes;
}

const threads = (attributes: Attributes): Part => ({
  tag: 'cop-thread-list',
  load: async () => (await import('../../thread-list/thread-list.component.js')).CopThreadList,
  attributes,
});
const practices = (attributes: Attributes = {}): Part => ({
  tag: 'cop-practice-library',
  load: async () => (await import('../../practice-library/practice-library.component.js')).CopPracticeLibrary,
  attributes,
});
const members = (attributes: Attributes = {}): Part => ({
  tag: 'cop-member-list',
  load: async () => (await import('../../member-list/member-list.component.js')).CopMemberList,
  attributes,
});
const map: Part = {
  tag: 'cop-knowledge-map',
  load: async () => (await import('../../knowledge-map/knowledge-map.component.js')).CopKnowledgeMap,
};
const finder: Part = {
  tag: 'cop-expert-finder',
  load: async () => (await import('../../expert-finder/expert-finder.component.js')).CopExpertFinder,
};
const series: Part = {
  tag: 'cop-outcome-series',
  load: async () => (await import('../../outcome-series/outcome-series.component.js')).CopOutcomeSeries,
};
const composer = (kind: string): Part => ({
  tag: 'cop-composer',
  load: async () => (await import('../../composer/composer.component.js')).CopComposer,
  attributes: { kind },
});

/** What does the next step. */
const PARTS: Readonly<Partial<Record<NextStep, Part>>> = {
  'route-to-experts': {
    tag: 'cop-backlog',
    load: async () => (await import('../../backlog/backlog.component.js')).CopBacklog,
  },
  'introduce-units': finder,
  'introduce-people': members(),
  'greet-newcomers': members(),
  'pair-mentors': map,
  'find-experts': map,
  'spread-load': finder,
  'prompt-askers': threads({ state: 'answered', kind: 'question' }),
  'tell-units': practices({ state: 'proven' }),
  'ask-for-a-story': composer('discussion'),
  'review-items': practices({ state: 'needsReview' }),
  'improve-search': threads({ state: 'closed', kind: 'question' }),
  'check-in': members({ 'with-role': 'facilitator' }),
  'watch-learning': series,
  'invite-questions': composer('question'),
  'add-periods': series,
  'watch-series': series,
};

const PAGES: Readonly<Record<string, Part & { readonly of: string }>> = {
  'cop-open-thread': {
    tag: 'cop-thread',
    of: 'thread',
    load: async () => (await import('../../thread/thread.component.js')).CopThread,
  },
  'cop-open-practice': {
    tag: 'cop-practice',
    of: 'practice',
    load: async () => (await import('../../practice/practice.component.js')).CopPractice,
  },
};

const make = async (host: ActionHost, { tag, load, attributes = {} }: Part): Promise<HTMLElement> => {
  const element = await load();
  defineInside(host, host.plainTag, tag, element);
  const made = document.createElement(tagOf(element, tag));
  Object.assign(made, { ...(host.api && { api: host.api }) });
  const given = {
    community: host.community,
    'thread-href': host.threadHref,
    'practice-href': host.practiceHref,
    'person-href': host.personHref,
    ...attributes,
  };
  for (const [name, value] of Object.entries(given)) if (value !== null) made.setAttribute(name, value);
  return made;
};

/** Opens the part of copkit that does the next step, in a dialog; threads and practices chosen in it open there, too. */
export const openPart = async (host: ActionHost, locale: Localizer, step: NextStep, title: string): Promise<void> => {
  const part = PARTS[step];
  const root = host.shadowRoot;
  if (!part || !root) return;
  const { dismiss } = await locale.actions();
  const dialog = document.createElement('dialog');
  dialog.className = 'part';
  dialog.setAttribute('part', 'dialog');
  dialog.setAttribute('aria-labelledby', 'part-title');
  const show = (content: HTMLElement) =>
    render(
      html`<header>
          <h2 id="part-title">${title}</h2>
          <button type="button" class="button quiet square" aria-label=${dismiss} @click=${() => dialog.close()}>
            ${icon(cross)}
          </button>
        </header>
        ${content}`,
      dialog,
    );
  const inside = (event: Event): void => {
    const page = PAGES[event.type];
    const { detail } = event as CustomEvent<Readonly<Record<string, string>>>;
    const href = page?.of === 'thread' ? host.threadHref : host.practiceHref;
    // Whether the page takes it over is known when it has heard of it.
    queueMicrotask(async () => {
      if (!page || href || event.defaultPrevented) return;
      show(await make(host, { ...page, attributes: { [page.of]: detail[`${page.of}Id`] ?? '' } }));
    });
  };
  for (const name of Object.keys(PAGES)) dialog.addEventListener(name, inside);
  dialog.addEventListener('close', () => dialog.remove());
  show(await make(host, part));
  adopt(root, floating);
  adopt(root, dialogStyles);
  root.append(dialog);
  dialog.showModal();
};
