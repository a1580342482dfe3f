const scrollerOf = (element: Element): Element => {
  for (let node: Element | null = element; node; node = node.assignedSlot ?? node.parentElement ?? hostOf(node)) {
    const { overflowY } = getComputedStyle(node);
    if ((overflowY === 'auto' || overflowY === 'scroll') && node.scrollHeight > node.clientHeight) return node;
  }
  return document.scrollingElement ?? document.documentElement;
};

const hostOf = (node: Node): Element | null => {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
};

/**
 * Runs an update and scrolls so that what the reader had at the top of the window stays where it was. `marks` are the
 * things that are still there afterwards, in reading order.
 */
export const keepPlace = async (
  host: Element,
  marks: () => readonly Element[],
  update: () => Promise<unknown>,
): Promise<void> => {
  const mark = marks().find((element) => element.getBoundingClientRect().bottom > 0);
  const before = mark?.getBoundingClientRect().top ?? 0;
  await update();
  // The very beginning is in view: what comes in below it moves nothing that was read before.
  if (!mark?.isConnected) return;
  const moved = mark.getBoundingClientRect().top - before;
  if (moved !== 0) scrollerOf(host).scrollBy({ top: moved, behavior: 'instant' });
};
