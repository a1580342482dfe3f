import { html, nothing, type ReactiveController, type ReactiveControllerHost, render } from 'lit';
import { type IconNode, icon } from './icon.js';
import { place } from './place.js';
import { adopt } from './styles/adopt.js';
import { floating } from './styles/floating.js';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconNode;
  readonly danger?: boolean;
  /** For choices that are on or off. */
  readonly checked?: boolean;
  readonly run: () => void;
}

/** A menu as it stands open, from the click on its button until something is chosen or it is left. */
class OpenMenu implements ReactiveController {
  readonly #element = document.createElement('div');

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly anchor: HTMLElement,
    label: string,
    items: readonly MenuItem[],
  ) {
    const element = this.#element;
    element.className = 'menu';
    element.popover = 'auto';
    element.role = 'menu';
    element.ariaLabel = label;
    element.setAttribute('part', 'menu');
    element.addEventListener('keydown', this.#key);
    element.addEventListener('toggle', (event) => {
      if ((event as ToggleEvent).newState === 'closed') this.#closed();
      // The button closes what it opened: the browser sees to that, as the menu's invoker. Not before the click that
      // opens is over, or the same click would close it.
      else (this.anchor as HTMLButtonElement).popoverTargetElement = this.#element;
    });
    render(
      items.map(
        (item) =>
          html`<button
            type="button"
            class="item ${item.danger ? 'danger' : ''}"
            role=${item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
            aria-checked=${item.checked ?? nothing}
            tabindex="-1"
            @click=${() => this.#choose(item)}
            >${item.icon ? icon(item.icon) : nothing}${item.label}</button
          >`,
      ),
      element,
    );
  }

  show(root: ShadowRoot): void {
    adopt(root, floating);
    root.append(this.#element);
    this.host.addController(this);
    this.#element.showPopover();
    place(this.#element, this.anchor.getBoundingClientRect());
    this.anchor.ariaExpanded = 'true';
    addEventListener('scroll', this.#follow, { capture: true, passive: true });
    this.#items[0]?.focus({ preventScroll: true });
  }

  hostDisconnected(): void {
    this.#closed();
  }

  get #items(): readonly HTMLElement[] {
    return [...this.#element.querySelectorAll<HTMLElement>('.item')];
  }

  #choose(item: MenuItem): void {
    this.anchor.focus();
    this.#close();
    item.run();
  }

  #close(): void {
    this.#element.hidePopover();
  }

  /** Stays at its button while the page scrolls. */
  #follow = (): void => place(this.#element, this.anchor.getBoundingClientRect());

  #closed(): void {
    removeEventListener('scroll', this.#follow, { capture: true });
    (this.anchor as HTMLButtonElement).popoverTargetElement = null;
    this.anchor.ariaExpanded = 'false';
    this.host.removeController(this);
    this.#element.remove();
  }

  #key = (event: KeyboardEvent): void => {
    const items = this.#items;
    const at = items.indexOf(event.target as HTMLElement);
    if (event.key === 'Tab' || event.key === 'Escape') {
      // Tab goes on from the button. Escape closes this menu, and not also what the page has open around it.
      if (event.key === 'Escape') event.preventDefault();
      this.anchor.focus();
      this.#close();
      return;
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  };
}

/** Opens a menu at the button that asked for it. */
export const openMenu = (
  host: ReactiveControllerHost & HTMLElement,
  anchor: HTMLElement,
  label: string,
  items: readonly MenuItem[],
): void => {
  if (!host.shadowRoot || !anchor.isConnected || anchor.ariaExpanded === 'true') return;
  new OpenMenu(host, anchor, label, items).show(host.shadowRoot);
};
