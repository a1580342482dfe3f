import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'libsql';
import type { RecordedCommit } from './subject.js';

export interface Bare {
  readonly folder: string;
  /** The bytes to answer with, by path. */
  readonly answers: readonly (readonly [path: string, body: string])[];
  /** What to write, durably, before a POST is answered. */
  readonly commits: readonly RecordedCommit[];
}

/** The least that answers the same: node:http with the same bytes, and the same writes by the raw driver. */
export async function serveBare({ folder, answers, commits }: Bare): Promise<{ readonly url: string }> {
  const write = writer(join(folder, 'bare.db'), commits);
  const bodies = new Map(answers);
  const server = createServer((request, response) => {
    const body = bodies.get(request.url ?? '') ?? '';
    const answer = () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
      response.end(body);
    };
    if (request.method !== 'POST') return answer();
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      JSON.parse(text);
      write();
      answer();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Writes the recorded documents with their index entries, in as many transactions; what was new is new each time. */
function writer(file: string, commits: readonly RecordedCommit[]): () => void {
  const db = new Database(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  db.exec(`
    CREATE TABLE docs (part TEXT, collection TEXT, id TEXT, body TEXT, PRIMARY KEY (part, collection, id)) WITHOUT ROWID;
    CREATE TABLE entries (part TEXT, name TEXT, key TEXT, id TEXT, PRIMARY KEY (part, name, key, id)) WITHOUT ROWID;
  `);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commitNow = db.prepare('COMMIT');
  const putDoc = db.prepare('INSERT OR REPLACE INTO docs VALUES (?, ?, ?, ?)');
  const putEntry = db.prepare('INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)');
  const deleteDoc = db.prepare('DELETE FROM docs WHERE part = ? AND collection = ? AND id = ?');
  let calls = 0;
  return () => {
    const call = String(calls++);
    for (const { partition, commit } of commits) {
      const known = new Set(
        commit.expect.filter(({ rev }) => rev !== null).map(({ collection, id }) => `${collection}/${id}`),
      );
      begin.run();
      for (const { collection, id, body, keys = [] } of commit.puts) {
        const own = known.has(`${collection}/${id}`) ? id : id + call;
        putDoc.run(partition, collection, own, JSON.stringify(body));
        for (const [name, key] of keys) putEntry.run(partition, name, key, own);
      }
      for (const { collection, id } of commit.deletes) deleteDoc.run(partition, collection, id);
      commitNow.run();
    }
  };
}
