import type { View } from '@copkit/storage';
import { expect, inject, it, onTestFinished } from 'vitest';
import { createPostgresViews, postgres } from './index.js';
import { newSchema, runSql } from './testing/schemas.js';

const hums: View = {
  name: 'copkit_hums',
  about: "What hums, in somebody's words.",
  collection: 'hums',
  partitionPrefix: 'shop/',
  columns: [
    { name: 'shop', type: 'text', from: 'partition', about: 'Where.' },
    { name: 'id', type: 'text', from: 'id', about: 'Which.' },
    { name: 'at', type: 'timestamp', from: ['heard', 'at'], about: 'When.' },
    { name: 'loud', type: 'boolean', from: ['loud'], about: 'How.' },
    { name: 'hertz', type: 'number', from: ['hertz'], about: 'How high.' },
    { name: 'parts', type: 'json', from: ['parts'], about: 'What hums.' },
  ],
};

it('a view shows the documents of its collection as rows, described, and follows them', async () => {
  const connectionString = inject('postgres');
  const schema = newSchema();
  const store = postgres({ connectionString, schema });
  await store.open();
  onTestFinished(async () => {
    await store.close();
    await runSql(connectionString, `DROP SCHEMA ${schema} CASCADE`);
  });
  const body = { heard: { at: '2026-01-05T08:00:00.000Z' }, loud: true, hertz: 49.5, parts: ['rotor'] };
  const put = { collection: 'hums', id: 'h1', body };
  await store.commit('shop/north', { expect: [], puts: [put, { ...put, collection: 'others' }], deletes: [] });
  await store.commit('home/1', { expect: [], puts: [put], deletes: [] });
  await createPostgresViews({ connectionString, schema }, [hums]);
  await createPostgresViews({ connectionString, schema }, [hums]);
  const rows = () => runSql(connectionString, `SELECT * FROM ${schema}.copkit_hums`);
  expect(await rows()).toEqual([
    { shop: 'north', id: 'h1', at: new Date(body.heard.at), loud: true, hertz: 49.5, parts: ['rotor'] },
  ]);
  const [comment] = await runSql(
    connectionString,
    `SELECT col_description('${schema}.copkit_hums'::regclass, 3) AS about`,
  );
  expect(comment).toEqual({ about: 'When.' });
  await store.commit('shop/north', { expect: [], puts: [], deletes: [{ collection: 'hums', id: 'h1' }] });
  expect(await rows()).toEqual([]);
});
