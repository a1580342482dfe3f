import type { CopkitApi, Problem } from '@copkit/core';
import { emit } from '../events.js';
import type { AllMessages } from '../locale/messages.js';
import { type Composition, isOpening, type Purpose, subjectKey } from './composition.js';

const missing = (message: string, field: string): Problem => ({ name: 'CopkitError', code: 'invalid', message, field });

/** What is missing before it can be sent. */
export const check = (t: AllMessages, purpose: Purpose, { title, text }: Composition): Problem | null => {
  const titled = purpose.type === 'start' || (purpose.type === 'edit' && isOpening(purpose.post));
  if (titled && title.trim() === '') return missing(t.titleMissing, 'title');
  return text.trim() === '' ? missing(t.bodyMissing, 'body') : null;
};

/** Asks the page, calls the operation. Resolves to what tells the page, or to `null` where the page decided otherwise. */
export const call = async (
  host: HTMLElement,
  api: CopkitApi,
  purpose: Purpose,
  { kind, title, text: body, topics, customerWaiting, invite }: Composition,
  options: { readonly mutationId: string },
): Promise<(() => void) | null> => {
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
};
