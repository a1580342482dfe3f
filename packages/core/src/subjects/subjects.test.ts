import { describe, expect, test } from 'vitest';
import { organisation, refusalOf, startThread } from '../testing/organisation.js';
import { published, shop } from '../testing/practices.js';
import { subjectId, subjectKey } from './subject.js';

describe('a key', () => {
  test.each([
    ['procedure:OP-114', 'procedure:OP-114'],
    [' Procedure: OP-114 ', 'procedure:OP-114'],
    ['machine:M7 (hall 2)', 'machine:M7 (hall 2)'],
    ['Getriebe/Öl', 'Getriebe/Öl'],
    ['HTTPS://Intranet.Example.org:443/op/114/#step-2', 'https://intranet.example.org/op/114'],
    ['https://intranet.example.org/op?id=114', 'https://intranet.example.org/op?id=114'],
    ['https://intranet.example.org', 'https://intranet.example.org'],
  ])('%j is written %j', (text, key) => {
    expect(subjectKey(text)).toBe(key);
    expect(subjectKey(key)).toBe(key);
  });

  test('differs in more than case from another, but for the path of an address', () => {
    expect(subjectId('procedure:OP-114')).toBe(subjectId('procedure:op-114'));
    expect(subjectId('procedure:OP-114')).not.toBe(subjectId('procedure:OP-115'));
    expect(subjectId('https://a.example/X')).not.toBe(subjectId('https://a.example/x'));
  });

  test.each([
    ['', 'must not be empty'],
    ['  \t ', 'must not be empty'],
    [`procedure:${'x'.repeat(300)}`, 'must have at most 300 characters'],
    ['procedure:<script>', 'may have letters'],
    ['procedure:\u0000', 'may have letters'],
    ['javascript:alert(1);', 'may have letters'],
    ['a:b:c', 'may have letters'],
    ['https://', 'must be an address'],
    ['https://me:secret@example.org/', 'must be an address'],
  ])('%j is refused with a sentence', (text, message) => {
    expect(() => subjectKey(text)).toThrow(expect.objectContaining({ code: 'invalid', field: 'subject' }));
    expect(() => subjectKey(text)).toThrow(message);
  });
});

describe('a page', () => {
  test('shows what is proven for it, similar answers and its discussion', async () => {
    const there = await shop(await organisation());
    const practice = await published(there);
    const communityId = there.community.id;
    const general = await there.ada.practices.create({
      communityId,
      title: 'Listen first',
      topics: ['vibration'],
      steps: ['Listen.'],
    });
    await there.ada.practices.create({ communityId, title: 'Cold stage', steps: ['Stage two cold.'], draft: true });
    const similar = await startThread(there.cy, communityId, { title: 'Stage three hums' });
    const open = await startThread(there.cy, communityId, { title: 'Stage four hums' });
    await there.bo.threads.reply({ threadId: similar.id, body: 'Ours, too.' });
    const subject = 'procedure:op-114';
    const at = await there.cy.subjects.get({
      communityId,
      subject,
      topics: ['vibration'],
      text: 'Why does stage hum?',
    });
    expect(at.subject).toEqual({
      key: 'procedure:OP-114',
      title: 'Balancing rotors',
      url: 'https://intranet.example.org/op/114',
    });
    expect(at.practices.map(({ id, match }) => [id, match])).toEqual([
      [practice.id, 'subject'],
      [general.id, 'topic'],
    ]);
    expect(at.discussion.map(({ id }) => id)).toEqual([practice.source?.threadId]);
    expect(at.answers.map(({ id }) => id)).toEqual([similar.id]);
    expect(at.answers.map(({ id }) => id)).not.toContain(open.id);
    const elsewhere = await there.cy.subjects.get({ communityId, subject: 'machine:M7', text: 'let it cool down' });
    expect(elsewhere).toMatchObject({
      subject: { key: 'machine:M7', title: null, url: null },
      practices: [{ id: practice.id, match: 'text' }],
      answers: [{ id: practice.source?.threadId }],
      discussion: [],
      pageThreadId: null,
    });
    const listed = await there.cy.threads.list({ communityId, subject });
    expect(listed.items.map(({ id }) => id)).toEqual([practice.source?.threadId]);
    await there.ada.threads.hide({ postId: practice.source?.threadId ?? '' });
    expect((await there.cy.subjects.get({ communityId, subject })).discussion).toEqual([]);
  });

  test('keeps its discussion when it is renamed and moves', async () => {
    const there = await shop(await organisation());
    const communityId = there.community.id;
    const renamed = { key: 'procedure:OP-114', title: 'Balancing', url: 'https://intranet.example.org/op/new' };
    const thread = await startThread(there.bo, communityId, { subject: { ...renamed, title: 'Rotors' } });
    await there.cy.subjects.discuss({ communityId, subject: renamed, body: 'Step 2 is outdated.' });
    const at = await there.bo.subjects.get({ communityId, subject: 'procedure:OP-114' });
    expect(at.subject).toEqual(renamed);
    expect((await there.bo.threads.get({ threadId: thread.id })).thread.about).toEqual(renamed);
    expect(at.discussion.map(({ id }) => id)).toEqual([at.pageThreadId, thread.id]);
    await startThread(there.bo, communityId, { subject: 'procedure:OP-114' });
    expect((await there.bo.subjects.get({ communityId, subject: 'procedure:OP-114' })).subject).toEqual(renamed);
  });

  test('has one discussion of its own, though its first two visitors write at the same moment', async () => {
    const org = await organisation();
    const there = await shop(org);
    const communityId = there.community.id;
    const other = await organisation({ store: org.store, clockOf: org, seed: 2 });
    const subject = { key: 'https://intranet.example.org/op/114/', title: 'OP 114' };
    const [one, two] = await Promise.all([
      there.bo.subjects.discuss({ communityId, subject, body: 'First?' }),
      other.as('Cy').subjects.discuss({ communityId, subject, body: 'First!' }),
    ]);
    expect(one.threadId).toBe(two.threadId);
    const { thread, replies } = await there.ada.threads.get({ threadId: one.threadId });
    expect(thread).toMatchObject({ kind: 'discussion', title: 'OP 114', replyCount: 1 });
    expect([thread.body, ...replies.items.map(({ body }) => body)].sort()).toEqual(['First!', 'First?']);
    await (thread.author.id === (await org.idOf('Bo')) ? there.bo : there.cy).threads.withdraw({ postId: thread.id });
    await there.ada.subjects.discuss({ communityId, subject, body: 'It goes on.' });
    expect((await there.ada.threads.get({ threadId: one.threadId })).replies.items).toHaveLength(2);
  });

  test('goes on in another discussion where its own was hidden, and in its own when that is restored', async () => {
    const { community, ada, bo, cy } = await shop(await organisation());
    const at = { communityId: community.id, subject: 'procedure:OP-114' };
    const first = await bo.subjects.discuss({ ...at, body: 'Rude.' });
    await ada.threads.hide({ postId: first.threadId });
    for (const person of [ada, cy]) expect((await person.subjects.get(at)).pageThreadId).toBeNull();
    const second = await cy.subjects.discuss({ ...at, body: 'Step 2 is outdated.' });
    expect(second.threadId).not.toBe(first.threadId);
    expect((await bo.subjects.discuss({ ...at, body: 'So it is.' })).threadId).toBe(second.threadId);
    expect((await bo.subjects.get(at)).pageThreadId).toBe(second.threadId);
    await ada.threads.restore({ postId: first.threadId });
    const found = await cy.subjects.get(at);
    expect(found.pageThreadId).toBe(first.threadId);
    expect(found.discussion.map(({ id }) => id).sort()).toEqual([first.threadId, second.threadId].sort());
  });

  test('with unknown characters or an address that is none is refused, and nothing is written', async () => {
    const there = await shop(await organisation());
    const communityId = there.community.id;
    const start = (subject: Parameters<typeof startThread>[2] & object) => startThread(there.bo, communityId, subject);
    expect(await refusalOf(start({ subject: 'procedure:{114}' }))).toMatchObject({ code: 'invalid', field: 'subject' });
    expect(await refusalOf(start({ subject: { key: 'OP-114', url: 'javascript:alert(1)' } }))).toMatchObject({
      code: 'invalid',
      field: 'subject.url',
    });
    expect(await refusalOf(start({ subject: { key: 'OP-114', title: 'x'.repeat(301) } }))).toMatchObject({
      code: 'invalid',
      field: 'subject.title',
    });
    for (const title of ['Bal\u0000ancing', 'Half \ud83d']) {
      expect(
        await refusalOf(there.bo.subjects.discuss({ communityId, subject: { key: 'OP-114', title }, body: 'x' })),
      ).toMatchObject({
        code: 'invalid',
      });
    }
    expect(await refusalOf(there.bo.subjects.get({ communityId, subject: '<>' }))).toMatchObject({ field: 'subject' });
    expect((await there.bo.threads.list({ communityId })).items).toEqual([]);
    const many = there.ada.practices.create({
      communityId,
      title: 'Where',
      steps: ['Do.'],
      subjects: ['OP-1', 'procedure:{2}'],
    });
    expect(await refusalOf(many)).toMatchObject({ code: 'invalid', field: 'subjects.1' });
  });
});
