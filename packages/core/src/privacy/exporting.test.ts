import { expect, test } from 'vitest';
import { foundCommunity, type Organisation, refusalOf, startThread } from '../testing/organisation.js';
import { exported, lived, withPrivacy } from '../testing/privacy.js';
import { everythingAbout, personExportSchema, personHtml, personJson } from './index.js';

async function joined(parts: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const part of parts) all += part;
  return all;
}

async function someThreads(org: Organisation, name: string, communityId: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += 50)
    await Promise.all(
      Array.from({ length: 50 }, (_, next) => startThread(org.as(name), communityId, { title: `Number ${at + next}` })),
    );
}

test('an export holds whatever concerns the person, from every collection that does', async () => {
  const { org, boId } = await lived();
  const items = await exported(org, 'Bo');
  expect([...new Set(items.map(({ collection }) => collection))].sort()).toEqual(
    [
      'activity',
      'drafts',
      'expertSettings',
      'flags',
      'follows',
      'histories',
      'hosts',
      'inbox',
      'listings',
      'memberships',
      'membershipChanges',
      'people',
      'practiceVersions',
      'practices',
      'reactions',
      'readMarks',
      'receipts',
      'references',
      'replies',
      'threads',
    ].sort(),
  );
  const of = (collection: string) => items.filter((item) => item.collection === collection);
  expect(of('people')).toMatchObject([
    { as: ['author'], body: { id: boId, name: 'Bo Quill-Bo', jobTitle: 'Fitter', units: [{ unitId: 'hall' }] } },
  ]);
  expect(of('histories')[0]?.body).toMatchObject({ versions: [{ body: 'It hums.', by: boId }] });
  expect(of('drafts')).toMatchObject([{ body: { body: 'Half a thought.' } }]);
  expect(of('expertSettings')).toMatchObject([{ body: { consent: 'listed' } }]);
});

test('of what others wrote it tells that it concerns the person, not who it was nor what they said', async () => {
  const { org, adaId, replyId } = await lived();
  const items = await exported(org, 'Bo');
  const mentioned = items.find(({ id }) => id === replyId);
  expect(mentioned).toMatchObject({
    as: ['mentioned'],
    body: { body: '', authorId: 'someone-else' },
    leftOut: ['body'],
  });
  const flag = items.find(({ collection }) => collection === 'flags');
  expect(flag).toMatchObject({
    as: ['post'],
    body: { reason: 'other', note: '', by: 'someone-else' },
    leftOut: ['note'],
  });
  expect(JSON.stringify(items)).not.toContain(adaId);
  expect(JSON.stringify(items)).not.toContain('Quill-Ada');
});

test('what was hidden from readers is told to its author, with the reason', async () => {
  const { org, threadId } = await lived();
  await org.as('Ada').threads.hide({ postId: threadId, reason: 'Names a customer' });
  const items = await exported(org, 'Bo');
  expect(items.find(({ collection }) => collection === 'withheld')).toMatchObject({
    as: ['author'],
    body: { body: 'It hums loudly.', reason: 'Names a customer', by: 'someone-else' },
  });
});

test('it comes in pages, which together are the whole', async () => {
  const { org, communityId } = await lived();
  await someThreads(org, 'Bo', communityId, 500);
  const first = await org.as('Bo').privacy.getMine();
  expect(first.next).not.toBeNull();
  const titles = (await exported(org, 'Bo')).flatMap(({ collection, body }) =>
    collection === 'threads' ? [(body as { title: string }).title] : [],
  );
  expect(new Set(titles).size).toBe(501);
  expect(titles).toHaveLength(501);
  expect(await refusalOf(org.as('Ada').privacy.getMine({ after: first.next ?? '' }))).toMatchObject({
    code: 'stale-cursor',
  });
});

test('a private community that the person may not know of stays unknown, in items and in cursors', async () => {
  const org = await withPrivacy();
  const boId = await org.idOf('Bo');
  const { id: communityId } = await foundCommunity(org, 'Ada', { visibility: 'private', name: 'Secret plans' });
  await startThread(org.as('Ada'), communityId, { body: `Not a word to @[${boId}].` });
  for (let at = 0; at < 400; at++) await org.system.call('imports.placeholder', { source: 's', label: `user ${at}` });
  const items = await exported(org, 'Bo');
  expect(JSON.stringify(items)).not.toContain(communityId.slice(2));
  expect(JSON.stringify(items)).not.toContain('Secret');
  const told = await org.admin.privacy.exportOf({ personId: boId, reason: 'Asked by letter' });
  expect(JSON.stringify(told)).toContain(communityId);
});

test('an unknown community is gone through in pages as well, and no place tells that it was one', async () => {
  const org = await withPrivacy();
  const boId = await org.idOf('Bo');
  const { id: communityId } = await foundCommunity(org, 'Ada', { visibility: 'private', name: 'Secret plans' });
  await someThreads(org, 'Ada', communityId, 800);
  const cursors: string[] = [];
  let after: string | undefined;
  do {
    const page = await org.as('Bo').privacy.getMine(after ? { after } : {});
    after = page.next ?? undefined;
    if (after) cursors.push(after);
  } while (after);
  expect(cursors.length).toBeGreaterThan(0);
  const told = cursors.map((cursor) => atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
  expect(told.join()).not.toContain(communityId.slice(2));
  expect(new Set(told.map(({ length }) => length)).size).toBe(1);
  expect((await exported(org, 'Bo')).some(({ collection, id }) => collection === 'people' && id === boId)).toBe(true);
});

test('an export is one entry of the audit, with what all its pages held; none is given without', async () => {
  const { org, boId, adaId, communityId } = await lived();
  await someThreads(org, 'Bo', communityId, 500);
  const reason = 'Asked by letter';
  const counts: Record<string, number> = {};
  const cursors: string[] = [];
  let after: string | undefined;
  do {
    const page = await org.admin.privacy.exportOf({ personId: boId, reason, ...(after ? { after } : {}) });
    for (const { collection } of page.items) counts[collection] = (counts[collection] ?? 0) + 1;
    after = page.next ?? undefined;
    if (after) cursors.push(after);
    // From the first page on, not when somebody comes to the last one.
    expect((await org.admin.privacy.listAudit()).items).toMatchObject([
      { act: 'export', subjectId: boId, reason, counts },
    ]);
  } while (after);
  expect(counts.threads).toBe(501);
  const [second = ''] = cursors;
  const madeUp = btoa(JSON.stringify([`privacy:${boId}:false`, `community/${communityId}`]));
  const own = (await org.as('Bo').privacy.getMine()).next ?? '';
  const changed = `${second.slice(0, -2)}${second.endsWith('AA') ? 'BB' : 'AA'}`;
  for (const place of [madeUp, own, changed, ''])
    expect(await refusalOf(org.admin.privacy.exportOf({ personId: boId, reason, after: place }))).toMatchObject({
      code: 'stale-cursor',
    });
  expect(await refusalOf(org.admin.privacy.exportOf({ personId: adaId, reason, after: second }))).toMatchObject({
    code: 'stale-cursor',
  });
  expect((await org.admin.privacy.listAudit()).items).toHaveLength(1);
});

test('an administrator exports on behalf of somebody, with a reason that is kept; nobody else does', async () => {
  const { org, boId, adaId } = await lived();
  expect(await refusalOf(org.as('Ada').privacy.exportOf({ personId: boId, reason: 'Curious' }))).toMatchObject({
    code: 'forbidden',
  });
  const own = await exported(org, 'Bo');
  const page = await org.admin.privacy.exportOf({ personId: boId, reason: 'Asked by letter' });
  expect(page.items).toEqual(own);
  expect((await org.admin.privacy.listAudit()).items).toMatchObject([
    { act: 'export', subjectId: boId, reason: 'Asked by letter', by: { name: 'Root Quill-Root' } },
  ]);
  // The person hears of it too.
  expect((await exported(org, 'Bo')).find(({ collection }) => collection === 'privacyAudit')).toMatchObject({
    body: { act: 'export', by: 'someone-else', reason: '' },
    leftOut: ['reason'],
  });
  const unknown = org.admin.privacy.exportOf({ personId: adaId.replace(/.{8}$/, '00000000'), reason: 'x' });
  expect(await refusalOf(unknown)).toMatchObject({ code: 'not-found', field: 'personId' });
});

test('as a file it is JSON of a published schema, or a page without scripts in which nothing is markup', async () => {
  const { org, boId, communityId } = await lived();
  await startThread(org.as('Bo'), communityId, {
    title: '<script>alert(1)</script>',
    body: '"><img src=x onerror=alert(1)>',
  });
  const items = () => everythingAbout((after) => org.as('Bo').privacy.getMine(after ? { after } : {}));
  const about = { personId: boId, madeAt: '2026-01-05T09:00:00.000Z' };
  const json = JSON.parse(await joined(personJson({ ...about, items: items() })));
  expect(personExportSchema.parse(json).items).toHaveLength((await exported(org, 'Bo')).length);
  const html = await joined(personHtml({ ...about, items: items() }));
  expect(html).toContain('<title>What is kept about Bo Quill-Bo</title>');
  expect(html).toContain('<html lang="en">');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toMatch(/<script|<img|<a href="(?!#)|<[^>]*\son\w+=/);
  expect(html.match(/<h1>/g)).toHaveLength(1);
});
