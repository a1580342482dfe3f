import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { type IconNode, icon } from './icon.js';
import { place } from './place.js';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconNode;
  readonly danger?: boolean;
  /** For choices that are on or off. */
  readonly checked?: boolean;
  readonly run: () => void;
}

/** One menu for an element, opened at whichever button asked for it. */
export class Menu implements ReactiveController {
  #items: readonly MenuItem[] = [];
  #label = '';
  #anchor: HTMLElement | null = null;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#closed();
  }

  /** Whether the menu stands open at this button's key. */
  open = async (anchor: HTMLElement, label: string, items: readonly MenuItem[]): Promise<void> => {
    this.#items = items;
    this.#label = label;
    this.#anchor = anchor;
    this.host.requestUpdate();
    await this.host.updateComplete;
    const menu = this.#element;
    if (!menu) return;
    menu.showPopover();
    place(menu, anchor.getBoundingClientRect());
    anchor.setAttribute('aria-expanded', 'true');
    addEventListener('scroll', this.#close, { capture: true, passive: true });
    menu.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
  };

  render(): TemplateResult | typeof nothing {
    return this.#items.length === 0
      ? nothing
      : html`<div
          class="menu"
          part="menu"
          popover
          role="menu"
          aria-label=${this.#label}
          @toggle=${this.#toggled}
          @keydown=${this.#move}
        >
          ${this.#items.map(
            (item) =>
              html`<button
                type="button"
                class="item ${item.danger ? 'danger' : ''}"
                role=${item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
                aria-checked=${item.checked === undefined ? nothing : item.checked}
                tabindex="-1"
                @click=${() => this.#choose(item)}
                >${item.icon ? icon(item.icon) : nothing}${item.label}</button
              >`,
          )}
        </div>`;
  }

  get #element(): HTMLElement | null {
    return this.host.shadowRoot?.querySelector<HTMLElement>('.menu') ?? null;
  }

  #choose(item: MenuItem): void {
    this.#anchor?.focus();
    this.#close();
    item.run();
  }

  #close = (): void => this.#element?.hidePopover();

  #toggled = (event: ToggleEvent): void => {
    if (event.newState === 'closed') this.#closed();
  };

  #closed(): void {
    if (!this.#anchor) return;
    removeEventListener('scroll', this.#close, { capture: true });
    this.#anchor.setAttribute('aria-expanded', 'false');
    this.#anchor = null;
  }

  #move = (event: KeyboardEvent): void => {
    const items = [...(this.#element?.querySelectorAll<HTMLElement>('.item') ?? [])];
    const at = items.indexOf(event.target as HTMLElement);
    if (event.key === 'Tab' || event.key === 'Escape') {
      if (event.key === 'Escape') event.preventDefault();
      this.#anchor?.focus();
      this.#close();
      return;
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  };
}
