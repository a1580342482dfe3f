import type { Json, Put } from '@copkit/storage';
import type * as z from 'zod';
import { CopkitError } from '../errors.js';
import type { Kit } from '../kit.js';
import { type Collection, versionOf } from '../store/collection.js';
import { kindOf } from '../store/partitions.js';
import { documentSchema, endSchema, type Head, headSchema } from './format.js';

const MOST_DOCUMENTS = 200;
const MOST_CHARACTERS = 1_000_000;

/**
 * Writes a dump into an empty store, which may be of another kind than the one it came from. Every line is checked
 * as it comes; if one is wrong, what was written before is removed again.
 * @throws CopkitError `conflict` where the store holds something, `invalid` with the line that is wrong.
 */
export async function restoreStore(kit: Kit, lines: AsyncIterable<string>): Promise<{ readonly documents: number }> {
  if ((await kit.storage.listPartitions(null, 1)).length > 0)
    throw new CopkitError('conflict', 'The store holds something already. Restore into an empty one.');
  const restoring = new Restoring(kit);
  try {
    let number = 0;
    for await (const line of lines) {
      number++;
      if (line.trim() === '') continue;
      await atLine(number, () => restoring.take(line));
    }
    return { documents: restoring.finish() };
  } catch (error) {
    for (const partition of restoring.written) await kit.storage.purge(partition);
    throw error;
  }
}

class Restoring {
  readonly written = new Set<string>();
  #head: Head | null = null;
  #partition: string | null = null;
  /** By collection and id: in a dump of a store in use a document may come twice, and the later one counts. */
  #waiting = new Map<string, Put>();
  #characters = 0;
  #taken = 0;
  #ended = false;

  constructor(readonly kit: Kit) {}

  async take(line: string): Promise<void> {
    const value = parsed(line);
    if (!this.#head) {
      this.#head = checked(headSchema, value, 'the head of a copkit dump');
      for (const [name, version] of Object.entries(this.#head.collections)) this.#refuseLater(name, version);
      return;
    }
    if (this.#ended) throw wrong('comes after the end.');
    if (isObject(value) && 'documents' in value) {
      await this.#flush();
      const { documents } = checked(endSchema, value, 'the end of a copkit dump');
      if (documents !== this.#taken) throw wrong(`counts ${documents} documents, but ${this.#taken} came before.`);
      this.#ended = true;
      return;
    }
    const { partition, collection: name, id, body } = checked(documentSchema, value, 'a document');
    const put = this.#putOf(partition, name, id, body);
    if (partition !== this.#partition || this.#waiting.size >= MOST_DOCUMENTS || this.#characters > MOST_CHARACTERS) {
      await this.#flush();
      this.#partition = partition;
    }
    this.#waiting.set(`${name}\n${id}`, put);
    this.#characters += line.length;
    this.#taken++;
  }

  finish(): number {
    if (!this.#ended) throw new CopkitError('invalid', 'The dump was cut off: its last line is missing.');
    return this.#taken;
  }

  #refuseLater(name: string, version: number): void {
    const known = this.kit.collections.get(name);
    if (known && versionOf(known) < version)
      throw new CopkitError('invalid', `"${name}" was dumped by a later version of copkit. Update this one first.`);
  }

  #putOf(partition: string, name: string, id: string, old: Json): Put {
    const collection: Collection<unknown> | undefined = this.kit.collections.get(name);
    if (!collection) throw wrong(`is of the collection "${name}", whose extension is not loaded.`);
    if (collection.home !== 'any' && collection.home !== kindOf(partition))
      throw wrong(`is in "${partition}", where "${name}" does not belong.`);
    const dumped = this.#head?.collections[name] ?? 1;
    const body = isObject(old) ? collection.upgrades.slice(dumped - 1).reduce((each, next) => next(each), old) : old;
    checked(collection.schema, body, `what "${name}" holds`);
    return { collection: name, id, body, keys: collection.keys(body, id) };
  }

  async #flush(): Promise<void> {
    if (this.#partition === null || this.#waiting.size === 0) return;
    this.written.add(this.#partition);
    await this.kit.storage.commit(this.#partition, { expect: [], puts: [...this.#waiting.values()], deletes: [] });
    this.#waiting = new Map();
    this.#characters = 0;
  }
}

const wrong = (what: string, options?: ErrorOptions) => new CopkitError('invalid', what, null, options);

async function atLine(number: number, take: () => Promise<void>): Promise<void> {
  try {
    await take();
  } catch (error) {
    if (error instanceof CopkitError && error.code === 'invalid')
      throw new CopkitError('invalid', `Line ${number} ${error.message}`, null, { cause: error });
    throw error;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw wrong('is not JSON.', { cause: error });
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const { data, error } = schema.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (issue) throw wrong(`is not ${what}: ${[issue.path.join('.'), issue.message].filter(Boolean).join(' ')}`);
  return data as T;
}

function isObject(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
