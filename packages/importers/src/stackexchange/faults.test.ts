import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeDump } from '../../fixtures/dump.js';
import { created, freshStore } from '../../fixtures/import.js';
import { answer, comment, question, vote, whole } from '../../fixtures/rows.js';

let store: Awaited<ReturnType<typeof freshStore>>;

beforeEach(async () => {
  store = await freshStore();
});
afterEach(() => store.remove());

describe('a dump with faults', () => {
  it('imports all tables up to a fault and says where it is', async () => {
    const posts = `<posts>\n<row Id="1" PostTypeId="1" CreationDate="2021-05-01" Title="T" Body="B" OwnerUserId="1"/>\n<row Id="2" Body="<"/>\n</posts>`;
    const comments = `<comments>\n<row Id="1" PostId="1" Text="C" CreationDate="2021-05-02" UserId="2"/>\n`;
    await writeDump(store.directory, { ...whole, Posts: posts, Comments: comments });
    const report = await store.run();
    expect(created(report)).toMatchObject({ people: 2, questions: 1, comments: 1, votes: 3 });
    expect(report.faults).toMatchObject([
      { file: 'Posts.xml', line: 3, column: 19 },
      { file: 'Comments.xml', line: 3, column: 1 },
    ]);
  });

  it('reports a table that is another one, and imports the rest', async () => {
    await writeDump(store.directory, { ...whole, Users: '<votes>\n<row Id="1" DisplayName="Ada"/>\n</votes>' });
    const report = await store.run();
    expect(created(report)).toMatchObject({ people: 3, questions: 3, votes: 4 });
    expect(report.faults).toMatchObject([{ file: 'Users.xml', line: 1, column: 1 }]);
  });

  it('skips what nobody wrote: endless texts and bottomless nesting', async () => {
    await writeDump(store.directory, {
      ...whole,
      Posts: [
        question({ Id: 1 }),
        question({ Id: 2, Body: '<p>word</p>'.repeat(10_000) }),
        question({ Id: 3, Body: '<blockquote>'.repeat(8_000) }),
      ],
    });
    const report = await store.run();
    expect(created(report)).toMatchObject({ questions: 1 });
    expect(report.skipped.filter(({ table }) => table === 'Posts')).toEqual([
      { table: 'Posts', reason: 'has more than 100,000 characters', count: 1 },
      { table: 'Posts', reason: 'has HTML nested too deeply', count: 1 },
    ]);
  });

  it('does without tables other than posts', async () => {
    await writeDump(store.directory, { Posts: whole.Posts });
    const report = await store.run();
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
    expect((await store.threads(report)).get('Question 1')?.thread.author.name).toBeNull();
  });

  it('counts what hangs in the air', async () => {
    await writeDump(store.directory, {
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
    const report = await store.run();
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
    await writeDump(store.directory, {
      Posts: [question({ Id: 1, ClosedDate: '2021-06-01T10:00:00.000' })],
      PostLinks: [{ Id: 1, PostId: 1, RelatedPostId: 2, LinkTypeId: 3, CreationDate: '2021-06-01T10:00:00.000' }],
    });
    const report = await store.run();
    expect((await store.threads(report)).get('Question 1')?.thread.closed).toMatchObject({
      reason: 'duplicate',
      duplicateOf: null,
    });
    expect(report.skipped).toEqual([{ table: 'PostLinks', reason: 'has an end that is not in the dump', count: 1 }]);
  });

  it('cuts what is too long and takes control characters out', async () => {
    await writeDump(store.directory, {
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
    const report = await store.run();
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
    const [long, short] = [...(await store.threads(report)).values()].sort(
      (a, b) => b.thread.title.length - a.thread.title.length,
    );
    expect(long?.thread.title).toMatch(/^(long ){39}lo…$/);
    expect(long?.thread.body.length).toBeLessThanOrEqual(40_000);
    expect(long?.thread.body).toMatch(/word word word\n\n…$/);
    expect(short?.thread).toMatchObject({ title: 'ab', body: 'cd' });
  });
});
