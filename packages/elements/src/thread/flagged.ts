import type { Flag, Post } from '@copkit/core';
import { nothing } from 'lit';
import type { Localizer } from '../locale/localizer.js';
import type { AllMessages } from '../locale/messages.js';
import { Resource, type ResourceHost } from '../resource.js';
import type { OperationHost, Operations } from './operations.js';
import type { ThreadView } from './view.js';

export type Outcome = 'kept' | 'hidden';

type Subject = readonly [community: string, language: string];

interface Flags {
  readonly items: readonly Flag[];
  /** What it takes to show them; loads where there are any. */
  readonly shown: {
    readonly t: AllMessages;
    readonly notice: typeof import('./flag-notice.js').flagNotice;
  } | null;
}

const FACILITATORS = ['threads.hide', 'threads.restore'];

/** Whether the reader decides on flags: those who may hide a post may. */
const decides = ({ thread, replies }: ThreadView): boolean =>
  [thread, ...replies.items].some(({ may }) => may.some((operation) => FACILITATORS.includes(operation)));

/** What was flagged in a thread, for those who decide on it; for everybody else nothing is read or loaded. */
export class Flagged {
  readonly #flags: Resource<Subject, Flags>;

  constructor(
    host: OperationHost & ResourceHost,
    private readonly operations: Operations,
    private readonly locale: Localizer,
  ) {
    this.#flags = new Resource<Subject, Flags>(host, {
      subject: () => (host.view && decides(host.view) ? [host.view.thread.communityId, locale.language] : null),
      load: async (api, [communityId], signal) => {
        const { items } = await api.threads.listFlags({ communityId }, { signal });
        if (items.length === 0) return { items, shown: null };
        const [t, { flagNotice }] = await Promise.all([locale.actions(), import('./flag-notice.js')]);
        return { items, shown: { t, notice: flagNotice } };
      },
      watch: ([community]) => [community],
    });
  }

  /** What stands at a post that was flagged and is not decided on yet. */
  render(post: Post): unknown {
    const { value } = this.#flags;
    const flags = value?.items.filter(({ postId }) => postId === post.id) ?? [];
    if (!value?.shown || flags.length === 0) return nothing;
    const { t, notice } = value.shown;
    return notice(
      this.locale,
      t,
      flags,
      this.operations.pending === post.id,
      (outcome) => void this.#decide(post, flags, outcome, t),
    );
  }

  async #decide(post: Post, flags: readonly Flag[], outcome: Outcome, t: AllMessages): Promise<void> {
    await this.operations.perform(
      post.id,
      ['cop-before-resolve-flag', 'cop-flag-resolved'],
      { ...this.operations.on(post), outcome },
      async (api) => {
        for (const { id } of flags) await api.threads.resolveFlag({ flagId: id, outcome });
        await this.#flags.refresh();
      },
      outcome === 'hidden' ? t.hidden : t.done,
    );
  }
}
