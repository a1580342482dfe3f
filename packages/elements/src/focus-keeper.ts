import type { ReactiveController, ReactiveControllerHost } from 'lit';

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';

interface Step {
  readonly parent: Element | ShadowRoot;
  /** Where in it the focus was, among its children. */
  readonly at: number;
}

const focusIn = (place: Element): boolean => {
  const found = place.matches(FOCUSABLE) ? place : place.querySelector(FOCUSABLE);
  if (!(found instanceof HTMLElement)) return false;
  found.focus({ preventScroll: true });
  return found.matches(':focus');
};

/**
 * Keeps the focus where the person was when an update takes away what had it: on what took its place, or on what is
 * nearest. Without it, the next key would start at the top of the page.
 */
export class FocusKeeper implements ReactiveController {
  #focused: Element | null = null;
  #path: readonly Step[] = [];

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.#focused = this.host.shadowRoot?.activeElement ?? null;
    const path: Step[] = [];
    for (let node = this.#focused; node?.parentNode; node = node.parentElement) {
      const parent = node.parentNode as Element | ShadowRoot;
      path.push({ parent, at: [...parent.children].indexOf(node) });
    }
    this.#path = path;
  }

  hostUpdated(): void {
    if (!this.#focused || this.#focused.isConnected || this.host.ownerDocument.activeElement !== document.body) return;
    for (const { parent, at } of this.#path) {
      if (!parent.isConnected) continue;
      const near = parent.children[Math.min(at, parent.children.length - 1)];
      if ((near && focusIn(near)) || (parent instanceof Element && focusIn(parent))) return;
    }
  }
}
