import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { en } from './en.js';
import type { ActionMessages, AllMessages, Messages } from './messages.js';

const loaders: Readonly<Record<string, () => Promise<Messages>>> = {
  ar: async () => (await import('./ar.js')).ar,
  de: async () => (await import('./de.js')).de,
  fr: async () => (await import('./fr.js')).fr,
};
const english = async (): Promise<ActionMessages> => (await import('./en-actions.js')).en;
const actionLoaders: Readonly<Record<string, () => Promise<ActionMessages>>> = {
  ar: async () => (await import('./ar-actions.js')).ar,
  de: async () => (await import('./de-actions.js')).de,
  fr: async () => (await import('./fr-actions.js')).fr,
};
const loaded = new Map<string, Messages>([['en', en]]);

const DIVISIONS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** The nearest element that carries a language, through shadow roots. */
const languageBearer = (start: Element): Element | null => {
  for (
    let node: Node | null = start;
    node;
    node = node.parentNode instanceof ShadowRoot ? node.parentNode.host : node.parentNode
  ) {
    if (node instanceof Element && node.hasAttribute('lang')) return node;
  }
  return null;
};

const supported = (tag: string): string => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
};

/**
 * Words, dates and numbers in the language of the nearest `lang` attribute; English where there is none or it is not one
 * of ours. Other languages than English load when they are needed, and the host waits for them with its first rendering.
 */
export class Localizer implements ReactiveController {
  /** The page's language tag, such as `de-CH`, as far as the browser can format in it. */
  tag = 'en';
  messages: Messages = en;
  /** The language of `messages`. */
  language = 'en';
  /** Pending while a language loads. */
  ready: Promise<void> | null = null;
  #observer: MutationObserver | undefined;
  #relative: Intl.RelativeTimeFormat | undefined;
  #exact: Intl.DateTimeFormat | undefined;
  #number: Intl.NumberFormat | undefined;
  #list: Intl.ListFormat | undefined;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => this.#read());
    this.#read();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  #read(): void {
    const bearer = languageBearer(this.host);
    this.#observer?.disconnect();
    for (const node of new Set([document.documentElement, bearer ?? this.host, this.host]))
      this.#observer?.observe(node, { attributes: true, attributeFilter: ['lang'] });
    const tag = supported(bearer?.getAttribute('lang') || 'en');
    if (tag !== this.tag) {
      this.tag = tag;
      this.#relative = this.#exact = this.#number = this.#list = undefined;
    }
    const language = tag.split('-', 1)[0] ?? 'en';
    const messages = loaded.get(language) ?? (loaders[language] ? null : en);
    if (messages) this.#use(language, messages);
    else this.ready = this.#load(language);
  }

  async #load(language: string): Promise<void> {
    try {
      const messages = await loaders[language]?.();
      if (messages) loaded.set(language, messages);
      if (this.tag.startsWith(language)) this.#use(language, messages ?? en);
    } catch (error) {
      // English is better than nothing.
      console.error(error);
    } finally {
      this.ready = null;
    }
  }

  #use(language: string, messages: Messages): void {
    this.messages = messages;
    this.language = messages === en ? 'en' : language;
    this.host.requestUpdate();
  }

  /** The messages together with those of menus and dialogs, which load when they are first needed. */
  async actions(): Promise<AllMessages> {
    const { messages, language } = this;
    return { ...messages, ...(await (actionLoaders[language] ?? english)()) };
  }

  number(value: number): string {
    this.#number ??= new Intl.NumberFormat(this.tag);
    return this.#number.format(value);
  }

  /** Names joined the way the language does it. */
  list(items: readonly string[]): string {
    this.#list ??= new Intl.ListFormat(this.tag);
    return this.#list.format(items);
  }

  /** Date and time in full. */
  exactTime(iso: string): string {
    this.#exact ??= new Intl.DateTimeFormat(this.tag, { dateStyle: 'long', timeStyle: 'short' });
    return this.#exact.format(new Date(iso));
  }

  /** The time since then, such as "5 minutes ago". */
  relativeTime(iso: string, now = Date.now()): string {
    this.#relative ??= new Intl.RelativeTimeFormat(this.tag, { numeric: 'auto' });
    const seconds = (Date.parse(iso) - now) / 1000;
    const [unit, size] = DIVISIONS.find(([, division]) => Math.abs(seconds) >= division) ?? ['minute', 60];
    return this.#relative.format(Math.trunc(seconds / size), unit);
  }
}
