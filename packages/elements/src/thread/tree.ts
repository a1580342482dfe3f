import type { Reply } from '@copkit/core';

/** A reply with what was said to it, in the order it is shown. */
export interface Branch {
  readonly reply: Reply;
  /** 0 for a response to the opening, 1 and 2 for responses further down. Deeper ones stay at 2. */
  readonly level: 0 | 1 | 2;
  /** Whom it responds to, where indentation no longer shows it. */
  readonly respondsTo: Reply | null;
}

/**
 * Orders replies for reading: each followed by its responses, oldest first. One whose parent is not loaded stands by
 * itself. The accepted answer comes with its responses as a run of its own.
 */
export const nest = (
  replies: readonly Reply[],
  accepted: Reply | null,
): { readonly accepted: readonly Branch[]; readonly others: readonly Branch[] } => {
  const all = accepted && !replies.some((reply) => reply.id === accepted.id) ? [accepted, ...replies] : replies;
  const byId = new Map(all.map((reply) => [reply.id, reply]));
  const responses = new Map<string | null, Reply[]>();
  for (const reply of all) {
    const parent = reply.inReplyTo !== null && byId.has(reply.inReplyTo) ? reply.inReplyTo : null;
    const siblings = responses.get(parent);
    if (siblings) siblings.push(reply);
    else responses.set(parent, [reply]);
  }
  const seen = new Set<string>();
  const run = (start: Reply): Branch[] => {
    const branches: Branch[] = [];
    // A stack instead of recursion: a thread may be as deep as it is long.
    const stack: { reply: Reply; depth: number }[] = [{ reply: start, depth: 0 }];
    for (let top = stack.pop(); top; top = stack.pop()) {
      const { reply, depth } = top;
      if (seen.has(reply.id)) continue;
      seen.add(reply.id);
      const parent = reply.inReplyTo === null ? null : (byId.get(reply.inReplyTo) ?? null);
      branches.push({ reply, level: depth < 1 ? 0 : depth < 2 ? 1 : 2, respondsTo: depth > 2 ? parent : null });
      for (const response of (responses.get(reply.id) ?? []).toReversed())
        stack.push({ reply: response, depth: depth + 1 });
    }
    return branches;
  };
  const top = accepted === null ? [] : run(byId.get(accepted.id) ?? accepted);
  return { accepted: top, others: (responses.get(null) ?? []).flatMap(run) };
};
