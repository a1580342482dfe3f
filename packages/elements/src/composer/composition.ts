import type { Community, CopkitApi, Post, SubjectInput, Thread, ThreadKind } from '@copkit/core';

/** What is written, and for what. */
export type Purpose =
  | { readonly type: 'start'; readonly communityId: string; readonly subject: SubjectInput | null }
  | {
      readonly type: 'reply';
      /** A thread's id, or the page whose own discussion it goes to. */
      readonly to: string | { readonly communityId: string; readonly subject: SubjectInput };
      readonly inReplyTo: string | null;
      readonly role: 'answer' | 'comment' | null;
    }
  | { readonly type: 'edit'; readonly post: Post };

interface Asked {
  readonly editing: Post | null;
  readonly thread: string | null;
  readonly community: string | null;
  readonly subject: SubjectInput | null;
  readonly discuss: boolean;
  readonly inReplyTo: string | null;
  readonly replyRole: 'answer' | 'comment' | null;
}

/** What a composer with these attributes is for; `null` while nothing says so. */
export const purposeOf = (asked: Asked): Purpose | null => {
  const { editing, thread, community: communityId, subject, discuss, inReplyTo, replyRole: role } = asked;
  if (editing) return { type: 'edit', post: editing };
  if (thread) return { type: 'reply', to: thread, inReplyTo, role };
  if (!communityId) return null;
  return subject && discuss
    ? { type: 'reply', to: { communityId, subject }, inReplyTo: null, role: null }
    : { type: 'start', communityId, subject };
};

export interface Composition {
  readonly kind: ThreadKind;
  readonly title: string;
  /** As people read it, with names instead of ids. */
  readonly text: string;
  /** Ids or labels. */
  readonly topics: readonly string[];
  readonly customerWaiting: boolean;
  /** Whether a question is put to people who might know; `null` as the community says. */
  readonly invite: boolean | null;
}

export const EMPTY: Omit<Composition, 'kind'> = {
  title: '',
  text: '',
  topics: [],
  customerWaiting: false,
  invite: null,
};

export const subjectKey = (subject: SubjectInput): string => (typeof subject === 'string' ? subject : subject.key);

/** Under which key the draft is kept; at most 120 characters of it. */
export const draftKey = (purpose: Purpose): string => keyOf(purpose).slice(0, 120);

const keyOf = (purpose: Purpose): string => {
  switch (purpose.type) {
    case 'start':
      return `start:${purpose.communityId}${purpose.subject ? `:${subjectKey(purpose.subject)}` : ''}`;
    case 'reply':
      if (typeof purpose.to !== 'string') return `discuss:${purpose.to.communityId}:${subjectKey(purpose.to.subject)}`;
      return `reply:${purpose.to}${purpose.inReplyTo ? `:${purpose.inReplyTo}` : purpose.role === 'comment' ? ':comment' : ''}`;
    case 'edit':
      return `edit:${purpose.post.id}`;
  }
};

export const isOpening = (post: Post): post is Thread => 'title' in post;

/** What the composer knows before somebody writes. */
export interface Prepared {
  /** Where a thread would start. */
  readonly community: Community | null;
  /** What was being written when the page was left, or the text to edit; names put in by the composer. */
  readonly restored: {
    readonly title: string | null;
    readonly body: string;
    readonly topics: readonly string[];
    readonly draft: boolean;
  } | null;
  readonly mentions: Awaited<ReturnType<CopkitApi['threads']['preview']>>['mentions'];
  /** Labels of topics that are known by id. */
  readonly labels: ReadonlyMap<string, string>;
}

export const prepare = async (api: CopkitApi, purpose: Purpose, signal: AbortSignal): Promise<Prepared> => {
  const options = { signal };
  const [community, { draft }] = await Promise.all([
    purpose.type === 'start' ? api.communities.get({ communityId: purpose.communityId }, options) : null,
    // Without its draft a composer still works.
    api.drafts.get({ key: draftKey(purpose) }, options).catch(() => ({ draft: null })),
  ]);
  const edited = purpose.type === 'edit' ? purpose.post : null;
  const opening = edited && isOpening(edited) ? edited : null;
  const original = edited && {
    title: opening?.title ?? null,
    body: edited.body,
    topics: opening?.topics.map((topic) => topic.id) ?? [],
  };
  const restored = draft ?? original;
  const mentions = draft?.body.includes('@[')
    ? (await api.threads.preview({ body: draft.body }, options)).mentions
    : (edited?.mentions ?? []);
  const known = [...(community?.topics ?? []), ...(opening?.topics ?? [])];
  return {
    community,
    restored: restored && { ...restored, draft: draft !== null },
    mentions,
    labels: new Map(known.map((topic) => [topic.id, topic.label])),
  };
};
