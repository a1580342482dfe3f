import { describe, expect, test } from 'vitest';
import { everyDocument } from '../testing/documents.js';
import { foundCommunity, organisation, refusalOf, startThread } from '../testing/organisation.js';

async function scene(members: readonly string[] = ['Bo', 'Cy']) {
  const org = await organisation();
  const community = await foundCommunity(org, 'Ada', {}, members);
  const thread = await startThread(org.as('Bo'), community.id, { topics: ['Vibration'] });
  return { org, communityId: community.id, thread, ada: org.as('Ada'), bo: org.as('Bo'), cy: org.as('Cy') };
}

describe('starting', () => {
  test('says what it is about, in its kind', async () => {
    const { org, communityId, thread, bo } = await scene();
    expect(thread).toMatchObject({
      communityId,
      kind: 'question',
      state: 'open',
      topics: [{ id: 'vibration', label: 'Vibration' }],
      author: { id: await org.idOf('Bo') },
      following: true,
      unread: false,
      replyCount: 0,
      html: '<p>It hums at <strong>4,000 rpm</strong>.</p>\n',
    });
    for (const kind of ['discussion', 'idea'] as const) {
      expect((await startThread(bo, communityId, { kind })).kind).toBe(kind);
    }
    expect((await bo.communities.get({ communityId })).threadCount).toBe(3);
  });

  test.each(['member', 'expert', 'guest'] as const)('announcements are not for a mere %s', async (role) => {
    const { org, communityId, ada, bo } = await scene();
    await ada.membership.setRoles({ communityId, personId: await org.idOf('Bo'), roles: [role] });
    const announcing = startThread(bo, communityId, { kind: 'announcement' });
    expect(await refusalOf(announcing)).toMatchObject({ code: 'forbidden', field: 'kind' });
  });

  test.each(['facilitator', 'steward', 'sponsor'] as const)('a %s announces', async (role) => {
    const { org, communityId, ada, bo } = await scene();
    await ada.membership.setRoles({ communityId, personId: await org.idOf('Bo'), roles: [role] });
    expect((await startThread(bo, communityId, { kind: 'announcement' })).kind).toBe('announcement');
  });

  test('a customer waits for answers only', async () => {
    const { communityId, bo } = await scene();
    expect(await startThread(bo, communityId, { customerWaiting: true })).toMatchObject({ customerWaiting: true });
    const idea = startThread(bo, communityId, { kind: 'idea', customerWaiting: true });
    expect(await refusalOf(idea)).toMatchObject({ code: 'invalid', field: 'customerWaiting' });
  });
});

describe('replying', () => {
  test('to what was taken back is refused', async () => {
    const { thread, ada, bo } = await scene();
    const answer = await ada.threads.reply({ threadId: thread.id, body: 'The shroud.' });
    await ada.threads.withdraw({ postId: answer.id });
    const late = bo.threads.reply({ threadId: thread.id, body: 'Which?', inReplyTo: answer.id });
    expect(await refusalOf(late)).toMatchObject({ code: 'conflict' });
  });

  test('goes out of sight with the thread, but for who may bring that back', async () => {
    const { thread, ada, bo, cy } = await scene();
    const answer = await bo.threads.reply({ threadId: thread.id, body: 'The shroud.' });
    await bo.threads.edit({ postId: answer.id, body: 'The shroud, I think.' });
    await ada.threads.accept({ replyId: answer.id });
    await ada.threads.hide({ postId: thread.id });
    const seen = async (by: typeof cy) =>
      JSON.stringify([
        await by.threads.get({ threadId: thread.id }),
        await by.threads.listReplies({ threadId: thread.id, around: answer.id }),
        await by.threads.getHistory({ postId: answer.id }),
      ]);
    expect(await seen(cy)).not.toContain('shroud');
    expect(await seen(ada)).toContain('shroud');
    await ada.threads.restore({ postId: thread.id });
    expect(await seen(cy)).toContain('shroud');
  });

  test('to a question is an answer, to an answer a comment', async () => {
    const { thread, ada, bo } = await scene();
    const answer = await ada.threads.reply({ threadId: thread.id, body: 'The shroud.' });
    const comment = await bo.threads.reply({ threadId: thread.id, body: 'Which?', inReplyTo: answer.id });
    const remark = await bo.threads.reply({ threadId: thread.id, body: 'It is loud.', role: 'comment' });
    expect([answer, comment, remark].map(({ role, inReplyTo }) => [role, inReplyTo])).toEqual([
      ['answer', null],
      ['comment', answer.id],
      ['comment', null],
    ]);
    const page = await bo.threads.get({ threadId: thread.id });
    expect(page.thread).toMatchObject({ state: 'answered', replyCount: 3, answerCount: 1 });
    expect(page.replies.items.map(({ id }) => id)).toEqual([answer.id, comment.id, remark.id]);
  });

  test('to anything else is a comment', async () => {
    const { communityId, ada, bo } = await scene();
    const discussion = await startThread(bo, communityId, { kind: 'discussion' });
    const reply = await ada.threads.reply({ threadId: discussion.id, body: 'Indeed.', role: 'answer' });
    expect(reply.role).toBe('comment');
    expect((await bo.threads.get({ threadId: discussion.id })).thread.state).toBe('open');
  });

  test('an answer responds to the question itself, and a reply to something in its thread', async () => {
    const { communityId, thread, ada, bo } = await scene();
    const answer = await ada.threads.reply({ threadId: thread.id, body: 'The shroud.' });
    const nested = bo.threads.reply({ threadId: thread.id, body: 'No.', inReplyTo: answer.id, role: 'answer' });
    expect(await refusalOf(nested)).toMatchObject({ code: 'invalid', field: 'role' });
    const other = await startThread(bo, communityId);
    const astray = bo.threads.reply({ threadId: other.id, body: 'No.', inReplyTo: answer.id });
    expect(await refusalOf(astray)).toMatchObject({ code: 'invalid', field: 'inReplyTo' });
  });

  test('mentions are people, shown by name and kept as ids', async () => {
    const { org, thread, ada } = await scene();
    const cyId = await org.idOf('Cy');
    const reply = await ada.threads.reply({ threadId: thread.id, body: `Ask @[${cyId}] or \`@[${cyId}]\`.` });
    expect(reply.mentions.map(({ id }) => id)).toEqual([cyId]);
    expect(reply.html).toContain('@Cy Quill-Cy</span>');
    const stored = (await everyDocument(org.storage)).find(({ id }) => id === reply.id);
    expect(JSON.stringify(stored)).not.toContain('Quill');
  });
});

describe('editing', () => {
  test('keeps every earlier version with its own author and time', async () => {
    const { org, thread, ada, bo } = await scene();
    const first = await bo.threads.edit({ postId: thread.id, title: 'Why does it hum?', body: 'At night.' });
    const second = await ada.threads.edit({ postId: thread.id, body: 'At night, at 4,000 rpm.' });
    await bo.threads.edit({ postId: thread.id, body: 'Always.' });
    const { items } = await bo.threads.getHistory({ postId: thread.id });
    const [boId, adaId] = [await org.idOf('Bo'), await org.idOf('Ada')];
    expect(items.map(({ title, body, at, by }) => [title, body, at, by.id])).toEqual([
      [thread.title, thread.body, thread.createdAt, boId],
      ['Why does it hum?', 'At night.', first.editedAt, boId],
      ['Why does it hum?', 'At night, at 4,000 rpm.', second.editedAt, adaId],
    ]);
    const { thread: now } = await bo.threads.get({ threadId: thread.id });
    expect(now).toMatchObject({ title: 'Why does it hum?', body: 'Always.' });
    expect(now.may).toContain('threads.getHistory');
  });

  test('is refused on request when somebody else edited meanwhile', async () => {
    const { thread, ada, bo } = await scene();
    const edit = (by: typeof ada, body: string, ifEditedAt: string | null) =>
      by.threads.edit({ postId: thread.id, body, ifEditedAt });
    const { editedAt } = await edit(bo, 'Second.', thread.editedAt);
    expect(await refusalOf(edit(ada, 'Mine instead.', thread.editedAt))).toMatchObject({
      code: 'conflict',
      field: 'ifEditedAt',
    });
    expect((await bo.threads.get({ threadId: thread.id })).thread.body).toBe('Second.');
    await edit(ada, 'Third.', editedAt);
    expect(await refusalOf(bo.threads.edit({ postId: thread.id, ifEditedAt: null }))).toMatchObject({
      code: 'conflict',
    });
    await bo.threads.edit({ postId: thread.id, body: 'Whatever it says now.' });
  });

  test('changes topics, and with them the lists', async () => {
    const { communityId, thread, bo } = await scene();
    await bo.threads.edit({ postId: thread.id, topics: ['Bearings'] });
    expect((await bo.threads.list({ communityId, topic: 'vibration' })).items).toEqual([]);
    expect((await bo.threads.list({ communityId, topic: 'BEARINGS' })).items.map(({ id }) => id)).toEqual([thread.id]);
  });

  test('a reply has neither title, topics nor fields', async () => {
    const { thread, ada } = await scene();
    const { id: postId } = await ada.threads.reply({ threadId: thread.id, body: 'The shroud.' });
    for (const [field, value] of Object.entries({ title: 'T', topics: ['x'], ext: { a: 1 } })) {
      const refusal = await refusalOf(ada.threads.edit({ postId, [field]: value }));
      expect(refusal).toMatchObject({ code: 'invalid', field });
    }
    expect(await refusalOf(ada.threads.edit({ postId }))).toMatchObject({ code: 'invalid' });
  });

  test('goes on for ever, and the newest versions are kept', async () => {
    const { thread, bo } = await scene();
    const long = (mark: string) => `${mark}${'ß'.repeat(39_000)}`;
    for (let times = 0; times < 12; times++) await bo.threads.edit({ postId: thread.id, body: long(`${times}`) });
    const { items } = await bo.threads.getHistory({ postId: thread.id });
    expect(items.map(({ body }) => body[0])).toEqual(['6', '7', '8', '9', '1']);
    await bo.threads.withdraw({ postId: thread.id });
  });

  test('a locked thread is neither edited nor replied to, until it is unlocked', async () => {
    const { thread, ada, bo } = await scene();
    await ada.threads.setLocked({ threadId: thread.id, locked: true });
    expect(await refusalOf(bo.threads.edit({ postId: thread.id, body: 'No.' }))).toMatchObject({ code: 'conflict' });
    expect(await refusalOf(bo.threads.reply({ threadId: thread.id, body: 'No.' }))).toMatchObject({ code: 'conflict' });
    await ada.threads.setLocked({ threadId: thread.id, locked: false });
    await bo.threads.reply({ threadId: thread.id, body: 'Yes.' });
  });
});

describe.each(['withdraw', 'hide'] as const)('by %s', (way) => {
  const SECRET = 'the launch code is 0000';

  async function withheld(kind: 'thread' | 'reply') {
    const { org, communityId, ada, bo } = await scene();
    const thread = await startThread(bo, communityId, { title: SECRET, body: SECRET });
    await bo.threads.edit({ postId: thread.id, body: `${SECRET}, edited` });
    const reply = await bo.threads.reply({ threadId: thread.id, body: SECRET });
    await bo.threads.edit({ postId: reply.id, body: `${SECRET}, edited` });
    if (kind === 'reply') await ada.threads.edit({ postId: thread.id, title: 'T', body: 'harmless' });
    const postId = kind === 'thread' ? thread.id : reply.id;
    const by = way === 'withdraw' ? bo : ada;
    await by.threads[way]({ postId });
    return { org, communityId, ada, bo, thread, reply, postId };
  }

  /** The collections that still hold the text, among those that people who read may see. */
  async function readable(org: Awaited<ReturnType<typeof organisation>>, postId: string, threadId: string) {
    const withIt = (await everyDocument(org.storage)).filter(
      ({ body, id }) => JSON.stringify(body).includes(SECRET) && (id === postId || id === `${threadId}:${postId}`),
    );
    return withIt.map(({ collection }) => collection);
  }

  test.each(['thread', 'reply'] as const)(
    'the text of a %s goes, its history with it; the staff keep what they hid',
    async (kind) => {
      const { org, thread, postId, bo } = await withheld(kind);
      expect(await readable(org, postId, thread.id)).toEqual(way === 'hide' ? ['withheld'] : []);
      const page = await bo.threads.get({ threadId: thread.id });
      const shown = kind === 'thread' ? page.thread : page.replies.items[0];
      expect(shown).toMatchObject({ body: '', html: '', visibility: way === 'withdraw' ? 'withdrawn' : 'hidden' });
      expect((await bo.threads.getHistory({ postId })).items).toEqual([]);
    },
  );

  test('it is one commit', async () => {
    const { org, thread, postId, communityId } = await withheld('reply');
    const all = (await everyDocument(org.storage)).filter(({ partition }) => partition.endsWith(communityId));
    const of = (collection: string, id: string) => all.find((doc) => doc.collection === collection && doc.id === id);
    const kept = way === 'hide' ? of('replies', postId)?.rev : undefined;
    expect(of('withheld', `${thread.id}:${postId}`)?.rev).toBe(kept);
    expect(of('listings', thread.id)?.rev).toBe(of('replies', postId)?.rev);
  });

  test('nobody replies, reacts, edits or flags any more', async () => {
    const { bo, ada, postId, thread } = await withheld('reply');
    for (const refused of [
      () => bo.threads.edit({ postId, body: 'Back.' }),
      () => ada.threads.react({ postId, kind: 'like' }),
      () => ada.threads.flag({ postId, reason: 'spam' }),
      () => bo.threads.withdraw({ postId }),
      () => ada.threads.hide({ postId }),
      () => ada.threads.accept({ replyId: postId }),
    ]) {
      expect(await refusalOf(refused())).toMatchObject({ code: 'conflict' });
    }
    expect((await bo.threads.get({ threadId: thread.id })).thread).toMatchObject({ replyCount: 0, state: 'open' });
  });

  test('an accepted answer that goes is no longer accepted', async () => {
    const { thread, ada, bo } = await scene();
    const answer = await ada.threads.reply({ threadId: thread.id, body: 'The shroud.' });
    await bo.threads.accept({ replyId: answer.id });
    await ada.threads[way]({ postId: answer.id });
    const page = await bo.threads.get({ threadId: thread.id });
    expect(page.thread).toMatchObject({ state: 'open', acceptedReplyId: null, answerCount: 0 });
    expect(page.acceptedReply).toBeNull();
  });
});

test('what was hidden is restored whole; what was withdrawn stays so', async () => {
  const { org, communityId, thread, ada, bo } = await scene();
  await bo.threads.edit({ postId: thread.id, body: 'Second version.' });
  await ada.threads.hide({ postId: thread.id, reason: 'Names a customer.' });
  expect((await bo.threads.list({ communityId })).items).toEqual([]);
  expect((await bo.communities.get({ communityId })).threadCount).toBe(0);
  await ada.threads.restore({ postId: thread.id });
  const { thread: shown } = await bo.threads.get({ threadId: thread.id });
  expect(shown).toMatchObject({ title: thread.title, body: 'Second version.', visibility: 'visible' });
  expect((await bo.threads.getHistory({ postId: thread.id })).items.map(({ body }) => body)).toEqual([thread.body]);
  expect((await bo.communities.get({ communityId })).threadCount).toBe(1);
  expect((await everyDocument(org.storage)).some(({ collection }) => collection === 'withheld')).toBe(false);

  await bo.threads.withdraw({ postId: thread.id });
  expect(await refusalOf(ada.threads.restore({ postId: thread.id }))).toMatchObject({ code: 'conflict' });
});

test('a withdrawn thread that was replied to keeps its place in the lists, without its words', async () => {
  const { communityId, thread, ada, bo } = await scene();
  await ada.threads.reply({ threadId: thread.id, body: 'The shroud.' });
  await bo.threads.withdraw({ postId: thread.id });
  expect((await ada.threads.list({ communityId })).items).toMatchObject([{ title: '', visibility: 'withdrawn' }]);
});
