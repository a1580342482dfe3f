import type { SearchDoc, SearchIndex, SearchQuery } from '@copkit/storage';
import { searchIndexConformance } from '@copkit/storage/conformance';
import { beforeEach, describe, expect, it } from 'vitest';
import { memorySearch } from './memory-search.js';

const doc = (id: string, title: string, body: string, more: Partial<SearchDoc> = {}): SearchDoc => ({
  id,
  title,
  body,
  facets: {},
  at: '2024-05-01T00:00:00.000Z',
  ...more,
});

const DOCS = [
  doc('title', 'Vibration of rotors', 'At high speed'),
  doc('body', 'At high speed', 'There is vibration in the rotors of our turbine'),
  doc('accent', 'Café Zürich', 'İstanbul naïve', { facets: { kind: ['idea'] }, at: '2024-06-01T00:00:00.000Z' }),
  doc('question', 'Which bearing?', 'A bearing for the rotor', {
    facets: { kind: ['question'], topic: ['bearings', 'rotors'] },
    at: '2024-07-01T00:00:00.000Z',
  }),
];

searchIndexConformance(
  { describe, it },
  {
    name: 'memorySearch',
    persistent: false,
    create: async () => ({
      open: async () => {
        const index = memorySearch();
        await index.open();
        return index;
      },
      destroy: async () => {},
    }),
  },
);

describe('memorySearch', () => {
  let search: SearchIndex;
  const ids = async (text: string, more: Partial<SearchQuery> = {}, partition = 'a') =>
    (await search.query(partition, { text, limit: 10, ...more })).map((hit) => hit.id);

  beforeEach(async () => {
    search = memorySearch();
    await search.open();
    await search.apply('a', { upserts: DOCS, removals: [], cursor: 'c1' });
  });

  it('puts a match in the title first', async () => {
    expect(await ids('vibration')).toEqual(['title', 'body']);
  });

  it('takes the last word as a beginning, the others as words', async () => {
    expect((await ids('speed vibr')).toSorted()).toEqual(['body', 'title']);
    expect(await ids('turb')).toEqual(['body']);
    expect(await ids('vib bearing')).toEqual(['question']);
  });

  it('forgives typing mistakes in words of four letters and more', async () => {
    expect(await ids('vibraton')).toEqual(['title', 'body']);
    expect(await ids('berring')).toEqual(['question']);
    expect(await ids('tha zurich')).toEqual(['accent']);
    expect(await ids('hagh')).toContain('title');
    expect(await ids('att')).toEqual([]);
  });

  it('asks for all words, and for any where no text has all', async () => {
    expect(await ids('vibration turbine')).toEqual(['body']);
    expect((await ids('turbine bearing')).toSorted()).toEqual(['body', 'question']);
  });

  it('ignores case and accents and tells the words as they are written', async () => {
    const [hit] = await search.query('a', { text: 'CAFE zuri', limit: 10 });
    expect(hit).toMatchObject({ id: 'accent', terms: ['café', 'zürich'] });
    expect(await ids('naive')).toEqual(['accent']);
  });

  it('keeps to facets and dates', async () => {
    expect(await ids('rotor', { facets: { topic: ['rotors', 'x'] } })).toEqual(['question']);
    expect(await ids('rotor', { facets: { topic: ['rotors'], kind: ['idea'] } })).toEqual([]);
    expect(await ids('rotor', { facets: { topic: [] } })).toEqual([]);
    expect(await ids('rotor', { from: '2024-07-01T00:00:00.000Z' })).toEqual(['question']);
    expect(await ids('bearing', { to: '2024-07-01T00:00:00.000Z' })).toEqual([]);
  });

  it('answers nothing to nothing, and no more than the limit', async () => {
    expect(await ids('')).toEqual([]);
    expect(await ids('?! …')).toEqual([]);
    expect(await ids('vibration', { limit: 1 })).toEqual(['title']);
    expect(await ids('vibration', {}, 'elsewhere')).toEqual([]);
  });

  it('gives the same answer after a page came twice and after a detour', async () => {
    const before = await search.query('a', { text: 'rotors bearing', limit: 10 });
    await search.apply('a', { upserts: DOCS, removals: ['never-there'], cursor: 'c1' });
    expect(await search.query('a', { text: 'rotors bearing', limit: 10 })).toEqual(before);
    await search.apply('a', {
      upserts: [doc('title', 'Other', 'words'), doc('new', 'rotors', '')],
      removals: [],
      cursor: 'c2',
    });
    expect(await ids('vibration')).toEqual(['body']);
    await search.apply('a', { upserts: [DOCS[0]!], removals: ['new'], cursor: 'c3' });
    expect(await search.query('a', { text: 'rotors bearing', limit: 10 })).toEqual(before);
    expect(await search.cursor('a')).toBe('c3');
  });

  it('keeps the partitions apart', async () => {
    const alone = memorySearch();
    await alone.apply('b', { upserts: [doc('x', 'rotors', '')], removals: [], cursor: 'c1' });
    await search.apply('b', { upserts: [doc('x', 'rotors', '')], removals: [], cursor: 'c1' });
    const query = { text: 'rotors', limit: 10 };
    expect(await search.query('b', query)).toEqual(await alone.query('b', query));
    await search.drop('a');
    expect(await ids('vibration')).toEqual([]);
    expect(await search.cursor('a')).toBeNull();
    expect(await search.cursor('b')).toBe('c1');
  });

  it('is closed once', async () => {
    await search.close();
    await search.close();
    await expect(search.query('a', { text: 'x', limit: 1 })).rejects.toMatchObject({ name: 'ClosedError' });
  });
});
