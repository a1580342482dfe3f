/**
 * Keeps up to `size` calls under way at once, begun in the order they are given. The first failure
 * is thrown by the next `run` or by `drain`.
 */
export function createWindow(size: number) {
  const underWay = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;

  const check = () => {
    if (failure) throw failure.error;
  };
  return {
    /** Resolves when there is room for the next call. */
    async run(call: () => Promise<void>): Promise<void> {
      check();
      const promise: Promise<void> = call()
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => underWay.delete(promise));
      underWay.add(promise);
      if (underWay.size >= size) await Promise.race(underWay);
      check();
    },
    /** Resolves when nothing is under way any more. */
    async drain(): Promise<void> {
      await Promise.all(underWay);
      check();
    },
  };
}
