import { MemoryStore, memory, type SearchHit } from '@copkit/storage';
import { expect, test } from 'vitest';
import { Findings } from './findings.js';

const QUERY = { text: 'hum', limit: 3 };

async function scene(most?: number) {
  const storage = memory({ store: new MemoryStore('tests') });
  await storage.open();
  const asked: string[] = [];
  const down = { is: false };
  const search = {
    async query(partition: string, { text }: { readonly text: string }): Promise<readonly SearchHit[]> {
      asked.push(`${partition} ${text}`);
      if (down.is) throw new Error('Away.');
      return [{ id: `hit ${asked.length}`, score: 1, terms: [text] }];
    },
  };
  const findings = new Findings({ storage, search }, most);
  const find = async (partition: string, query = QUERY) =>
    (await findings.hits(partition, query)).map(({ id }) => id).join();
  const write = (partition: string) =>
    storage.commit(partition, { expect: [], puts: [{ collection: 'notes', id: 'n', body: {} }], deletes: [] });
  return { asked, down, findings, find, write };
}

test('the same question is answered again while nothing changes', async () => {
  const { asked, find, write } = await scene();
  for (const partition of ['a', 'b']) await write(partition);
  expect([await find('a'), await find('a'), await find('b')]).toEqual(['hit 1', 'hit 1', 'hit 2']);
  expect(await find('a', { ...QUERY, text: 'seal' })).toBe('hit 3');
  expect(await find('a', { ...QUERY, limit: 4 })).toBe('hit 4');
  await write('a');
  expect([await find('a'), await find('b')]).toEqual(['hit 5', 'hit 2']);
  expect(asked).toHaveLength(5);
});

test('what could not be asked is asked again', async () => {
  const { down, find } = await scene();
  down.is = true;
  await expect(find('a')).rejects.toThrow('Away.');
  down.is = false;
  expect(await find('a')).toBe('hit 2');
});

test('when there is no room for more, all is asked anew', async () => {
  const { find } = await scene(1);
  expect([await find('a'), await find('a')]).toEqual(['hit 1', 'hit 2']);
});

test('what is shown of a hit is made once, and nobody can change it', async () => {
  const { findings } = await scene();
  const [hit] = await findings.hits('a', QUERY);
  if (!hit) throw new Error('There is a hit.');
  const shown = findings.shown(hit, 'Why the hum?', 'A hum at 90 Hz.');
  expect(shown.title).toEqual([
    { text: 'Why the ', match: false },
    { text: 'hum', match: true },
    { text: '?', match: false },
  ]);
  expect(findings.shown(hit, 'Why the hum?', 'A hum at 90 Hz.')).toBe(shown);
  expect(Object.isFrozen(shown.extract) && shown.extract.every(Object.isFrozen)).toBe(true);
});
