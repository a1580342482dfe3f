type Listener = (partition: string) => void;

/** Wake-ups between the adapters on one database, in this tab and in others. */
export class Hints {
  readonly #listeners = new Set<Listener>();
  readonly #channelName: string;
  #channel: BroadcastChannel | null = null;

  constructor(database: string) {
    this.#channelName = `copkit-storage:${database}`;
  }

  open(): void {
    this.#channel ??= new BroadcastChannel(this.#channelName);
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') this.#wake(data);
    };
  }

  listen(listener: Listener): () => void {
    // Of its own for each call, so that stopping one leaves an equal other one in place.
    const own: Listener = (partition) => listener(partition);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  send(partition: string): void {
    this.#channel?.postMessage(partition);
    // A channel does not hear itself.
    this.#wake(partition);
  }

  close(): void {
    this.#channel?.close();
    this.#channel = null;
    this.#listeners.clear();
  }

  #wake(partition: string): void {
    // Each in a task of its own, so that a listener that throws harms neither the commit nor the others.
    for (const listener of this.#listeners) queueMicrotask(() => listener(partition));
  }
}
