import type { SearchDoc, SearchIndex, SearchQuery } from '../search-index.js';
import { equal, ok } from './assert.js';
import type { Runner } from './kit.js';

/** A place where a search index lies. Empty when created. */
export interface SearchLocation {
  /** A new index on this place, opened. */
  open(): Promise<SearchIndex>;
  destroy(): Promise<void>;
}

export interface SearchHarness {
  readonly name: string;
  /** Whether an index that is opened again knows what it knew. */
  readonly persistent: boolean;
  create(): Promise<SearchLocation>;
}

/** Registers what copkit asks of a `SearchIndex` as tests. */
export function searchIndexConformance(runner: Runner, harness: SearchHarness): void {
  const test = (
    name: string,
    body: (index: SearchIndex, reopen: () => Promise<SearchIndex>) => Promise<void>,
  ): void => {
    runner.it(name, async () => {
      const location = await harness.create();
      const opened: SearchIndex[] = [];
      const open = async (): Promise<SearchIndex> => {
        const index = await location.open();
        opened.push(index);
        return index;
      };
      try {
        await body(await open(), open);
      } finally {
        for (const index of opened) await index.close();
        await location.destroy();
      }
    });
  };

  runner.describe(`${harness.name} is a search index`, () => {
    test('finds words in titles and bodies, whatever their case and accents', async (index) => {
      await fill(
        index,
        doc('a', 'Rotor balancing'),
        doc('b', 'Other', 'About a ROTOR.'),
        doc('c', 'Überblick', 'Café'),
      );
      equal((await find(index, 'rotor')).sort(), ['a', 'b'], 'rotor');
      equal(await find(index, 'BALANCING'), ['a'], 'BALANCING');
      for (const text of ['überblick', 'uberblick', 'café', 'cafe', 'CAFÉ'])
        equal(await find(index, text), ['c'], text);
    });

    test('finds texts with all words or, when there is none, with any', async (index) => {
      await fill(index, doc('one', 'Gearbox noise'), doc('both', 'Gearbox vibration'), doc('none', 'Blade erosion'));
      equal(await find(index, 'gearbox vibration'), ['both'], 'all words');
      equal((await find(index, 'which gearbox to buy')).sort(), ['both', 'one'], 'any word');
      equal(await find(index, 'gearbox vibration', { anyWord: true }), ['both', 'one'], 'any word, asked for');
    });

    test('puts a word as it was typed before one that is similar', async (index) => {
      await fill(index, doc('similar', 'Bearinq'), doc('typed', 'Bearing'), ...fillers);
      equal((await find(index, 'bearing '))[0], 'typed', 'the first');
    });

    test('takes the last word for a beginning, the others for whole words', async (index) => {
      await fill(index, doc('a', 'Vibration of bearings'), doc('b', 'Bear'));
      equal(await find(index, 'vibr'), ['a'], 'vibr');
      equal((await find(index, 'bear')).sort(), ['a', 'b'], 'bear');
      equal(await find(index, 'vib nothing'), [], 'a beginning that is not the last word');
    });

    test('finds words with a typing mistake, short ones only as they are', async (index) => {
      await fill(index, doc('a', 'Bearings and vibration'), doc('b', 'The cat'), doc('c', 'Cots'));
      for (const text of ['berings', 'bearinqs', 'vibratoin', 'vibrasion', 'vibratoin noise'])
        equal(await find(index, text), ['a'], text);
      equal(await find(index, 'cet'), [], 'three letters');
      equal(await find(index, 'cuts'), ['c'], 'four letters');
      equal(await find(index, 'cxxs'), [], 'two mistakes in four letters');
      equal(await find(index, 'xxxration'), [], 'three mistakes in nine letters');
    });

    test('finds words of scripts that put no spaces between them', async (index) => {
      await fill(index, doc('ja', '回転機の振動を測定する'), doc('zh', '我喝茶', '轴承'), doc('th', 'การสั่นสะเทือน'));
      for (const text of ['振動', '回転機', '測', '振動 測定']) equal(await find(index, text), ['ja'], text);
      for (const text of ['茶', '喝茶', '茶 轴承']) equal(await find(index, text), ['zh'], text);
      for (const text of ['สั่น', 'สะเทือน']) equal(await find(index, text), ['th'], text);
      equal(await find(index, '動振'), [], 'the characters in another order');
      equal((await query(index, { text: '振動' }))[0]?.terms, ['振動'], 'what matched');
    });

    test('counts the title more than the body', async (index) => {
      await fill(
        index,
        doc('body', 'Cooling water pump', 'turbine seal oil'),
        doc('title', 'Turbine seal oil', 'cooling water pump'),
        ...fillers,
      );
      equal((await find(index, 'turbine'))[0], 'title', 'turbine');
      equal((await find(index, 'cooling'))[0], 'body', 'cooling');
    });

    test('says which words of the text matched, as they stand in it', async (index) => {
      await fill(index, doc('a', 'Überblick: Überblicke', 'vibration and Vibrations'));
      const termsOf = async (text: string) => [...((await query(index, { text }))[0]?.terms ?? [])].sort();
      equal(await termsOf('uberblick'), ['überblick', 'überblicke'], 'a beginning without its accent');
      ok((await termsOf('vibration x')).includes('vibration'), 'a whole word is missing');
      equal(await termsOf('vibrasion x'), ['vibration', 'vibrations'], 'a typing mistake');
    });

    test('filters by facets: every facet must hold one of the values', async (index) => {
      const facets = (kind: string, ...topics: string[]) => ({ kind: [kind], 'topic "x"': topics });
      await fill(
        index,
        { ...doc('a', 'Rotor'), facets: facets('question', 'steel', 'blade') },
        { ...doc('b', 'Rotor'), facets: facets('idea', 'steel') },
        { ...doc('c', 'Rotor'), facets: {} },
      );
      const found = async (facets: SearchQuery['facets']) =>
        (await find(index, 'rotor', { ...(facets ? { facets } : {}) })).sort();
      equal(await found(undefined), ['a', 'b', 'c'], 'no facets');
      equal(await found({ kind: ['question'] }), ['a'], 'one value');
      equal(await found({ kind: ['question', 'idea'] }), ['a', 'b'], 'either value');
      equal(await found({ kind: ['question', 'idea'], 'topic "x"': ['blade', 'wood'] }), ['a'], 'two facets');
      equal(await found({ kind: ['steel'] }), [], 'a value of another facet');
      equal(await found({ none: ['x'] }), [], 'an unknown facet');
    });

    test('filters by time: from is inclusive, to is exclusive', async (index) => {
      const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`;
      await fill(index, ...[1, 2, 3].map((day) => ({ ...doc(`d${day}`, 'Rotor'), at: at(day) })));
      equal((await find(index, 'rotor', { from: at(2) })).sort(), ['d2', 'd3'], 'from');
      equal((await find(index, 'rotor', { to: at(2) })).sort(), ['d1'], 'to');
      equal(
        await find(index, 'rotor', { from: '2026-01-02T00:00:00Z', to: at(3) }),
        ['d2'],
        'both, without milliseconds',
      );
    });

    test('gives at most as many as asked for, the best first', async (index) => {
      await fill(
        index,
        ...Array.from({ length: 12 }, (_, n) => doc(`d${n}`, `Rotor ${longer.slice(0, n).join(' ')}`)),
        ...fillers,
      );
      const hits = await query(index, { text: 'rotor', limit: 5 });
      equal(
        hits.map(({ id }) => id),
        ['d0', 'd1', 'd2', 'd3', 'd4'],
        'the shortest titles',
      );
      const scores = hits.map(({ score }) => score);
      equal(
        scores,
        scores.toSorted((a, b) => b - a),
        'the scores',
      );
    });

    test('takes any text for words and nothing else', async (index) => {
      await fill(index, doc('a', 'Rotor AND stator', 'near'));
      for (const text of ['', ' ', '"', '*', '( ) : ^ -', '🛠️']) equal(await find(index, text), [], text);
      for (const text of [
        'rotor"',
        '"rotor',
        'rotor*',
        'title:rotor',
        'rotor OR',
        '(rotor',
        'rotor^2',
        "rotor'; --",
        'NOT rotor',
        'a-rotor',
      ])
        equal(await find(index, text), ['a'], text);
      equal(await find(index, 'rotor '.repeat(200)), ['a'], 'a very long query');
    });

    test('replaces and removes texts; applying a page twice changes nothing', async (index) => {
      await fill(index, doc('a', 'Rotor'), doc('b', 'Stator'), doc('b', 'Gearbox'), ...fillers);
      equal(await find(index, 'stator'), [], 'a text that came twice in one page, at first');
      equal(await find(index, 'gearbox'), ['b'], 'a text that came twice in one page, at last');
      const page = { upserts: [doc('a', 'Blade')], removals: ['b', 'never'], cursor: 'c2' };
      await index.apply('p', page);
      const once = await query(index, { text: 'blade' });
      await index.apply('p', page);
      equal(await query(index, { text: 'blade' }), once, 'hits after the second time');
      equal(
        once.map(({ id }) => id),
        ['a'],
        'blade',
      );
      for (const text of ['rotor', 'gearbox']) equal(await find(index, text), [], text);
    });

    test('a word that is gone does not stand in the way of a similar one', async (index) => {
      await fill(index, doc('a', 'Bearing'), doc('b', 'Bearink'));
      await index.apply('p', { upserts: [], removals: ['a'], cursor: 'c2' });
      equal(await find(index, 'bearing'), ['b'], 'bearing');
    });

    test('knows how far it has come in each partition', async (index) => {
      equal(await index.cursor('p'), null, 'at first');
      await index.apply('p', { upserts: [doc('a', 'Rotor')], removals: [], cursor: 'one' });
      await index.apply('q', { upserts: [], removals: [], cursor: 'two' });
      equal([await index.cursor('p'), await index.cursor('q')], ['one', 'two'], 'the cursors');
    });

    test('keeps partitions apart, their statistics too', async (index) => {
      await fill(index, doc('a', 'Rotor noise'), doc('b', 'Stator'), ...fillers);
      const before = await query(index, { text: 'rotor noise' });
      await index.apply('q', {
        upserts: Array.from({ length: 30 }, (_, n) => doc(`q${n}`, 'Rotor rotor')),
        removals: [],
        cursor: 'c',
      });
      equal(await query(index, { text: 'rotor noise' }), before, 'hits after another partition grew');
      equal((await index.query('q', { text: 'noise', limit: 10 })).length, 0, 'a word of the other partition');
      await index.drop('q');
      equal(
        [await index.cursor('q'), (await index.query('q', { text: 'rotor', limit: 10 })).length],
        [null, 0],
        'what was dropped',
      );
      equal(await query(index, { text: 'rotor noise' }), before, 'hits after another partition went');
      await index.drop('never');
      equal(await index.query('never', { text: 'rotor', limit: 10 }), [], 'an unknown partition');
    });

    test('holds 500 texts and still finds the one', async (index) => {
      const words = ['rotor', 'stator', 'blade', 'seal', 'pump', 'valve', 'oil', 'shaft', 'casing', 'nozzle'];
      const text = (n: number) =>
        Array.from({ length: 20 }, (_, i) => words[(n * 7 + i * (n % 5)) % words.length]).join(' ');
      await fill(
        index,
        ...Array.from({ length: 500 }, (_, n) =>
          doc(`d${n}`, `Note ${n}`, n === 321 ? `${text(n)} cavitation` : text(n)),
        ),
      );
      for (const text of ['cavitation', 'cavitatoin', 'cavit']) equal(await find(index, text), ['d321'], text);
      equal((await find(index, '321'))[0], 'd321', 'a number');
    });

    if (!harness.persistent) return;

    test('knows everything after it was closed and opened again', async (index, reopen) => {
      await fill(index, doc('a', 'Rotor balancing'), ...fillers);
      const before = await query(index, { text: 'rotot' });
      ok(before.length === 1, 'a typing mistake finds the text');
      await index.close();
      const again = await reopen();
      equal(await again.cursor('p'), 'c', 'the cursor');
      equal(await query(again, { text: 'rotot' }), before, 'hits');
    });
  });
}

// So that no word stands in most texts, where it would say nothing.
const fillers: readonly SearchDoc[] = Array.from({ length: 20 }, (_, n) =>
  doc(`filler${n}`, `Lorem ipsum ${n}`, 'dolor sit amet'),
);

const longer = ['noise', 'blade', 'seal', 'pump', 'valve', 'oil', 'shaft', 'casing', 'nozzle', 'fan', 'duct', 'gear'];

function doc(id: string, title: string, body = ''): SearchDoc {
  return { id, title, body, facets: {}, at: '2026-01-01T00:00:00.000Z' };
}

function fill(index: SearchIndex, ...upserts: readonly SearchDoc[]): Promise<void> {
  return index.apply('p', { upserts, removals: [], cursor: 'c' });
}

function query(index: SearchIndex, query: Partial<SearchQuery> & { readonly text: string }) {
  return index.query('p', { limit: 20, ...query });
}

async function find(index: SearchIndex, text: string, filter: Partial<SearchQuery> = {}): Promise<string[]> {
  return (await query(index, { ...filter, text })).map(({ id }) => id);
}
