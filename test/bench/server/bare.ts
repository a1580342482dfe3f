import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { barePostgres } from './bare-postgres.js';
import { bareSqlite } from './bare-sqlite.js';
import { type BareStore, type Rows, rowsOf } from './bare-store.js';
import type { Filled } from './filling.js';
import { SEARCHED } from './filling.js';
import type { World } from './worlds.js';

export interface Bare {
  readonly world: World;
  readonly filled: Filled;
  /** How many rows stand in the list beside those of its first page. */
  readonly threads: number;
}

/**
 * The least that answers with the same bytes: node:http, rows of ready JSON found by an index of the raw driver, one
 * full-text index, and the same documents written in as many transactions. Nobody is signed in, nothing is checked.
 */
export async function serveBare({ world, filled, threads }: Bare): Promise<{ readonly url: string }> {
  const pages = { '/list': rowsOf(filled.listAnswer), '/read': rowsOf(filled.threadAnswer) };
  const search = rowsOf(filled.searchAnswer);
  const store: BareStore =
    world.store === 'sqlite' ? await bareSqlite(world.folder) : await barePostgres(world.connectionString);
  await store.fill(pages, search, threads);

  const bodyOf = async (path: string): Promise<string> => {
    if (path === '/search') return around(search, await store.search(SEARCHED, search.rows.length));
    const page = pages[path as keyof typeof pages];
    return around(page, await store.page(path, page.rows.length));
  };
  let calls = 0;
  const server = createServer(async (request, response) => {
    let body = filled.replyAnswer;
    if (request.method === 'POST') {
      let text = '';
      request.setEncoding('utf8');
      for await (const chunk of request) text += chunk;
      JSON.parse(text);
      await store.write(filled.replyCommits, calls++);
    } else {
      body = await bodyOf(request.url ?? '');
    }
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const around = ({ before, after }: Rows, rows: readonly string[]): string => `${before}${rows.join(',')}${after}`;
