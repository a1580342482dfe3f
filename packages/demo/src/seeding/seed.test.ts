import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Copkit, createCopkit } from '@copkit/core';
import { memory } from '@copkit/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { communities } from '../communities/communities.js';
import { people } from '../company/people.js';
import { seed } from './seed.js';

const now = new Date('2026-11-23T10:00:00.000Z');

const seeded = async (): Promise<Copkit> => {
  const storage = memory();
  await seed(storage, { until: now, seed: 1 });
  return createCopkit({ storage, clock: () => now });
};

const as = (cop: Copkit, who: string) => {
  const person = people.find(({ hostId }) => hostId === who);
  if (!person) throw new Error(`Nobody is called ${who}.`);
  const { came: _came, since: _since, ...identity } = person;
  return cop.as(identity);
};

/** Everything a person sees, as text. */
const readAll = async (cop: Copkit, who: string): Promise<string> => {
  const api = as(cop, who);
  const { items } = await api.communities.list({ mine: true });
  const pages = await Promise.all(
    items.map(async ({ id }) => {
      const listed = await api.threads.list({ communityId: id, limit: 100 });
      return Promise.all([...listed.pinned, ...listed.items].map((thread) => api.threads.get({ threadId: thread.id })));
    }),
  );
  return JSON.stringify([items, pages]);
};

describe('the sample', () => {
  let cop: Copkit;
  beforeAll(async () => {
    cop = await seeded();
  });
  afterAll(() => cop.close());

  it('holds every thread, and the store is in order', async () => {
    const stats = await cop.stats();
    expect(stats.threads).toEqual(
      communities
        .flatMap(({ threads }) => threads)
        .reduce<Record<string, number>>((sum, { kind }) => Object.assign(sum, { [kind]: (sum[kind] ?? 0) + 1 }), {}),
    );
    expect(stats.people).toBe(people.length);
    expect(stats.acceptedAnswers).toBeGreaterThan(25);
    expect((await cop.check()).findings).toEqual([]);
  });

  it('is the same when it is told again', async () => {
    const again = await seeded();
    expect(await readAll(again, 'ingrid')).toBe(await readAll(cop, 'ingrid'));
    await again.close();
  });

  it('lies in the year before, and its last acts in the last hours', async () => {
    const times = [...(await readAll(cop, 'eric')).matchAll(/"(?:at|createdAt|lastActivityAt)":"([^"]+)"/g)].map(
      ([, at]) => at ?? '',
    );
    const sorted = times.toSorted();
    expect(sorted.at(-1)).toSatisfy((last: string) => last < now.toISOString() && last > '2026-11-23T00:00');
    expect(sorted[0]).toSatisfy((first: string) => first > '2025-11-01');
  });

  it('has somebody waiting at the door, somebody invited, a draft and a report', async () => {
    const seals = await communityCalled('Seals & Impellers', 'gerd');
    const asked = await as(cop, 'gerd').membership.listRequests({ communityId: seals });
    expect(asked.items.map(({ person }) => person.name)).toEqual(['Lina Haddad']);
    const flags = await as(cop, 'gerd').threads.listFlags({ communityId: seals });
    expect(flags.items.map(({ reason }) => reason)).toEqual(['confidential']);
    const drafts = await as(cop, 'anton').drafts.list();
    expect(drafts.items).toHaveLength(2);
    const leads = await communityCalled('Site Leads’ Table', 'anton');
    expect((await as(cop, 'anton').communities.get({ communityId: leads })).you.state).toBe('invited');
  });

  it('knows every community that the pages name', async () => {
    const site = join(import.meta.dirname, '../../../../examples/intranet/site');
    const named = readdirSync(site, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(html|js)$/.test(file))
      .flatMap((file) => readFileSync(join(site, file), 'utf8').match(/c_[0-9a-z]{16}/g) ?? []);
    expect(named.length).toBeGreaterThan(10);
    const { communities: catalogue } = as(cop, 'anton');
    const lists = await Promise.all([catalogue.list(), catalogue.list({ archived: true })]);
    const listed = lists.flatMap(({ items }) => items.map(({ id }) => id));
    for (const id of new Set(named)) expect(listed).toContain(id);
  });

  const communityCalled = async (name: string, who: string): Promise<string> => {
    const { items } = await as(cop, who).communities.list();
    const found = items.find((community) => community.name === name);
    if (!found) throw new Error(`${who} sees no community called ${name}.`);
    return found.id;
  };
});
