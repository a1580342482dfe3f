import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Copkit, type CopkitApi, createCopkit, type Reply, type ThreadPage } from '@copkit/core';
import { memory, type StorageAdapter } from '@copkit/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentsOf, stateOf } from '../../fixtures/contents.js';
import { type Row, writeDump } from '../../fixtures/dump.js';
import type { ImportReport } from '../report.js';
import { importStackExchange } from './import.js';

let directory: string;
let storage: StorageAdapter;
let cop: Copkit;
let reader: CopkitApi;
const clock = () => new Date('2026-01-31T12:00:00.000Z');

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  storage = memory();
  cop = await createCopkit({ storage, clock });
  reader = cop.as({ hostId: 'reader', name: 'A Reader' });
});
afterEach(async () => {
  await cop.close();
  await rm(directory, { recursive: true });
});

const run = (community = 'Turbines') => importStackExchange({ cop, directory, community });

const question = (row: Row): Row => ({
  PostTypeId: 1,
  CreationDate: '2021-05-01T10:00:00.000',
  Title: `Question ${row.Id}`,
  Body: '<p>Why?</p>',
  OwnerUserId: 1,
  Tags: '<rotors>',
  ...row,
});
const answer = (row: Row): Row => ({
  PostTypeId: 2,
  CreationDate: '2021-05-02T10:00:00.000',
  Body: '<p>Because.</p>',
  OwnerUserId: 2,
  ...row,
});
const comment = (row: Row): Row => ({ CreationDate: '2021-05-03T10:00:00.000', Text: 'Really?', UserId: 1, ...row });
const user = (id: number, name = `User ${id}`): Row => ({
  Id: id,
  DisplayName: name,
  CreationDate: '2021-04-01T00:00:00.000',
});
const vote = (id: number, post: number, type: number, day = '2021-05-04'): Row => ({
  Id: id,
  PostId: post,
  VoteTypeId: type,
  CreationDate: `${day}T00:00:00.000`,
});

async function threads({ communityId }: ImportReport): Promise<ReadonlyMap<string, ThreadPage>> {
  const { items } = await reader.threads.list({ communityId, sort: 'newest' });
  const pages = await Promise.all(items.map(({ id }) => reader.threads.get({ threadId: id })));
  return new Map(pages.map((page) => [page.thread.title, page]));
}

const created = (report: ImportReport) =>
  Object.fromEntries(Object.entries(report.imported).map(([kind, counts]) => [kind, counts.created]));

const whole = {
  Posts: [
    question({ Id: 1, AcceptedAnswerId: 4, LastEditDate: '2021-05-05T10:00:00.000', Tags: '<rotors><oil-film>' }),
    question({
      Id: 2,
      ClosedDate: '2021-06-01T10:00:00.000',
      Tags: '|seals|',
      CreationDate: '2021-04-30T10:00:00.000',
    }),
    question({ Id: 3, ClosedDate: '2021-06-02T10:00:00.000' }),
    answer({ Id: 4, ParentId: 1 }),
    answer({ Id: 5, ParentId: 1, OwnerUserId: 3, CreationDate: '2021-05-02T11:00:00.000' }),
    { Id: 6, PostTypeId: 5, CreationDate: '2021-05-01T10:00:00.000', Body: '<p>About rotors.</p>' },
  ],
  Comments: [comment({ Id: 4, PostId: 1 }), comment({ Id: 5, PostId: 4, UserId: 3 }), comment({ Id: 6, PostId: 6 })],
  Users: [user(1, 'Ada'), user(2, 'Ben'), user(3, 'Cy'), user(4, 'Silent')],
  PostLinks: [
    { Id: 1, PostId: 2, RelatedPostId: 1, LinkTypeId: 3, CreationDate: '2021-06-01T10:00:00.000' },
    { Id: 2, PostId: 3, RelatedPostId: 1, LinkTypeId: 1, CreationDate: '2021-06-01T10:00:00.000' },
  ],
  Votes: [
    vote(1, 1, 2),
    vote(2, 1, 2),
    vote(3, 1, 3, '2021-05-06'),
    vote(4, 4, 1, '2021-05-07'),
    vote(5, 4, 2),
    vote(6, 1, 5),
    vote(7, 99, 2),
  ],
};

describe('a whole dump', () => {
  beforeEach(() => writeDump(directory, whole));

  it('becomes a community of questions, answers, comments, topics, votes, acceptances and closures', async () => {
    const report = await run();
    expect(created(report)).toEqual({
      people: 3,
      namelessAuthors: 0,
      members: 3,
      questions: 3,
      answers: 2,
      comments: 2,
      acceptedAnswers: 1,
      closedQuestions: 2,
      votes: 4,
    });
    const found = await threads(report);
    const first = found.get('Question 1');
    const second = found.get('Question 2');
    expect(first?.thread).toMatchObject({
      kind: 'question',
      body: 'Why?',
      createdAt: '2021-05-01T10:00:00.000Z',
      editedAt: '2021-05-05T10:00:00.000Z',
      author: { name: 'Ada' },
      state: 'resolved',
      importedVotes: { up: 2, down: 1 },
    });
    expect(first?.thread.topics.map(({ label }) => label)).toEqual(['rotors', 'oil-film']);
    expect(first?.acceptedReply).toMatchObject({
      body: 'Because.',
      author: { name: 'Ben' },
      importedVotes: { up: 1, down: 0 },
    });
    expect(second?.thread.closed).toMatchObject({
      reason: 'duplicate',
      duplicateOf: first?.thread.id,
      at: '2021-06-01T10:00:00.000Z',
    });
    expect(found.get('Question 3')?.thread.closed).toMatchObject({ reason: 'obsolete', duplicateOf: null });

    const replies = first?.replies.items ?? [];
    const byBody = (author: string, role: Reply['role']) =>
      replies.find((reply) => reply.author.name === author && reply.role === role);
    expect(replies).toHaveLength(4);
    expect(byBody('Ben', 'answer')).toMatchObject({
      inReplyTo: null,
      accepted: true,
      createdAt: '2021-05-02T10:00:00.000Z',
    });
    expect(byBody('Cy', 'answer')).toMatchObject({ inReplyTo: null, accepted: false });
    expect(byBody('Ada', 'comment')).toMatchObject({ inReplyTo: null, body: 'Really?' });
    expect(byBody('Cy', 'comment')).toMatchObject({ inReplyTo: byBody('Ben', 'answer')?.id });

    const { items: members } = await reader.membership.list({ communityId: report.communityId });
    expect(members.map(({ person, joinedAt }) => [person.name, joinedAt])).toEqual(
      ['Ada', 'Ben', 'Cy'].map((name) => [name, '2021-04-01T00:00:00.000Z']),
    );
    expect(await reader.communities.get({ communityId: report.communityId })).toMatchObject({
      name: 'Turbines',
      createdAt: '2021-04-30T10:00:00.000Z',
    });
  });

  it('says what was skipped and why', async () => {
    const { skipped, faults, altered } = await run();
    expect(skipped).toEqual([
      { table: 'Comments', reason: 'is on a post that is a tag wiki, a nomination or the like', count: 1 },
      { table: 'PostLinks', reason: 'links two posts, as the text of the first does', count: 1 },
      { table: 'Posts', reason: 'is a tag wiki', count: 1 },
      { table: 'Users', reason: 'never wrote anything', count: 1 },
      { table: 'Votes', reason: 'is a bookmark', count: 1 },
      { table: 'Votes', reason: 'is on a post that is not in the dump', count: 1 },
    ]);
    expect(faults).toEqual([]);
    expect(altered).toEqual([]);
  });

  it('changes nothing when it is imported again', async () => {
    const first = await run();
    await cop.sweep();
    const before = await stateOf(storage);
    const second = await run();
    await cop.sweep();
    expect(await stateOf(storage)).toEqual(before);
    expect(second.communityId).toBe(first.communityId);
    for (const [kind, counts] of Object.entries(second.imported)) {
      const { created } = first.imported[kind as keyof ImportReport['imported']];
      expect([kind, counts]).toEqual([kind, { created: 0, updated: 0, unchanged: created }]);
    }
    expect(second.skipped).toEqual(first.skipped);
  });

  it('is finished by the next run, wherever it was stopped', async () => {
    await run();
    await cop.sweep();
    const complete = await contentsOf(storage);
    let stopped = 0;
    for (let commits = 1; stopped === commits - 1; commits += 1) {
      const interrupted = memory();
      const stop = new AbortController();
      let left = commits;
      const commit = interrupted.commit.bind(interrupted);
      interrupted.commit = async (...args) => {
        left -= 1;
        if (left === 0) stop.abort();
        return commit(...args);
      };
      const cop = await createCopkit({ storage: interrupted, clock });
      const input = { cop, directory, community: 'Turbines' };
      await importStackExchange({ ...input, signal: stop.signal }).catch((error) => {
        expect(error.name).toBe('AbortError');
        stopped += 1;
      });
      await importStackExchange(input);
      await cop.sweep();
      expect(await contentsOf(interrupted)).toEqual(complete);
      await cop.close();
    }
    expect(stopped).toBeGreaterThan(5);
  });

  it('keeps two communities apart', async () => {
    const one = await run('Turbines');
    const two = await run('Compressors');
    expect(two.communityId).not.toBe(one.communityId);
    expect(created(two)).toEqual(created(one));
  });
});

describe('a dump with faults', () => {
  it('imports all tables up to a fault and says where it is', async () => {
    const posts = `<posts>\n<row Id="1" PostTypeId="1" CreationDate="2021-05-01" Title="T" Body="B" OwnerUserId="1"/>\n<row Id="2" Body="<"/>\n</posts>`;
    const comments = `<comments>\n<row Id="1" PostId="1" Text="C" CreationDate="2021-05-02" UserId="2"/>\n`;
    await writeDump(directory, { ...whole, Posts: posts, Comments: comments });
    const report = await run();
    expect(created(report)).toMatchObject({ people: 2, questions: 1, comments: 1, votes: 3 });
    expect(report.faults).toMatchObject([
      { file: 'Posts.xml', line: 3, column: 19 },
      { file: 'Comments.xml', line: 3, column: 1 },
    ]);
  });

  it('reports a table that is another one, and imports the rest', async () => {
    await writeDump(directory, { ...whole, Users: '<votes>\n<row Id="1" DisplayName="Ada"/>\n</votes>' });
    const report = await run();
    expect(created(report)).toMatchObject({ people: 3, questions: 3, votes: 4 });
    expect(report.faults).toMatchObject([{ file: 'Users.xml', line: 1, column: 1 }]);
  });

  it('skips what nobody wrote: endless texts and bottomless nesting', async () => {
    await writeDump(directory, {
      ...whole,
      Posts: [
        question({ Id: 1 }),
        question({ Id: 2, Body: '<p>word</p>'.repeat(10_000) }),
        question({ Id: 3, Body: '<blockquote>'.repeat(8_000) }),
      ],
    });
    const report = await run();
    expect(created(report)).toMatchObject({ questions: 1 });
    expect(report.skipped.filter(({ table }) => table === 'Posts')).toEqual([
      { table: 'Posts', reason: 'has more than 100,000 characters', count: 1 },
      { table: 'Posts', reason: 'has HTML nested too deeply', count: 1 },
    ]);
  });

  it('does without tables other than posts', async () => {
    await writeDump(directory, { Posts: whole.Posts });
    const report = await run();
    expect(created(report)).toMatchObject({
      people: 3,
      questions: 3,
      answers: 2,
      acceptedAnswers: 1,
      closedQuestions: 2,
    });
    expect(report.skipped).toEqual([{ table: 'Posts', reason: 'is a tag wiki', count: 1 }]);
    expect(report.faults.map(({ file, line }) => [file, line])).toEqual([
      ['Comments.xml', null],
      ['Users.xml', null],
      ['PostLinks.xml', null],
      ['Votes.xml', null],
    ]);
    expect(report.altered).toEqual([{ what: 'users without a row in Users.xml, who stay nameless', count: 3 }]);
    expect((await threads(report)).get('Question 1')?.thread.author.name).toBeNull();
  });

  it('counts what hangs in the air', async () => {
    await writeDump(directory, {
      ...whole,
      Posts: [
        question({ Id: 1, AcceptedAnswerId: 77 }),
        question({ Id: 2, AcceptedAnswerId: 4 }),
        question({ Id: 1, Title: 'Again' }),
        question({ Id: 3, Title: '' }),
        answer({ Id: 4, ParentId: 1 }),
        answer({ Id: 5, ParentId: 99 }),
        answer({ Id: 6 }),
        answer({ Id: 7, ParentId: 4 }),
        answer({ Id: 'x', ParentId: 1 }),
        answer({ Id: 8, ParentId: 1, CreationDate: 'yesterday' }),
        answer({ Id: 9, ParentId: 1, Body: '' }),
      ],
      Comments: [
        comment({ Id: 1, PostId: 98 }),
        comment({ Id: 2, PostId: 1 }),
        comment({ Id: 2, PostId: 1, Text: 'Again' }),
      ],
      PostLinks: [{ Id: 1, PostId: 1, RelatedPostId: 2, LinkTypeId: 3, CreationDate: '2021-06-01T10:00:00.000' }],
      Votes: [vote(1, 4, 1)],
    });
    const report = await run();
    expect(created(report)).toMatchObject({ questions: 3, answers: 1, comments: 1, acceptedAnswers: 0 });
    expect(report.skipped.map(({ table, reason, count }) => `${table} ${reason} ${count}`)).toEqual([
      'Comments is on a post that is not in the dump 1',
      'Comments has the Id of an earlier row 1',
      'PostLinks names the original of a question that is not closed 1',
      'Posts has the Id of an earlier row 1',
      'Posts has no usable Id 1',
      'Posts has no usable CreationDate 1',
      'Posts is an answer to a question that is not in the dump 1',
      'Posts is an answer without ParentId 1',
      'Posts is an answer to something that is no question 1',
      'Posts has no text 1',
      'Posts.AcceptedAnswerId names a post that is not in the dump 1',
      'Posts.AcceptedAnswerId names an answer to another question 1',
      'Users never wrote anything 2',
      'Votes accepts an answer that is not the accepted one 1',
    ]);
  });

  it('closes as a duplicate also where the original is not in the dump', async () => {
    await writeDump(directory, {
      Posts: [question({ Id: 1, ClosedDate: '2021-06-01T10:00:00.000' })],
      PostLinks: [{ Id: 1, PostId: 1, RelatedPostId: 2, LinkTypeId: 3, CreationDate: '2021-06-01T10:00:00.000' }],
    });
    const report = await run();
    expect((await threads(report)).get('Question 1')?.thread.closed).toMatchObject({
      reason: 'duplicate',
      duplicateOf: null,
    });
    expect(report.skipped).toEqual([{ table: 'PostLinks', reason: 'has an end that is not in the dump', count: 1 }]);
  });

  it('keeps deleted authors apart by their labels, and nameless', async () => {
    const deleted = (row: Row): Row => {
      const { OwnerUserId: _, ...rest } = question(row);
      return rest;
    };
    await writeDump(directory, {
      Posts: [
        deleted({ Id: 1, OwnerDisplayName: 'user17' }),
        deleted({ Id: 2, OwnerDisplayName: 'user17' }),
        deleted({ Id: 3, OwnerDisplayName: 'Joan' }),
        deleted({ Id: 4 }),
      ],
    });
    const report = await run();
    expect(created(report)).toMatchObject({ people: 0, namelessAuthors: 3, members: 0, questions: 4 });
    const found = await threads(report);
    const authors = [1, 2, 3, 4].map((id) => found.get(`Question ${id}`)?.thread.author);
    expect(authors.map((author) => author?.name)).toEqual([null, null, null, null]);
    expect(new Set(authors.map((author) => author?.id)).size).toBe(3);
    expect(authors[0]?.id).toBe(authors[1]?.id);
    expect((await contentsOf(storage)).filter((line) => /Joan|user17/.test(line))).toEqual([]);
  });

  it('cuts what is too long and takes control characters out', async () => {
    await writeDump(directory, {
      Posts: [
        question({
          Id: 1,
          Title: 'long '.repeat(60),
          Body: '<p>word word word</p>\n'.repeat(4_000),
          Tags: '<a><b><c><d><e><f><-->',
        }),
        question({ Id: 2, Title: 'a\u0001b', Body: '<p>c&#2;d\u0003</p>' }),
      ],
    });
    const report = await run();
    expect(report.altered).toEqual([
      { what: 'rows freed of control characters', count: 1 },
      { what: 'users without a row in Users.xml, who stay nameless', count: 1 },
      { what: 'bodies cut to 40,000 characters', count: 1 },
      { what: 'titles cut to 200 characters', count: 1 },
    ]);
    expect(report.skipped).toEqual([
      { table: 'Posts.Tags', reason: 'has neither letter nor digit, or too many of them', count: 1 },
      { table: 'Posts.Tags', reason: 'is beyond the fifth of its question', count: 1 },
    ]);
    const [long, short] = [...(await threads(report)).values()].sort(
      (a, b) => b.thread.title.length - a.thread.title.length,
    );
    expect(long?.thread.title).toMatch(/^(long ){39}lo…$/);
    expect(long?.thread.body.length).toBeLessThanOrEqual(40_000);
    expect(long?.thread.body).toMatch(/word word word\n\n…$/);
    expect(short?.thread).toMatchObject({ title: 'ab', body: 'cd' });
  });
});

describe('a folder that is no dump', () => {
  it.each([
    ['is missing', 'missing', {}, 'not-found'],
    ['holds no Posts.xml', '.', { Users: [] }, 'wrong-format'],
    ['holds a web page for Posts.xml', '.', { Posts: '<html><body>Sign in</body></html>' }, 'wrong-format'],
    ['holds an empty Posts.xml', '.', { Posts: '' }, 'wrong-format'],
  ])('is refused without a write when it %s', async (_name, folder, tables, code) => {
    await writeDump(directory, tables);
    const before = await stateOf(storage);
    const input = { cop, directory: join(directory, folder), community: 'Turbines' };
    await expect(importStackExchange(input)).rejects.toMatchObject({ name: 'ImportError', code });
    expect(await stateOf(storage)).toEqual(before);
  });
});
