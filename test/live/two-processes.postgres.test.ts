import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { changesAcross } from './two-processes.js';

it('a change in one process on PostgreSQL reaches the listeners of another', async () => {
  const name = `copkit_live_${process.pid}`;
  const client = new pg.Client(inject('postgres'));
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  const taken = await changesAcross(Object.assign(new URL(inject('postgres')), { pathname: name }).href);
  console.log(`PostgreSQL, milliseconds from the answer to the wake-up in the other process: ${taken.map(Math.round)}`);
  expect(taken).toHaveLength(10);
  await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await client.end();
});
