import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentsOf, stateOf } from '../../fixtures/contents.js';
import { type Row, writeDump } from '../../fixtures/dump.js';
import { created, freshStore } from '../../fixtures/import.js';
import { answer, question, whole } from '../../fixtures/rows.js';

let store: Awaited<ReturnType<typeof freshStore>>;

beforeEach(async () => {
  store = await freshStore();
});
afterEach(() => store.remove());

describe('authors', () => {
  it('keeps deleted authors apart by their labels, and nameless', async () => {
    const deleted = (row: Row): Row => {
      const { OwnerUserId: _, ...rest } = question(row);
      return rest;
    };
    await writeDump(store.directory, {
      Posts: [
        deleted({ Id: 1, OwnerDisplayName: 'user17' }),
        deleted({ Id: 2, OwnerDisplayName: 'user17' }),
        deleted({ Id: 3, OwnerDisplayName: 'Joan' }),
        deleted({ Id: 4 }),
      ],
    });
    const report = await store.run();
    expect(created(report)).toMatchObject({ people: 0, namelessAuthors: 3, members: 0, questions: 4 });
    const found = await store.threads(report);
    const authors = [1, 2, 3, 4].map((id) => found.get(`Question ${id}`)?.thread.author);
    expect(authors.map((author) => author?.name)).toEqual([null, null, null, null]);
    expect(new Set(authors.map((author) => author?.id)).size).toBe(3);
    expect(authors[0]?.id).toBe(authors[1]?.id);
    expect((await contentsOf(store.storage)).filter((line) => /Joan|user17/.test(line))).toEqual([]);
  });

  it('stay erased when the dump that names them is imported again, with what they wrote since', async () => {
    await writeDump(store.directory, whole);
    await store.run();
    const ada = store.cop.as({ hostId: 'stackexchange:turbines:1', name: 'Ada' });
    const { id: erased } = await ada.people.getMe();
    await ada.people.erase({ personId: erased });
    await store.cop.sweep();

    const later = answer({ Id: 9, ParentId: 3, OwnerUserId: 1, Body: '<p>Since.</p>' });
    await writeDump(store.directory, { ...whole, Posts: [...whole.Posts, later] });
    const report = await store.run();
    expect(report.skipped).toContainEqual({ table: 'Users', reason: 'was erased here', count: 1 });
    expect(created(report)).toMatchObject({ people: 0, namelessAuthors: 1, members: 0, answers: 1 });
    expect((await contentsOf(store.storage)).filter((line) => line.includes('Ada'))).toEqual([]);
    const found = await store.threads(report);
    expect(found.get('Question 1')?.thread.author).toMatchObject({ id: erased, name: null });
    const [since] = found.get('Question 3')?.replies.items ?? [];
    expect(since).toMatchObject({ body: 'Since.', author: { name: null } });
    expect(since?.author.id).not.toBe(erased);
    const { items: members } = await store.reader.membership.list({ communityId: report.communityId });
    expect(members.map(({ person }) => person.name)).toEqual(['Ben', 'Cy']);

    await store.cop.sweep();
    const before = await stateOf(store.storage);
    await store.run();
    await store.cop.sweep();
    expect(await stateOf(store.storage)).toEqual(before);
  });
});

describe('who looks after an imported community', () => {
  beforeEach(() => writeDump(store.directory, whole));

  it('is nobody, or who is named', async () => {
    const { communityId } = await store.run();
    expect(await store.reader.communities.get({ communityId })).toMatchObject({ facilitators: [] });
    await store.run({ facilitators: ['reader', 'stackexchange:turbines:2'] });
    expect(await store.reader.communities.get({ communityId })).toMatchObject({
      facilitators: [{ name: 'A Reader' }, { name: 'Ben' }],
    });
    await store.reader.communities.update({ communityId, domain: 'Rotating machines' });
  });

  it('is known here, or nothing is imported', async () => {
    const before = await stateOf(store.storage);
    await expect(store.run({ facilitators: ['nobody'] })).rejects.toMatchObject({
      name: 'ImportError',
      code: 'unknown-person',
      message: expect.stringContaining('"nobody"'),
    });
    expect(await stateOf(store.storage)).toEqual(before);
  });
});
