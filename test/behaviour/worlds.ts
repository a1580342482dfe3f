import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectOptions, connect } from '@copkit/client';
import { type Copkit, type CopkitApi, createCopkit, type Identity } from '@copkit/core';
import { demoSignOn } from '@copkit/server';
import { serve } from '@copkit/server/node';
import { memory } from '@copkit/storage';
import { sqlite, sqliteSearch } from '@copkit/storage-sqlite';

/** One running copkit and how its people reach it. */
export interface World {
  as(identity: Identity): CopkitApi;
  close(): Promise<void>;
}

export const ADA: Identity = { hostId: 'ada', name: 'Ada Byron', unit: 'turbines', unitName: 'Turbines' };
export const BOB: Identity = { hostId: 'bob', name: 'Bob Noyce', unit: 'chips', unitName: 'Chips' };
export const EVE: Identity = { hostId: 'eve', name: 'Eve Curie' };

const onError = (error: unknown) => {
  throw error;
};

/** A clock that never tells the same moment twice, so that what happened later is later. */
export function tickingClock(): () => Date {
  let now = Date.UTC(2026, 0, 5, 9);
  return () => new Date(now++);
}

async function inProcess(cop: Copkit, cleanUp = async () => {}): Promise<World> {
  return {
    as: (identity) => cop.as(identity),
    async close() {
      await cop.close();
      await cleanUp();
    },
  };
}

export interface ServedWorld extends World {
  readonly url: string;
  readonly cop: Copkit;
  connect(options?: Partial<ConnectOptions>): ReturnType<typeof connect>;
}

/** A server on a free port; people sign on by the header of the demo sign-on. */
export async function served(cop: Copkit): Promise<ServedWorld> {
  const server = await serve({ cop, authenticate: demoSignOn([ADA, BOB, EVE]) });
  const clients: ReturnType<typeof connect>[] = [];
  const open = (options: Partial<ConnectOptions> = {}) => {
    const client = connect({ url: server.url, ...options });
    clients.push(client);
    return client;
  };
  return {
    url: server.url,
    cop,
    connect: open,
    as: ({ hostId }) => open({ headers: { 'copkit-persona': hostId } }),
    async close() {
      for (const client of clients) client.close();
      await server.close();
      await cop.close();
    },
  };
}

export const onMemory = (clock = tickingClock()) => createCopkit({ storage: memory(), clock, jobsMs: 1_000, onError });

export const worlds: Readonly<Record<string, (clock?: () => Date) => Promise<World>>> = {
  'in process, on memory': async (clock) => inProcess(await onMemory(clock)),
  'in process, on SQLite': async (clock = tickingClock()) => {
    const folder = await mkdtemp(join(tmpdir(), 'copkit-behaviour-'));
    const file = join(folder, 'copkit.db');
    const cop = await createCopkit({
      storage: sqlite(file),
      search: sqliteSearch(file),
      clock,
      jobsMs: 1_000,
      onError,
    });
    return inProcess(cop, () => rm(folder, { recursive: true }));
  },
  'over HTTP': async (clock) => served(await onMemory(clock)),
};
