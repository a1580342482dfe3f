import type { ReactionKind } from '@copkit/core';
import type { SampleReply, SampleThread } from '../communities/sample.js';
import { type Chronicle, written } from './event.js';

const reactionKinds: readonly ReactionKind[] = ['thanks', 'like', 'insightful', 'celebrate'];

/** A thread with everything that was said and done in it. */
export function threadEvents(founder: string, thread: SampleThread, chronicle: Chronicle): void {
  const { by, key, kind, title, topics, subject, customerWaiting } = thread;

  chronicle.add(thread.at, key, async (world, once) => {
    const about = {
      ...chronicle.here(world),
      ...(customerWaiting && { customerWaiting }),
      ...(subject && { subject }),
    };
    const body = written(world, thread.body);
    const { id } = await world.as(by).threads.start({ ...about, kind, title, topics, body }, once);
    world.ids.set(chronicle.key(key), id);
  });
  around(key, thread, chronicle);
  answers(thread.replies ?? [], key, null, thread, chronicle);
  if (thread.pinned) {
    chronicle.add(
      thread.at,
      `${key}/pin`,
      (world, once) => world.as(founder).threads.setPinned({ threadId: chronicle.id(world, key), pinned: true }, once),
      3,
    );
  }
  const { closed, locked } = thread;
  if (closed) {
    const { duplicateOf, note, reason } = closed;
    chronicle.add(closed.at, `${key}/close`, (world, once) =>
      world.as(closed.by).threads.close(
        {
          threadId: chronicle.id(world, key),
          reason,
          ...(note && { note }),
          ...(duplicateOf && { duplicateOf: chronicle.id(world, duplicateOf) }),
        },
        once,
      ),
    );
  }
  if (locked) {
    chronicle.add(locked, `${key}/lock`, (world, once) =>
      world.as(founder).threads.setLocked({ threadId: chronicle.id(world, key), locked: true }, once),
    );
  }
}

function answers(
  replies: readonly SampleReply[],
  path: string,
  parent: string | null,
  thread: SampleThread,
  chronicle: Chronicle,
): void {
  for (const [place, reply] of replies.entries()) {
    const { by, accepted, withdrawn } = reply;
    const own = `${path}/${place + 1}`;
    chronicle.add(reply.at, own, async (world, once) => {
      const said = {
        threadId: chronicle.id(world, thread.key),
        body: written(world, reply.body),
        ...(parent && { inReplyTo: chronicle.id(world, parent) }),
        ...(reply.comment && { role: 'comment' as const }),
      };
      const { id } = await world.as(by).threads.reply(said, once);
      world.ids.set(chronicle.key(own), id);
    });
    around(own, reply, chronicle);
    if (accepted) {
      chronicle.add(accepted, `${own}/accept`, (world, once) =>
        world.as(thread.by).threads.accept({ replyId: chronicle.id(world, own) }, once),
      );
    }
    if (withdrawn) {
      chronicle.add(withdrawn, `${own}/withdraw`, (world, once) =>
        world.as(by).threads.withdraw({ postId: chronicle.id(world, own) }, once),
      );
    }
    answers(reply.replies ?? [], own, own, thread, chronicle);
  }
}

/** What was done with a post: reactions, edits, reports. */
function around(path: string, post: SampleThread | SampleReply, chronicle: Chronicle): void {
  let minutes = 20;
  for (const kind of reactionKinds) {
    for (const who of post[kind] ?? []) {
      chronicle.add(
        post.at,
        `${path}/${kind}/${who}`,
        (world, once) => world.as(who).threads.react({ postId: chronicle.id(world, path), kind }, once),
        minutes,
      );
      minutes += 37;
    }
  }
  const { by, edited, flagged } = post;
  if (edited) {
    chronicle.add(edited.at, `${path}/edit`, (world, once) =>
      world.as(by).threads.edit({ postId: chronicle.id(world, path), body: written(world, edited.body) }, once),
    );
  }
  if (flagged) {
    const { reason, note } = flagged;
    chronicle.add(flagged.at, `${path}/flag`, (world, once) =>
      world.as(flagged.by).threads.flag({ postId: chronicle.id(world, path), reason, note }, once),
    );
  }
}
