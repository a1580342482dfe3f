import { expect, test } from 'vitest';
import { organisation, refusalOf } from '../testing/organisation.js';

test('a draft is kept, replaced and thrown away', async () => {
  const org = await organisation();
  const { drafts } = org.as('Ada');
  expect(await drafts.get({ key: 'start:here' })).toEqual({ draft: null });
  await drafts.save({ key: 'start:here', title: 'Why', body: '' });
  const saved = await drafts.save({ key: 'start:here', title: 'Why?', body: 'It hums', topics: ['Hum'] });
  expect(await drafts.get({ key: 'start:here' })).toEqual({ draft: saved });
  expect(saved).toMatchObject({ title: 'Why?', body: 'It hums', topics: ['Hum'] });
  await drafts.discard({ key: 'start:here' });
  await drafts.discard({ key: 'start:here' });
  expect(await drafts.list()).toMatchObject({ items: [] });
});

test('drafts are listed newest first, to their owner alone', async () => {
  const org = await organisation();
  for (const key of ['a', 'b', 'ключ']) await org.as('Ada').drafts.save({ key, body: key });
  await org.as('Ada').drafts.save({ key: 'a', body: 'again' });
  expect((await org.as('Ada').drafts.list()).items.map(({ key }) => key)).toEqual(['a', 'ключ', 'b']);
  expect((await org.as('Bo').drafts.list()).items).toEqual([]);
  expect(await org.as('Bo').drafts.get({ key: 'a' })).toEqual({ draft: null });
});

test('a person keeps a hundred drafts, and reads them by pages', async () => {
  const org = await organisation();
  const { drafts } = org.as('Ada');
  const keys = Array.from({ length: 100 }, (_, at) => `draft ${at}`);
  for (const key of keys) await drafts.save({ key, body: key });
  expect(await refusalOf(drafts.save({ key: 'one more', body: '' }))).toMatchObject({ code: 'conflict' });
  await drafts.save({ key: 'draft 0', body: 'goes on' });
  const first = await drafts.list({ limit: 60 });
  const second = await drafts.list({ limit: 60, after: first.next! });
  expect([...first.items, ...second.items].map(({ key }) => key)).toEqual(['draft 0', ...keys.slice(1).reverse()]);
  expect(second.next).toBeNull();
  await drafts.discard({ key: 'draft 7' });
  await drafts.save({ key: 'one more', body: '' });
});
