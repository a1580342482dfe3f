/** Time and chance, for tests to take into their hands. */
export interface Clock {
  /** Milliseconds of the time of day, which goes on while a machine sleeps. */
  now(): number;
  /** Calls back once after some milliseconds; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
  /** From 0 up to 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: Date.now,
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** Doubles with every attempt, from `first` up to `most`, the upper half by chance so that clients spread. */
export function backoff(attempt: number, first: number, most: number, clock: Clock): number {
  const full = Math.min(most, first * 2 ** attempt);
  return full / 2 + (full / 2) * clock.random();
}

/** Resolves after some milliseconds, or rejects with the signal's reason. */
export function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      stop();
      reject(signal.reason);
    };
    const stop = clock.after(ms, () => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    });
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
