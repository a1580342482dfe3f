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

/** The posts of a thread as they stand on the page. */
export class PostsInView {
  constructor(private readonly host: HTMLElement) {}

  find(id: string): HTMLElement | null {
    return this.host.shadowRoot?.querySelector<HTMLElement>(`[data-post="${CSS.escape(id)}"]`) ?? null;
  }

  focus(id: string): void {
    this.find(id)?.focus({ preventScroll: true });
  }

  /** Brings a post into view and puts the focus on it. */
  reveal(id: string, block: ScrollLogicalPosition = 'nearest'): void {
    this.find(id)?.scrollIntoView({ block, behavior: block === 'nearest' ? 'smooth' : 'auto' });
    this.focus(id);
  }

  /** Whether a post is further down than the window shows. */
  isBelow(id: string): boolean {
    return (this.find(id)?.getBoundingClientRect().top ?? 0) > innerHeight;
  }

  /** Notes what the reader has at the top of the window; what it returns puts that back there after an update. */
  holdPlace(): () => void {
    const posts = [...(this.host.shadowRoot?.querySelectorAll('[data-post]') ?? [])];
    const mark = posts.find((post) => post.getBoundingClientRect().bottom > 0);
    const before = mark?.getBoundingClientRect().top ?? 0;
    return () => {
      if (!mark?.isConnected) return;
      const moved = mark.getBoundingClientRect().top - before;
      if (moved !== 0) scrollerOf(this.host).scrollBy({ top: moved, behavior: 'instant' });
    };
  }
}
