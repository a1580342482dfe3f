import { ClassicLevel } from 'classic-level';
import type { Contender } from './contender.js';

const join = (...parts: readonly string[]): string => parts.join('\0');
const after = (...parts: readonly string[]): string => `${join(...parts)}\x01`;
const digits = (position: number): string => String(position).padStart(16, '0');

/**
 * The same by hand with `classic-level`, the driver of the example's adapter, for documents that are only ever new: each
 * document, its index keys and its place in the feed in one synced batch. No limits, no checks, no tombstones, no replacing.
 */
export async function leveldbBaseline(folder: string): Promise<Contender> {
  const db = new ClassicLevel(folder);
  await db.open();
  const heads = new Map<string, number>();

  const bodiesOf = async (names: readonly string[]) =>
    (await db.getMany([...names])).map((text) => JSON.parse(text ?? 'null') as unknown);

  return {
    async insert(partition, puts) {
      const names = puts.map(({ collection, id }) => join('doc', partition, collection, id));
      if ((await db.hasMany(names)).includes(true)) throw new Error('A document exists already.');
      let head = heads.get(partition) ?? 0;
      const batch = db.batch();
      for (const [at, { collection, id, body, keys = [] }] of puts.entries()) {
        head += 1;
        batch.put(names[at] ?? '', JSON.stringify(body));
        batch.put(join('feed', partition, digits(head), collection, id), '');
        for (const [index, key] of keys) batch.put(join('entry', partition, index, key, collection, id), '');
      }
      heads.set(partition, head);
      await batch.put(join('head', partition), String(head)).write({ sync: true });
    },
    async get(partition, collection, id) {
      return JSON.parse((await db.get(join('doc', partition, collection, id))) ?? 'null');
    },
    async page(partition, index, from, limit) {
      const range = { gte: join('entry', partition, index, from), lt: after('entry', partition, index), limit };
      const names = await db.keys(range).all();
      return bodiesOf(names.map((name) => join('doc', partition, ...name.split('\0').slice(4))));
    },
    async feed(partition, since, limit) {
      const gt = after('feed', partition, digits(Number(since)));
      const names = await db.keys({ gt, lt: after('feed', partition), limit }).all();
      const bodies = await bodiesOf(names.map((name) => join('doc', partition, ...name.split('\0').slice(3))));
      return { bodies, after: String(Number(names.at(-1)?.split('\0')[2] ?? since)) };
    },
    close: () => db.close(),
  };
}
