import Combobox from '@github/combobox-nav';
import { html, render } from 'lit';
import { place } from '../place.js';
import { adopt } from '../styles/adopt.js';
import { floating } from '../styles/floating.js';

/** Where suggestions come from and where they go. */
export interface Suggesting<Item> {
  readonly field: HTMLTextAreaElement | HTMLInputElement;
  readonly label: string;
  /** Where the list is to stand. */
  readonly at: () => DOMRect;
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly Item[]>;
  readonly show: (item: Item) => unknown;
  readonly choose: (item: Item) => void;
  /** Says how many there are. */
  readonly found: (count: number) => void;
}

let lists = 0;

/**
 * A list of suggestions at a field while somebody types: a combobox whose popup floats over the page. It takes the keys
 * it needs only while it stands open.
 */
export class Suggestions<Item> {
  readonly #list: HTMLElement;
  #combobox: Combobox | null = null;
  #items: readonly Item[] = [];
  #search: AbortController | null = null;

  constructor(
    root: ShadowRoot,
    private readonly suggesting: Suggesting<Item>,
  ) {
    this.#list = document.createElement('div');
    this.#list.id = `suggestions-${++lists}`;
    this.#list.popover = 'manual';
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('part', 'suggestions');
    this.#list.setAttribute('aria-label', suggesting.label);
    this.#list.addEventListener('combobox-commit', this.#commit);
    // The field keeps the focus when somebody clicks into the list.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault());
    adopt(root, floating);
    root.append(this.#list);
    suggesting.field.addEventListener('blur', this.close);
    suggesting.field.addEventListener('keydown', this.#escape as EventListener);
  }

  /** Looks for what fits and shows it. */
  async suggest(text: string): Promise<void> {
    this.#search?.abort();
    const search = new AbortController();
    this.#search = search;
    const items = await this.suggesting.find(text, search.signal).catch((): readonly Item[] => []);
    if (search !== this.#search) return;
    this.#items = items;
    if (items.length === 0) this.close();
    else this.#open();
  }

  close = (): void => {
    this.#search?.abort();
    this.#search = null;
    this.#combobox?.stop();
    this.#combobox?.destroy();
    this.#combobox = null;
    if (this.#list.matches(':popover-open')) this.#list.hidePopover();
  };

  remove(): void {
    this.close();
    this.suggesting.field.removeEventListener('blur', this.close);
    this.suggesting.field.removeEventListener('keydown', this.#escape as EventListener);
    this.#list.remove();
  }

  #open(): void {
    const { suggesting } = this;
    render(
      this.#items.map(
        (item, at) =>
          html`<div class="item" role="option" id="${this.#list.id}-${at}" data-at=${at}>${suggesting.show(item)}</div>`,
      ),
      this.#list,
    );
    if (!this.#list.matches(':popover-open')) this.#list.showPopover();
    place(this.#list, suggesting.at());
    if (!this.#combobox) {
      this.#combobox = new Combobox(suggesting.field, this.#list, { firstOptionSelectionMode: 'selected' });
      this.#combobox.start();
      suggesting.found(this.#items.length);
    } else this.#combobox.resetSelection();
  }

  #commit = (event: Event): void => {
    const item = this.#items[Number((event.target as HTMLElement).dataset.at)];
    this.close();
    if (item !== undefined) this.suggesting.choose(item);
  };

  #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#combobox) return;
    event.stopPropagation();
    this.close();
  };
}

const COPIED = [
  'direction',
  'boxSizing',
  'inlineSize',
  'borderTopWidth',
  'borderRightWidth',
  'borderBottomWidth',
  'borderLeftWidth',
  'paddingTop',
  'paddingRight',
  'paddingBottom',
  'paddingLeft',
  'fontStyle',
  'fontVariant',
  'fontWeight',
  'fontStretch',
  'fontSize',
  'lineHeight',
  'fontFamily',
  'textAlign',
  'textIndent',
  'letterSpacing',
  'wordSpacing',
  'tabSize',
] as const;

/** The box of the character at `offset` in a field, found by laying the text out again beside it. */
export const caretBox = (field: HTMLTextAreaElement, offset: number): DOMRect => {
  const mirror = document.createElement('div');
  const computed = getComputedStyle(field);
  for (const name of COPIED) mirror.style[name] = computed[name];
  Object.assign(mirror.style, {
    position: 'fixed',
    visibility: 'hidden',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'break-word',
    top: '0',
    left: '0',
    borderStyle: 'solid',
    width: `${field.offsetWidth}px`,
  });
  const mark = document.createElement('span');
  mark.textContent = field.value.slice(offset, offset + 1) || '.';
  mirror.append(field.value.slice(0, offset), mark);
  field.getRootNode().appendChild(mirror);
  const box = field.getBoundingClientRect();
  const at = mark.getBoundingClientRect();
  mirror.remove();
  return new DOMRect(box.left + at.left, box.top + at.top - field.scrollTop, at.width, at.height);
};
