/** Calls a listener. What it throws is its own affair: reported as uncaught, and no end of the live stream. */
export function notify<T>(listener: ((value: T) => void) | undefined, value: T): void {
  try {
    listener?.(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
