import type { CopkitApi, Problem } from '@copkit/core';
import { nanoid } from 'nanoid';
import { emit } from '../events.js';
import type { Messages } from '../locale/messages.js';
import { problemOf } from '../problem.js';
import { type Composition, isOpening, type Purpose, subjectKey } from './composition.js';

interface SendingHost extends HTMLElement {
  requestUpdate(): void;
  readonly messages: Messages;
}

const missing = (message: string, field: string): Problem => ({ name: 'CopkitError', code: 'invalid', message, field });

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

  /** Resolves to what tells the page about it, or to `null` where it was not sent. */
  async send(api: CopkitApi, purpose: Purpose, composition: Composition): Promise<(() => void) | null> {
    if (this.busy) return null;
    this.problem = this.#check(purpose, composition);
    if (this.problem) {
      this.host.requestUpdate();
      return null;
    }
    this.busy = true;
    this.host.requestUpdate();
    try {
      this.#mutationId ??= nanoid();
      const sent = await this.#call(api, purpose, composition, { mutationId: this.#mutationId });
      this.#mutationId = null;
      return sent;
    } catch (error) {
      this.problem = problemOf(error);
      if (this.problem) emit(this.host, 'cop-error', { problem: this.problem });
      return null;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }

  #check(purpose: Purpose, { title, text }: Composition): Problem | null {
    const { messages: t } = this.host;
    const titled = purpose.type === 'start' || (purpose.type === 'edit' && isOpening(purpose.post));
    if (titled && title.trim() === '') return missing(t.titleMissing, 'title');
    return text.trim() === '' ? missing(t.bodyMissing, 'body') : null;
  }

  async #call(
    api: CopkitApi,
    purpose: Purpose,
    { kind, title, text: body, topics, customerWaiting, invite }: Composition,
    options: { readonly mutationId: string },
  ): Promise<(() => void) | null> {
    const { host } = this;
    switch (purpose.type) {
      case 'start': {
        const { communityId, subject } = purpose;
        const waiting = kind === 'question' && customerWaiting;
        const input = {
          communityId,
          kind,
          title,
          body,
          topics,
          ...(waiting && { customerWaiting }),
          ...(kind === 'question' && invite !== null && { invite }),
          ...(subject && { subject }),
        };
        if (!emit(host, 'cop-before-start', { input })) return null;
        const thread = await api.threads.start(input, options);
        return () => emit(host, 'cop-started', { thread });
      }
      case 'reply': {
        const { to, inReplyTo, role } = purpose;
        if (typeof to !== 'string') {
          if (!emit(host, 'cop-before-discuss', { ...to, subject: subjectKey(to.subject), body })) return null;
          const discussed = await api.subjects.discuss({ ...to, body }, options);
          return () => emit(host, 'cop-discussed', discussed);
        }
        const threadId = to;
        if (!emit(host, 'cop-before-reply', { threadId, inReplyTo, body })) return null;
        const input = { threadId, body, ...(inReplyTo && { inReplyTo }), ...(role && { role }) };
        const reply = await api.threads.reply(input, options);
        return () => emit(host, 'cop-replied', { reply });
      }
      case 'edit': {
        const { id: postId } = purpose.post;
        if (!emit(host, 'cop-before-edit', { postId, body })) return null;
        const opening = isOpening(purpose.post);
        await api.threads.edit({ postId, body, ...(opening && { title, topics }) }, options);
        return () => emit(host, 'cop-edited', { postId });
      }
    }
  }
}
