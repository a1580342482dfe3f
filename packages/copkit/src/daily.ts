const DAY_MS = 24 * 60 * 60 * 1_000;

/** Calls `run` again and again. Returns how to stop. */
export type Repeat = (run: () => void, everyMs: number) => () => void;

/** By the process's own clock, which it keeps nothing alive for. */
export const repeat: Repeat = (run, everyMs) => {
  const timer = setInterval(run, everyMs).unref();
  return () => clearInterval(timer);
};

/** Does a job once a day until stopped. One that fails is told of, and tried again the next day. */
export function daily(job: () => Promise<void>, onError: (error: unknown) => void, every: Repeat = repeat): () => void {
  return every(() => void job().catch(onError), DAY_MS);
}
