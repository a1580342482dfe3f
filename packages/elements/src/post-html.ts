import { noChange, nothing } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

interface SanitizingElement extends Element {
  setHTML?: (html: string, options: { sanitizer: object }) => void;
}

// The elements and attributes the core renders. It is safe by how it is made there; this is a second, independent layer.
const ELEMENTS =
  'a blockquote br code del em h1 h2 h3 h4 h5 h6 hr img input kbd label li ol p pre span strong sub sup table tbody td th thead tr ul div s';
const ATTRIBUTES =
  'align alt checked class colspan data-person dir disabled href lang loading referrerpolicy rel rowspan src start target title type';
const SANITIZER = { elements: ELEMENTS.split(' '), attributes: ATTRIBUTES.split(' ') };

const canSanitize = 'setHTML' in Element.prototype;

class SetHtml extends Directive {
  #shown: string | undefined;

  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new Error('setHtml belongs on an element.');
  }

  render(_html: string): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [html]: [string]): typeof noChange {
    if (canSanitize && html !== this.#shown) {
      this.#shown = html;
      (part.element as SanitizingElement).setHTML?.(html, { sanitizer: SANITIZER });
    }
    return noChange;
  }
}

/** On an element: fills it with a post's HTML through the browser's sanitiser, where the browser has one. */
export const sanitized = directive(SetHtml);

/** Inside that element: the same HTML where the browser has no sanitiser. What the core renders holds nothing that could run. */
export const unsanitized = (html: string): unknown => (canSanitize ? nothing : unsafeHTML(html));
