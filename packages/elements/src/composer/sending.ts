import type { CopkitApi, Problem } from '@copkit/core';
import { nanoid } from 'nanoid';
import { emit } from '../events.js';
import type { AllMessages } from '../locale/messages.js';
import { problemOf } from '../problem.js';
import type { Purpose } from './composition.js';
import type { Writing } from './writing.js';

interface SendingHost extends HTMLElement {
  requestUpdate(): void;
  words(): Promise<AllMessages>;
}

interface Sent {
  readonly announcement: string;
  /** Tells the page. */
  readonly tell: () => void;
}

/** Sends what was written, once, however often somebody tries. */
export class Sending {
  busy = false;
  problem: Problem | null = null;
  /** Names the mutation, so that a second try after a lost answer is the same one. */
  #mutationId: string | null = null;

  constructor(private readonly host: SendingHost) {}

  /** What was written is no longer what was tried. */
  changed(): void {
    this.#mutationId = null;
    this.problem = null;
  }

  /** Says what went wrong. */
  failed(error: unknown): void {
    this.problem = problemOf(error);
    if (this.problem) emit(this.host, 'cop-error', { problem: this.problem });
    this.host.requestUpdate();
  }

  /** Resolves to what is to be said about it, or to `null` where it was not sent. */
  async send(api: CopkitApi, purpose: Purpose, writing: Writing): Promise<Sent | null> {
    if (this.busy) return null;
    const composition = writing.stored;
    this.problem = null;
    this.busy = true;
    this.host.requestUpdate();
    try {
      const [{ call, check }, t] = await Promise.all([import('./fittings.js'), this.host.words()]);
      this.problem = check(t, purpose, composition);
      if (this.problem) return null;
      this.#mutationId ??= nanoid();
      const tell = await call(this.host, api, purpose, composition, { mutationId: this.#mutationId });
      this.#mutationId = null;
      // Still busy: what would be written now would go with the draft.
      if (tell) await writing.discard(api);
      return tell && { announcement: t.sent[purpose.type], tell };
    } catch (error) {
      this.failed(error);
      return null;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }
}
