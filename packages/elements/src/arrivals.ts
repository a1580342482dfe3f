/**
 * Loads what each of the elements needs as soon as the first of them stands in the document, now or later. What stands in
 * a shadow tree of the page's own cannot be seen from here.
 */
export const loadOnArrival = (loaders: Readonly<Record<string, () => Promise<unknown>>>): void => {
  const awaited = new Map(Object.entries(loaders));
  const arrived = (tag: string): void => {
    const load = awaited.get(tag);
    awaited.delete(tag);
    void load?.();
  };
  const look = (node: Node): void => {
    if (!(node instanceof Element)) return;
    arrived(node.localName);
    if (awaited.size === 0) {
      observer.disconnect();
      return;
    }
    for (const { localName } of node.querySelectorAll([...awaited.keys()].join())) arrived(localName);
  };
  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) look(node);
  });
  observer.observe(document, { childList: true, subtree: true });
  look(document.documentElement);
};
