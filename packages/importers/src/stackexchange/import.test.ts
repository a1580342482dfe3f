import { join } from 'node:path';
import { createCopkit, type Reply } from '@copkit/core';
import { memory } from '@copkit/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentsOf, stateOf } from '../../fixtures/contents.js';
import { writeDump } from '../../fixtures/dump.js';
import { clock, created, freshStore } from '../../fixtures/import.js';
import { whole } from '../../fixtures/rows.js';
import type { ImportReport } from '../report.js';
import { importStackExchange } from './import.js';

let store: Awaited<ReturnType<typeof freshStore>>;

beforeEach(async () => {
  store = await freshStore();
});
afterEach(() => store.remove());

describe('a whole dump', () => {
  beforeEach(() => writeDump(store.directory, whole));

  it('becomes a community of questions, answers, comments, topics, votes, acceptances and closures', async () => {
    const report = await store.run();
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
    const found = await store.threads(report);
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

    const { items: members } = await store.reader.membership.list({ communityId: report.communityId });
    expect(members.map(({ person, joinedAt }) => [person.name, joinedAt])).toEqual(
      ['Ada', 'Ben', 'Cy'].map((name) => [name, '2021-04-01T00:00:00.000Z']),
    );
    expect(await store.reader.communities.get({ communityId: report.communityId })).toMatchObject({
      name: 'Turbines',
      createdAt: '2021-04-30T10:00:00.000Z',
    });
  });

  it('says what was skipped and why', async () => {
    const { skipped, faults, altered } = await store.run();
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
    const first = await store.run();
    await store.cop.sweep();
    const before = await stateOf(store.storage);
    const second = await store.run();
    await store.cop.sweep();
    expect(await stateOf(store.storage)).toEqual(before);
    expect(second.communityId).toBe(first.communityId);
    for (const [kind, counts] of Object.entries(second.imported)) {
      const { created } = first.imported[kind as keyof ImportReport['imported']];
      expect([kind, counts]).toEqual([kind, { created: 0, updated: 0, unchanged: created }]);
    }
    expect(second.skipped).toEqual(first.skipped);
  });

  it('is finished by the next run, wherever it was stopped', async () => {
    await store.run();
    await store.cop.sweep();
    const complete = await contentsOf(store.storage);
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
      const input = { cop, directory: store.directory, community: 'Turbines' };
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
    const one = await store.run({ community: 'Turbines' });
    const two = await store.run({ community: 'Compressors' });
    expect(two.communityId).not.toBe(one.communityId);
    expect(created(two)).toEqual(created(one));
  });
});

describe('a folder that is no dump', () => {
  it.each([
    ['is missing', 'missing', {}, 'not-found'],
    ['holds no Posts.xml', '.', { Users: [] }, 'wrong-format'],
    ['holds a web page for Posts.xml', '.', { Posts: '<html><body>Sign in</body></html>' }, 'wrong-format'],
    ['holds an empty Posts.xml', '.', { Posts: '' }, 'wrong-format'],
  ])('is refused without a write when it %s', async (_name, folder, tables, code) => {
    await writeDump(store.directory, tables);
    const before = await stateOf(store.storage);
    const input = { directory: join(store.directory, folder) };
    await expect(store.run(input)).rejects.toMatchObject({ name: 'ImportError', code });
    expect(await stateOf(store.storage)).toEqual(before);
  });
});
