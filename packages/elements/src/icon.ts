import { html, svg, type TemplateResult } from 'lit';

/** An icon of the lucide family: its shapes, each a tag with attributes, on a field of 24 by 24. */
export type IconNode = readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];

const shape = ([tag, a]: IconNode[number]): TemplateResult => {
  switch (tag) {
    case 'circle':
      return svg`<circle cx=${a.cx} cy=${a.cy} r=${a.r} />`;
    case 'rect':
      return svg`<rect x=${a.x} y=${a.y} width=${a.width} height=${a.height} rx=${a.rx} />`;
    case 'line':
      return svg`<line x1=${a.x1} y1=${a.y1} x2=${a.x2} y2=${a.y2} />`;
    default:
      return svg`<path d=${a.d} />`;
  }
};

const drawn = new WeakMap<IconNode, TemplateResult>();

/** The icon, for the eye only: whoever uses it says in words what it means. */
export const icon = (node: IconNode): TemplateResult => {
  const known = drawn.get(node);
  if (known) return known;
  const result = html`<svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    >${node.map(shape)}</svg
  >`;
  drawn.set(node, result);
  return result;
};
