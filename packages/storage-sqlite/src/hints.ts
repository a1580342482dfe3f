type Listener = (partition: string) => void;

const listenersByFile = new Map<string, Set<Listener>>();

/** Listens to the commits of all adapters of this process on the same file. Returns how to stop. */
export function listen(file: string, listener: Listener): () => void {
  const listeners = listenersByFile.get(file) ?? new Set();
  listenersByFile.set(file, listeners);
  // Of its own for each call, so that stopping one leaves an equal other one in place.
  const own: Listener = (partition) => listener(partition);
  listeners.add(own);
  return () => {
    listeners.delete(own);
    if (listeners.size === 0 && listenersByFile.get(file) === listeners) listenersByFile.delete(file);
  };
}

export function hint(file: string, partition: string): void {
  // Each in a task of its own, so that a listener that throws harms neither the commit nor the others.
  for (const listener of listenersByFile.get(file) ?? []) queueMicrotask(() => listener(partition));
}
