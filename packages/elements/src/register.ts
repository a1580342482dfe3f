import { VERSION } from './version.js';

type ElementClass = CustomElementConstructor & { readonly version?: string };

/** Where each class went, so that an element that nests another finds it under the same suffix. */
const tags = new WeakMap<ElementClass, string>();

/**
 * Defines `element` as `tag`, or as `tag-suffix`, which lets two versions live on one page. Where the name is taken
 * already, warns with both versions and leaves the first one in place.
 */
export const define = (tag: string, element: ElementClass, suffix?: string): void => {
  const name = suffix ? `${tag}-${suffix}` : tag;
  const present: ElementClass | undefined = customElements.get(name);
  if (present) {
    if (present === element || Object.getPrototypeOf(present) === element) return;
    console.warn(
      `<${name}> is registered already, by version ${present.version ?? 'unknown'}; version ${VERSION} stays aside. ` +
        `Load one version only, or call register('SUFFIX') to use this one as <${tag}-SUFFIX>.`,
    );
    return;
  }
  // A class can stand for one name only, so a further name gets a class of its own.
  customElements.define(name, tags.has(element) ? class extends element {} : element);
  tags.set(element, name);
};

/** The name `element` was last registered under, or `fallback`. */
export const tagOf = (element: ElementClass, fallback: string): string => tags.get(element) ?? fallback;

/** Defines what an element holds under the same suffix as the element itself, which is called `tag` without one. */
export const defineInside = (holder: Element, tag: string, inner: string, element: ElementClass): void =>
  define(inner, element, holder.localName.startsWith(`${tag}-`) ? holder.localName.slice(tag.length + 1) : undefined);
