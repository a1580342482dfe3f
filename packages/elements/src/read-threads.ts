import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Hears of threads that are read, wherever on the page that is: nothing wakes who reads for what they did themselves. */
export class ReadThreads implements ReactiveController {
  constructor(
    host: ReactiveControllerHost,
    private readonly read: (threadId: string) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('cop-read', this.#heard);
  }

  hostDisconnected(): void {
    document.removeEventListener('cop-read', this.#heard);
  }

  #heard = ({ detail }: DocumentEventMap['cop-read']): void => this.read(detail.threadId);
}
