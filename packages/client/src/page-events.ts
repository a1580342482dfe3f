/** What tells that a connection may be dead though nobody said so. */
export interface PageEvents {
  /** Somebody looks at the page again, or it came back from where browsers keep pages for the back button. */
  onSeen(): void;
  /** The machine was connected anew, maybe to another network, or slept. */
  onMoved(): void;
  /** The page is put away. */
  onGone(): void;
}

/** How often to look at the clock. */
const LOOK_MS = 15_000;
/** Browsers let the timers of pages that nobody sees wait for a minute; what is longer was sleep. */
const SLEPT_MS = 90_000;

interface Time {
  now(): number;
  after(ms: number, callback: () => void): () => void;
}

/** Listens, in browsers to the page and everywhere to the clock. Returns how to stop. */
export function listenToPage({ onSeen, onMoved, onGone }: PageEvents, clock: Time): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let stopLooking = () => {};
  const look = () => {
    const before = clock.now();
    stopLooking = clock.after(LOOK_MS, () => {
      if (clock.now() - before > LOOK_MS + SLEPT_MS) onMoved();
      look();
    });
  };
  look();
  signal.addEventListener('abort', () => stopLooking());
  if (typeof addEventListener === 'function') {
    addEventListener('online', onMoved, { signal });
    addEventListener('pageshow', onSeen, { signal });
    // A page with an open request cannot be kept for the back button.
    addEventListener('pagehide', onGone, { signal });
  }
  if (typeof document !== 'undefined') {
    const seen = () => document.visibilityState === 'visible' && onSeen();
    document.addEventListener('visibilitychange', seen, { signal });
  }
  return () => stop.abort();
}
