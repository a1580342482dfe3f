import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  CopkitError,
  collection,
  communityIdOf,
  type Extension,
  type Listing,
  type Page,
  type PageRequest,
  page,
  pageFields,
  pageOf,
  personPartition,
  type ReadContext,
  read,
  write,
} from '../index.js';
import { foundCommunity, organisation, refusalOf } from '../testing/organisation.js';

test('an extension has things of its own, whose ids name their community, and acts of its own', async () => {
  interface Poll {
    id: string;
    question: string;
  }
  const poll = z.strictObject({ id: z.string(), question: z.string() });
  const polls = collection<Poll>({ name: 'polls', home: 'community', audience: 'readers', schema: poll });
  const found = async (context: ReadContext, id: string) => {
    const one = await context.get(polls, id);
    if (!one) throw new CopkitError('not-found', 'There is no such poll.');
    return one;
  };
  const polling: Extension = {
    name: 'polling',
    collections: [polls],
    operations: [
      write<{ communityId: string; question: string }, Poll, string>({
        name: 'polls.ask',
        summary: 'Asks everybody.',
        input: z.strictObject({ communityId: z.string(), question: z.string() }),
        output: poll,
        allow: ['participant'],
        community: ({ communityId }) => communityId,
        async run(context, { question }) {
          const id = context.newId('polls-poll');
          context.put(polls, id, { id, question });
          context.log({ verb: 'polls.ask', object: id, detail: { words: question.split(' ').length } });
          return id;
        },
        answer: found,
      }),
      read<{ pollId: string }, Poll>({
        name: 'polls.get',
        summary: 'One poll.',
        input: z.strictObject({ pollId: z.string() }),
        output: poll,
        allow: ['reader'],
        community: ({ pollId }) => pollId,
        run: (context, { pollId }) => found(context, pollId),
      }),
    ],
  };
  const org = await organisation({ extensions: [polling] });
  const { id: communityId } = await foundCommunity(org, 'Ada', { visibility: 'private' });
  const asked = (await org.as('Ada').call('polls.ask', { communityId, question: 'Tea or coffee?' })) as Poll;
  expect(communityIdOf(asked.id)).toBe(communityId);
  expect(await org.as('Ada').call('polls.get', { pollId: asked.id })).toEqual(asked);
  expect(await refusalOf(org.as('Cy').call('polls.get', { pollId: asked.id }))).toMatchObject({ code: 'not-found' });
  const log = await org.system.activity.list({ communityId });
  expect(log.items.at(-1)).toMatchObject({ verb: 'polls.ask', object: asked.id, detail: { words: 3 } });
});

test('an extension keeps things with a person and lists them by pages', async () => {
  interface Bookmark {
    postId: string;
  }
  const bookmark = z.strictObject({ postId: z.string() });
  const bookmarks = collection<Bookmark>({
    name: 'bookmarks',
    home: 'person',
    audience: 'owner',
    schema: bookmark,
    keys: (_body, id) => [['bookmarks', `all/${id}`]],
  });
  const listing: Listing<Bookmark> = {
    collection: bookmarks,
    index: 'bookmarks',
    prefix: 'all/',
    descending: false,
    keyOf: ({ id }) => `all/${id}`,
  };
  const own = (_input: unknown, actorId: string) => personPartition(actorId);
  const bookmarking: Extension = {
    name: 'bookmarking',
    collections: [bookmarks],
    operations: [
      write<Bookmark, Bookmark, Bookmark>({
        name: 'bookmarks.set',
        summary: 'Marks a post.',
        input: bookmark,
        output: bookmark,
        allow: ['person'],
        home: own,
        async run(context, input) {
          context.put(bookmarks, input.postId, input);
          return input;
        },
        answer: async (_context, set) => set,
      }),
      read<PageRequest, Page<Bookmark>>({
        name: 'bookmarks.list',
        summary: 'The marked posts.',
        input: z.strictObject(pageFields),
        output: z.strictObject(pageOf(bookmark)),
        allow: ['person'],
        home: own,
        async run(context, request) {
          const found = await page(context, listing, request);
          return { ...found, items: found.items.map(({ body }) => body) };
        },
      }),
    ],
  };
  const org = await organisation({ extensions: [bookmarking] });
  for (const postId of ['a', 'b', 'c']) await org.as('Ada').call('bookmarks.set', { postId });
  const first = (await org.as('Ada').call('bookmarks.list', { limit: 2 })) as Page<Bookmark>;
  expect(first).toMatchObject({ items: [{ postId: 'a' }, { postId: 'b' }], previous: null });
  const second = await org.as('Ada').call('bookmarks.list', { limit: 2, after: first.next });
  expect(second).toMatchObject({ items: [{ postId: 'c' }], next: null });
  expect(await org.as('Bo').call('bookmarks.list', {})).toMatchObject({ items: [] });
});
