import type { CopkitApi, Draft } from '@copkit/core';

/** How long somebody may pause in writing before the draft is saved, in milliseconds. */
const PAUSE = 500;

export type DraftStatus = 'none' | 'saved' | 'failed';
export type DraftText = Pick<Draft, 'title' | 'body' | 'topics'>;

interface Waiting {
  readonly api: CopkitApi;
  readonly key: string;
  readonly text: DraftText;
}

const isEmpty = ({ title, body, topics }: DraftText): boolean => !title?.trim() && !body.trim() && topics.length === 0;

/** Keeps what is being written where it survives a reload: saves after a pause and when the page is left. */
export class DraftKeeper {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: Waiting | null = null;
  #saving: Promise<void> = Promise.resolve();
  #stored = false;

  constructor(private readonly told: (status: DraftStatus) => void) {}

  start(): void {
    document.addEventListener('visibilitychange', this.#left);
    window.addEventListener('pagehide', this.#left);
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#left);
    window.removeEventListener('pagehide', this.#left);
    void this.flush();
  }

  /** A draft is there already. */
  found(): void {
    this.#stored = true;
  }

  /** Takes note of a change. */
  note(api: CopkitApi, key: string, text: DraftText): void {
    this.#waiting = { api, key, text };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE);
  }

  /** Saves what is not saved yet. */
  flush(): Promise<void> {
    const waiting = this.#take();
    if (waiting) this.#saving = this.#saving.then(() => this.#save(waiting));
    return this.#saving;
  }

  /** Forgets the draft. */
  async discard(api: CopkitApi, key: string): Promise<void> {
    this.#take();
    await this.#saving;
    if (!this.#stored) return;
    this.#stored = false;
    // A draft that stays behind is a nuisance, not a loss.
    await api.drafts.discard({ key }).catch(() => undefined);
    this.told('none');
  }

  async #save({ api, key, text }: Waiting): Promise<void> {
    try {
      if (isEmpty(text)) {
        if (this.#stored) await api.drafts.discard({ key });
        this.#stored = false;
        this.told('none');
      } else {
        await api.drafts.save({ key, ...text });
        this.#stored = true;
        this.told('saved');
      }
    } catch {
      this.told('failed');
    }
  }

  /** What is not saved yet, to be saved now or never. */
  #take(): Waiting | null {
    clearTimeout(this.#timer);
    const waiting = this.#waiting;
    this.#waiting = null;
    return waiting;
  }

  #left = (event: Event): void => {
    if (event.type !== 'pagehide' && document.visibilityState !== 'hidden') return;
    // At once: of a page that is left, nothing comes back that could be waited for.
    const waiting = this.#take();
    if (waiting) this.#saving = Promise.all([this.#saving, this.#save(waiting)]).then(() => undefined);
  };
}
