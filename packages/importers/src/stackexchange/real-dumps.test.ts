import { type Copkit, type CopkitApi, createCopkit, type Reply, type ThreadPage } from '@copkit/core';
import { memory, type StorageAdapter } from '@copkit/storage';
import { fromHtml } from 'hast-util-from-html';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '../../fixtures/contents.js';
import { testData } from '../../fixtures/test-data.js';
import type { ImportReport } from '../report.js';
import { importStackExchange } from './import.js';
import { type Row, readRows } from './xml-rows.js';

const PATIENCE = 180_000;
const SAMPLE = 50;

const expected = {
  'stackexchange-cardano-2021': {
    questions: 1042,
    answers: 1496,
    acceptedAnswers: 459,
    comments: 1828,
    closedQuestions: 37,
    votes: 7711,
  },
  'stackexchange-french-meta': {
    questions: 274,
    answers: 487,
    acceptedAnswers: 86,
    comments: 1305,
    closedQuestions: 7,
    votes: 3990,
  },
  'stackexchange-conlang-meta': {
    questions: 54,
    answers: 115,
    acceptedAnswers: 11,
    comments: 230,
    closedQuestions: 1,
    votes: 1065,
  },
};

describe.each(Object.entries(expected))('%s', (name, counts) => {
  const { directory, present, note } = testData(name);
  let storage: StorageAdapter;
  let cop: Copkit;
  let report: ImportReport;

  beforeAll(async () => {
    if (!present) return;
    storage = memory();
    cop = await createCopkit({ storage });
    report = await importStackExchange({ cop, directory, community: 'Real' });
  }, PATIENCE);
  afterAll(() => cop?.close());

  it.skipIf(!present)(`comes in whole${note}`, async () => {
    const created = Object.fromEntries(Object.entries(report.imported).map(([kind, { created }]) => [kind, created]));
    expect(created).toMatchObject(counts);
    expect(report.faults).toEqual([]);
    expect(await cop.stats()).toMatchObject({
      communities: 1,
      questions: counts.questions,
      answers: counts.answers,
      acceptedAnswers: counts.acceptedAnswers,
      comments: counts.comments,
      importedVotes: counts.votes,
    });
    expect((await cop.check()).findings).toEqual([]);
  });

  it.skipIf(!present)(`is accounted for row by row${note}`, async () => {
    const { imported } = report;
    const skipped = (table: string) =>
      report.skipped.filter((entry) => entry.table === table).reduce((sum, { count }) => sum + count, 0);
    const duplicates = report.skipped.find(({ reason }) => reason === 'has an end that is not in the dump')?.count ?? 0;
    expect(imported.questions.created + imported.answers.created + skipped('Posts')).toBe(
      await rowsOf(directory, 'Posts'),
    );
    expect(imported.comments.created + skipped('Comments')).toBe(await rowsOf(directory, 'Comments'));
    expect(imported.people.created + skipped('Users')).toBe(await rowsOf(directory, 'Users'));
    expect(imported.votes.created + imported.acceptedAnswers.created + skipped('Votes')).toBe(
      await rowsOf(directory, 'Votes'),
    );
    expect(skipped('PostLinks')).toBeGreaterThanOrEqual(duplicates);
  });

  it.skipIf(!present)(
    `keeps parentage, authors, times and texts, in ${SAMPLE} questions${note}`,
    async () => {
      const dump = await readDump(directory);
      const reader = cop.as({ hostId: 'reader', name: 'A Reader' });
      const ids = await threadIds(reader, report.communityId);
      expect(ids).toHaveLength(counts.questions);
      const step = Math.max(1, Math.floor(ids.length / SAMPLE));
      const sample = ids.filter((_, at) => at % step === 0).slice(0, SAMPLE);
      expect(sample).toHaveLength(SAMPLE);
      for (const threadId of sample) {
        const { page, replies } = await wholeThread(reader, threadId);
        const { thread } = page;
        const question = dump.questions.find(
          (row) => timeOf(row) === thread.createdAt && line(row.Title) === thread.title,
        );
        expect(dump.shown(question)).toEqual({ author: thread.author.name, text: textOf(thread.html) });
        expect(thread.topics.map(({ label }) => label)).toEqual(question?.Tags?.split(/[<>|]+/).filter(Boolean));
        expect(thread.closed?.at ?? null).toBe(question?.ClosedDate ? `${question.ClosedDate}Z` : null);
        expect(replies.map((reply) => described(reply, replies)).sort()).toEqual(dump.repliesTo(question).sort());
      }
    },
    PATIENCE,
  );

  it.skipIf(!present)(
    `changes nothing when it is imported again${note}`,
    async () => {
      await cop.sweep();
      const before = await stateOf(storage);
      const again = await importStackExchange({ cop, directory, community: 'Real' });
      await cop.sweep();
      expect(await stateOf(storage)).toEqual(before);
      const changes = Object.values(again.imported).map(({ created, updated }) => created + updated);
      expect(changes).toEqual(changes.map(() => 0));
      expect(again.skipped).toEqual(report.skipped);
    },
    PATIENCE,
  );
});

const timeOf = (row: Row) => `${row.CreationDate}Z`;
const line = (text = '') => text.replace(/\s+/g, ' ').trim();

type HtmlNode = ReturnType<typeof fromHtml>['children'][number] | ReturnType<typeof fromHtml>;

/** The text of HTML without white space, images as their names. */
function textOf(html: string): string {
  const text = (node: HtmlNode): string => {
    if (node.type === 'text') return node.value;
    if (node.type === 'element' && node.tagName === 'img') return String(node.properties.alt || node.properties.src);
    return 'children' in node ? node.children.map(text).join('') : '';
  };
  return text(fromHtml(html, { fragment: true })).replace(/\s+/g, '');
}

/** A comment without the signs of its markup, which a dump has in its text. */
const plain = (text: string) =>
  text.replace(/\]\(https?:[^\s()]*(\([^\s()]*\)[^\s()]*)*( "[^"]*")?\)/g, ']').replace(/[*_`\\[\]\s]/g, '');

function described(reply: Reply, all: readonly Reply[]): string {
  const parent = all.find(({ id }) => id === reply.inReplyTo);
  const on = parent === undefined ? 'the question' : `the answer of ${parent.createdAt}`;
  const text = reply.role === 'comment' ? plain(textOf(reply.html)) : textOf(reply.html);
  const accepted = reply.accepted ? 'accepted ' : '';
  return `${accepted}${reply.role} on ${on} by ${reply.author.name} at ${reply.createdAt}: ${text}`;
}

async function threadIds(reader: CopkitApi, communityId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await reader.threads.list({ communityId, sort: 'newest', limit: 100, ...(after ? { after } : {}) });
    ids.push(...page.items.map(({ id }) => id));
    after = page.next;
  }
  return ids;
}

async function wholeThread(
  reader: CopkitApi,
  threadId: string,
): Promise<{ page: ThreadPage; replies: readonly Reply[] }> {
  const page = await reader.threads.get({ threadId, limit: 100 });
  const replies = [...page.replies.items];
  for (let after = page.replies.next; after !== null; ) {
    const more = await reader.threads.listReplies({ threadId, limit: 100, after });
    replies.push(...more.items);
    after = more.next;
  }
  return { page, replies };
}

const rows = (directory: string, table: string) =>
  readRows(`${directory}/${table}.xml`, {
    fault: (fault) => {
      throw new Error(`${table}:${fault.line} ${fault.message}`);
    },
  });

async function allOf(rows: AsyncIterable<Row>): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

async function rowsOf(directory: string, table: string): Promise<number> {
  return (await allOf(rows(directory, table))).length;
}

async function readDump(directory: string) {
  const posts = await allOf(rows(directory, 'Posts'));
  const comments = await allOf(rows(directory, 'Comments'));
  const names = new Map((await allOf(rows(directory, 'Users'))).map(({ Id, DisplayName }) => [Id, line(DisplayName)]));
  const author = (id: string | undefined) => (id === undefined ? null : (names.get(id) ?? null));
  const commentsOn = (post: Row, on: string) =>
    comments
      .filter(({ PostId }) => PostId === post.Id)
      .map((row) => `comment on ${on} by ${author(row.UserId)} at ${timeOf(row)}: ${plain(row.Text ?? '')}`);
  return {
    questions: posts.filter(({ PostTypeId }) => PostTypeId === '1'),
    shown: (row: Row | undefined) => ({ author: author(row?.OwnerUserId), text: textOf(row?.Body ?? '') }),
    repliesTo: (question: Row | undefined): string[] => {
      if (question === undefined) return [];
      const answers = posts.filter(({ PostTypeId, ParentId }) => PostTypeId === '2' && ParentId === question.Id);
      return [
        ...commentsOn(question, 'the question'),
        ...answers.flatMap((row) => [
          `${row.Id === question.AcceptedAnswerId ? 'accepted ' : ''}answer on the question by ${author(row.OwnerUserId)} at ${timeOf(row)}: ${textOf(row.Body ?? '')}`,
          ...commentsOn(row, `the answer of ${timeOf(row)}`),
        ]),
      ];
    },
  };
}
