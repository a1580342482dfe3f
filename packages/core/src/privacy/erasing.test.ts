import { expect, test } from 'vitest';
import { cursorAt } from '../operations/paging.js';
import { foundCommunity, fullNameOf, hostIdOf, refusalOf, startThread } from '../testing/organisation.js';
import { lived, tracesOf, withPrivacy } from '../testing/privacy.js';

/** Others write Bo's name into everything that takes text. */
async function named() {
  const world = await lived();
  const { org, communityId, threadId, boId } = world;
  const ada = org.as('Ada');
  const name = fullNameOf('Bo');
  const { id: titled } = await startThread(ada, communityId, { title: `Ask ${name}!`, body: `As ${name} says.` });
  const { id: replyId } = await ada.threads.reply({
    threadId,
    body: `Thanks, ${name.toUpperCase()}! Quill-Bo, Bo knows.`,
  });
  await ada.threads.edit({ postId: replyId, body: 'Thanks, Bo.' });
  const { id: hidden } = await ada.threads.reply({ threadId, body: `Write to ${hostIdOf('Bo')}.` });
  await ada.threads.hide({ postId: hidden, reason: `${name} asked for it` });
  await ada.practices.create({ communityId, title: `The ${name} method`, steps: [`Do as ${name}.`] });
  await ada.threads.flag({ postId: threadId, reason: 'other', note: `${name} again` });
  await ada.communities.update({ communityId, purpose: `What ${name} began` });
  await ada.drafts.save({ key: 'x', body: `Dear ${name}, about Bo` });
  await org.admin.topics.define({ prefLabel: 'Damping', definition: `By ${name}` });
  await org.as('Cy').people.update({ jobTitle: `Deputy of ${name}` });
  return { ...world, titled, replyId, hidden, boId };
}

test('erasing leaves the name nowhere but in texts that wait for somebody to look at them', async () => {
  const { org, communityId, boId } = await named();
  expect(await org.as('Bo').privacy.requestErasure({ personId: boId })).toMatchObject({ state: 'erased' });
  await org.cop.sweep();
  expect(await tracesOf(org, 'Bo')).not.toEqual([]);
  expect((await org.admin.privacy.countNameHits()).communities).toMatchObject([{ communityId }]);
  for (;;) {
    const { items } = await org.as('Ada').privacy.listNameHits({ communityId });
    const [hit] = items;
    if (!hit) break;
    expect(hit.extract.some(({ match }) => match)).toBe(true);
    const decided = await org.as('Ada').privacy.decideNameHit({ communityId, hitId: hit.id, outcome: 'redacted' });
    expect(decided).toMatchObject({ state: 'redacted', extract: [] });
  }
  await org.cop.sweep();
  expect(await tracesOf(org, 'Bo', 'quill-bo')).toEqual([]);
  expect((await org.cop.check()).findings).toEqual([]);
});

test('threads stay readable, with former member where the name was', async () => {
  const { org, communityId, threadId, titled, replyId, boId } = await named();
  const ada = org.as('Ada');
  const before = await ada.threads.listReplies({ threadId });
  await org.as('Bo').privacy.requestErasure({ personId: boId });
  const { items } = await ada.privacy.listNameHits({ communityId, limit: 100 });
  for (const { id } of items) await ada.privacy.decideNameHit({ communityId, hitId: id, outcome: 'redacted' });
  const { thread } = await ada.threads.get({ threadId: titled });
  expect(thread).toMatchObject({ title: 'Ask former member!', body: 'As former member says.' });
  expect((await ada.threads.list({ communityId })).items.find(({ id }) => id === titled)?.title).toBe(
    'Ask former member!',
  );
  const after = await ada.threads.listReplies({ threadId });
  expect(after.items.map(({ id }) => id)).toEqual(before.items.map(({ id }) => id));
  expect(after.items.find(({ id }) => id === replyId)?.body).toBe('Thanks, former member.');
  expect((await ada.threads.getHistory({ postId: replyId })).items).toMatchObject([
    { body: 'Thanks, former member! former member knows.' },
  ]);
  expect((await ada.threads.get({ threadId })).thread.author).toMatchObject({ name: null });
  expect((await ada.search.find({ text: 'Quill' })).items).toEqual([]);
});

test('a part of the name is not taken out unasked: it may be another Bo', async () => {
  const org = await withPrivacy();
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Tom']);
  const { id: threadId } = await startThread(org.as('Ada'), communityId, {
    title: 'Tom cat',
    body: 'The tom cat again.',
  });
  await org.as('Tom').drafts.save({ key: 'own', body: 'Mine' });
  await org.as('Ada').drafts.save({ key: 'cat', body: 'A tom.' });
  await org.admin.people.erase({ personId: await org.idOf('Tom') });
  const { items } = await org.as('Ada').privacy.listNameHits({ communityId });
  expect(items).toMatchObject([{ collection: 'threads', itemId: threadId, sure: false, state: 'open' }]);
  const hitId = items[0]?.id ?? '';
  const kept = await org.as('Ada').privacy.decideNameHit({ communityId, hitId, outcome: 'kept' });
  expect(kept.state).toBe('kept');
  expect((await org.as('Ada').threads.get({ threadId })).thread.title).toBe('Tom cat');
  expect((await org.as('Ada').drafts.get({ key: 'cat' })).draft?.body).toBe('A tom.');
});

test('a text that was edited since is looked at as it is now, and what is redacted stays so', async () => {
  const { org, communityId, replyId, boId } = await named();
  const ada = org.as('Ada');
  await org.admin.people.erase({ personId: boId });
  await ada.threads.edit({ postId: replyId, body: `Now at the end: ${fullNameOf('Bo')}` });
  const { items } = await ada.privacy.listNameHits({ communityId, limit: 100 });
  const hit = items.find(({ itemId }) => itemId === replyId);
  expect(hit?.extract.map(({ text }) => text).join('')).toContain('Now at the end');
  const hitId = hit?.id ?? '';
  await ada.privacy.decideNameHit({ communityId, hitId, outcome: 'redacted' });
  const replies = await ada.threads.listReplies({
    threadId: (await ada.threads.list({ communityId })).items.at(-1)?.id ?? '',
  });
  expect(JSON.stringify(replies)).not.toContain(fullNameOf('Bo'));
  expect(await refusalOf(ada.privacy.decideNameHit({ communityId, hitId, outcome: 'kept' }))).toMatchObject({
    code: 'conflict',
  });
});

test('members and facilitators of other communities see none of it', async () => {
  const { org, communityId, boId } = await named();
  await foundCommunity(org, 'Cy');
  await org.admin.people.erase({ personId: boId });
  expect(await refusalOf(org.as('Cy').privacy.listNameHits({ communityId }))).toMatchObject({ code: 'forbidden' });
  expect(await refusalOf(org.as('Cy').privacy.countNameHits())).toMatchObject({ code: 'forbidden' });
});

test('a text can be looked for by hand, in hidden texts too', async () => {
  const { org, communityId, hidden } = await named();
  const { items, next } = await org.admin.privacy.locateText({ text: 'bo@EXAMPLE', reason: 'Asked by letter' });
  expect(next).toBeNull();
  expect(items).toMatchObject([{ communityId, collection: 'withheld' }]);
  expect(items[0]?.itemId).toContain(hidden);
  expect(await refusalOf(org.admin.privacy.locateText({ text: '!?', reason: 'Asked' }))).toMatchObject({
    code: 'invalid',
    field: 'text',
  });
});

test('looking for a text by hand needs a reason and leaves a trace of every page, without the text', async () => {
  const { org } = await named();
  await foundCommunity(org, 'Cy');
  const { locateText } = org.admin.privacy;
  expect(await refusalOf(locateText({ text: 'bo@example', reason: ' ' }))).toMatchObject({ field: 'reason' });
  expect(await refusalOf(org.as('Cy').privacy.locateText({ text: 'bo', reason: 'Mine' }))).toMatchObject({
    code: 'forbidden',
  });
  expect((await org.admin.privacy.listAudit()).items).toEqual([]);
  await locateText({ text: 'bo@example', reason: 'Asked by letter' });
  // A place to go on from, as somebody could make it up who would rather not leave a first page.
  await locateText({ text: 'bo@example', reason: 'Going on', after: cursorAt('privacy found 10', 'community/') });
  const { items } = await org.admin.privacy.listAudit();
  expect(items).toMatchObject([
    { act: 'locate', reason: 'Going on', subjectId: null, counts: { texts: 1 } },
    { act: 'locate', reason: 'Asked by letter', subjectId: null, counts: { texts: 1 } },
  ]);
  expect(JSON.stringify(items)).not.toContain('example');
});

test('who erases themselves and asks again gets the same answer', async () => {
  const { org, boId } = await lived();
  const ask = () => org.as('Bo').privacy.requestErasure({ personId: boId }, { mutationId: 'bye' });
  expect(await ask()).toEqual(await ask());
  expect(await refusalOf(org.as('Ada').privacy.requestErasure({ personId: boId }))).toMatchObject({
    code: 'forbidden',
  });
  expect((await org.admin.privacy.listAudit()).items.map(({ act, subjectId }) => [act, subjectId])).toEqual([
    ['erase', boId],
  ]);
});
