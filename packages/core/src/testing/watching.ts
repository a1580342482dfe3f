import { vi } from 'vitest';
import type { CopkitApi } from '../index.js';

export interface Watching {
  /** The targets of the wake-ups so far, in order. */
  readonly wakes: string[];
  /** Resolves when there were so many. */
  readonly woken: (times: number) => Promise<void>;
  readonly stop: () => void;
}

/** Watches, and resolves when nothing can be missed any more. */
export async function watching(by: CopkitApi, ids: readonly string[]): Promise<Watching> {
  const wakes: string[] = [];
  let stop = () => {};
  await new Promise<void>((resolve) => {
    stop = by.watch(ids, ({ target }) => wakes.push(target), { onStatus: (status) => status === 'live' && resolve() });
  });
  const woken = (times: number) =>
    vi.waitFor(() => {
      if (wakes.length < times) throw new Error(`Woken ${wakes.length} times instead of ${times}.`);
    });
  return { wakes, woken, stop };
}
