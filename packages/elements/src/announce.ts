const regions = new WeakMap<Document, HTMLElement>();

const regionOf = (document: Document): HTMLElement => {
  const known = regions.get(document);
  if (known?.isConnected) return known;
  const region = document.createElement('div');
  region.setAttribute('role', 'status');
  region.setAttribute('aria-live', 'polite');
  region.dataset.cop = 'announcer';
  Object.assign(region.style, {
    position: 'fixed',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  });
  document.body.append(region);
  regions.set(document, region);
  return region;
};

/**
 * Tells people who do not see the page what has changed, when they have finished what they listen to. One live region
 * serves the whole page.
 */
export const announce = (host: HTMLElement, message: string, lang: string): void => {
  const region = regionOf(host.ownerDocument);
  region.lang = lang;
  // Saying the same twice counts as a change only when the text was gone in between.
  region.textContent = '';
  requestAnimationFrame(() => {
    region.textContent = message;
  });
};
