import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { announceMentions } from '../inbox/posts.js';
import type { WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, write } from '../operations/operation.js';
import { ext } from '../people/schemas.js';
import type { ThreadsApi } from './api.js';
import { refuseManyMentions } from './mentions.js';
import { authorOf, findPost, putPost, refuseUnlessVisible, updateListing } from './post.js';
import { aboutPost, histories, type ThreadRecord, type Version } from './records.js';
import * as schema from './schemas.js';

type In = InputOf<ThreadsApi['edit']>;
type Out = OutputOf<ThreadsApi['edit']>;

const MOST_VERSIONS = 100;
/** Of all versions together, so that they and a text to come stay well within one document. */
const MOST_CHARACTERS = 200_000;

/** As many of the newest versions as one document holds. */
function newest(versions: readonly Version[]): Version[] {
  let room = MOST_CHARACTERS;
  const kept: Version[] = [];
  for (const version of versions.slice(-MOST_VERSIONS).reverse()) {
    room -= version.body.length;
    if (room < 0) break;
    kept.unshift(version);
  }
  return kept;
}

async function edit(context: WriteContext, input: In): Promise<Out> {
  if (input.body !== undefined) refuseManyMentions(input.body);
  const found = await findPost(context, input.postId);
  refuseUnlessVisible(found);
  if (found.thread.locked) throw new CopkitError('conflict', 'This thread is locked.');
  const { post } = found;
  if (input.ifEditedAt !== undefined && input.ifEditedAt !== post.editedAt) {
    throw new CopkitError('conflict', 'Somebody changed this post meanwhile. Look at it again first.', 'ifEditedAt');
  }
  if ([input.body, input.title, input.topics, input.ext].every((value) => value === undefined)) {
    throw new CopkitError('invalid', 'Say what is to be changed.', 'body');
  }
  if (found.type === 'reply') {
    for (const field of ['title', 'topics', 'ext'] as const) {
      if (input[field] !== undefined) throw new CopkitError('invalid', `A reply has no ${field}.`, field);
    }
  }
  const about = aboutPost(found.thread.id, post.id);
  const earlier = (await context.get(histories, about)) ?? { versions: [] };
  const title = found.type === 'thread' ? found.post.title : null;
  const by = post.editedBy ?? post.authorId;
  const version = { title, body: post.body, at: post.editedAt ?? post.createdAt, by };
  context.put(histories, about, { versions: newest([...earlier.versions, version]) });
  if (input.body !== undefined) announceMentions(context, { id: post.id, body: input.body });
  const text = { body: input.body ?? post.body, editedAt: context.now, editedBy: context.actor.id };
  if (found.type === 'reply') {
    putPost(context, { ...found, post: { ...found.post, ...text } });
  } else {
    const thread: ThreadRecord = {
      ...found.post,
      ...text,
      title: input.title?.trim() ?? found.post.title,
      topics: input.topics ? await context.kit.topics.take(context, input.topics) : found.post.topics,
      ext: context.kit.fields.merge('threads', found.post.ext, input.ext),
    };
    putPost(context, { type: 'thread', thread, post: thread });
    await updateListing(context, thread);
  }
  context.log({ verb: 'revise', object: post.id, target: post.authorId, topics: found.thread.topics });
  return { postId: post.id, editedAt: context.now };
}

export const editingOperations: readonly Operation[] = [
  write<In, Out, Out>({
    name: 'threads.edit',
    summary: 'Changes a post; what it said before stays in its history.',
    input: z.strictObject({
      postId: schema.postId,
      title: schema.title.optional(),
      body: schema.body.optional(),
      topics: schema.topics.optional(),
      ext: ext.optional(),
      ifEditedAt: z.string().max(40).nullable().optional(),
    }),
    output: z.strictObject({ postId: z.string(), editedAt: z.string() }),
    allow: ['owner', 'facilitator'],
    community: (input) => input.postId,
    owner: (context, input) => authorOf(context, input.postId),
    run: edit,
    async answer(_context, result) {
      return result;
    },
  }),
];
