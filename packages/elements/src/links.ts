import { html, nothing, type TemplateResult } from 'lit';

/** Fills an attribute such as `thread-href="/community.html?thread={id}"`; `null` where there is none. */
export const fillHref = (template: string | null, id: string): string | null =>
  template ? template.replaceAll('{id}', encodeURIComponent(id)) : null;

interface Link {
  readonly href: string | null;
  readonly className?: string;
  /** Dispatches the `cop-open-…` event; `false` where the page took it over. */
  readonly open: () => boolean;
  readonly content: unknown;
  readonly part?: string;
  /** What else there is to know about it. */
  readonly title?: string | undefined;
  /** Whether it leads to what is shown already. */
  readonly current?: boolean;
}

/**
 * A real link where the host gave an address, else a button. Both ask the page first; a click that opens a new tab or
 * window stays with the browser.
 */
export const link = ({
  href,
  className = '',
  open,
  content,
  part = 'link',
  title,
  current = false,
}: Link): TemplateResult => {
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (!open()) event.preventDefault();
  };
  const shown = current ? 'true' : nothing;
  return href
    ? html`<a class="link ${className}" part=${part} href=${href} title=${title ?? nothing} aria-current=${shown} @click=${follow}>${content}</a>`
    : html`<button type="button" class="link ${className}" part=${part} title=${title ?? nothing} aria-current=${shown} @click=${follow}>${content}</button>`;
};
