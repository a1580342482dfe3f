import 'fake-indexeddb/auto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@copkit/client';
import { type CopkitApi, createCopkit, type Identity } from '@copkit/core';
import { expertise } from '@copkit/core/expertise';
import { demoSignOn } from '@copkit/server';
import { serve } from '@copkit/server/node';
import { memory, type StorageAdapter } from '@copkit/storage';
import { idb } from '@copkit/storage-idb';
import { sqlite } from '@copkit/storage-sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADA, BOB, tickingClock } from './worlds.js';

const ROOT: Identity = { hostId: 'root', name: 'Rosa Root', admin: true };

let closing: (() => void | Promise<void>)[];
let folder: string;
let databases = 0;

beforeEach(async () => {
  closing = [];
  folder = await mkdtemp(join(tmpdir(), 'copkit-knowledge-'));
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  await rm(folder, { recursive: true });
});

const onError = (error: unknown) => {
  throw error;
};

async function inProcess(storage: StorageAdapter) {
  const cop = await createCopkit({ storage, extensions: [expertise()], clock: tickingClock(), onError });
  closing.push(() => cop.close());
  return cop;
}

const kinds: Readonly<Record<string, () => Promise<(who: Identity) => CopkitApi>>> = {
  'on memory': async () => {
    const cop = await inProcess(memory());
    return (who) => cop.as(who);
  },
  'on IndexedDB': async () => {
    const cop = await inProcess(idb(`knowledge-${databases++}`));
    return (who) => cop.as(who);
  },
  'on SQLite': async () => {
    const cop = await inProcess(sqlite(join(folder, 'copkit.db')));
    return (who) => cop.as(who);
  },
  'over HTTP': async () => {
    const cop = await inProcess(memory());
    const server = await serve({ cop, authenticate: demoSignOn([ADA, BOB, ROOT]) });
    closing.push(() => server.close());
    return ({ hostId }) => {
      const client = connect({ url: server.url, headers: { 'copkit-persona': hostId } });
      closing.push(() => client.close());
      return client;
    };
  },
};

describe.each(Object.entries(kinds))('%s', (_, make) => {
  let root: CopkitApi;
  let ada: CopkitApi;
  let bob: CopkitApi;
  let communityId: string;

  beforeEach(async () => {
    const as = await make();
    [root, ada, bob] = [as(ROOT), as(ADA), as(BOB)];
    communityId = (await ada.communities.create({ name: 'Rotor dynamics', purpose: 'Quieter rotors' })).id;
    await bob.membership.join({ communityId });
    await root.topics.define({ prefLabel: 'Rotor balancing', altLabels: ['Auswuchten'] });
    await root.topics.define({ prefLabel: 'Balancing' });
  });

  it('topics are suggested for a text, of any length', async () => {
    const { items } = await bob.knowledge.suggestTopics({ title: 'Auswuchten?', text: 'How?' });
    expect(items[0]).toEqual({
      topic: { id: 'rotor-balancing', label: 'Rotor balancing' },
      why: 'named',
      form: 'Auswuchten',
    });
    const long = `${'It hums. '.repeat(4_000)} Balancing a rotor.`;
    const found = await bob.knowledge.suggestTopics({ text: long });
    expect(found.items.map(({ topic }) => topic.label)).toEqual(['Balancing', 'Rotor balancing']);
  });

  it('what was tagged with a topic that was merged is found by the other', async () => {
    const question = { communityId, kind: 'question', title: 'Why?', body: 'It hums.' } as const;
    const { id } = await bob.threads.start({ ...question, topics: ['Balancing'] });
    const merged = await root.knowledge.mergeTopics({ from: 'balancing', into: 'Rotor balancing' });
    expect(merged.altLabels).toEqual(['Auswuchten', 'Balancing']);
    const refs = [{ id: 'rotor-balancing', label: 'Rotor balancing' }];
    for (const topic of ['balancing', 'auswuchten']) {
      expect((await ada.threads.list({ communityId, topic })).items).toMatchObject([{ id, topics: refs }]);
      expect((await ada.search.find({ text: 'hums', topic })).items).toMatchObject([{ postId: id, topics: refs }]);
    }
    await expect(root.topics.define({ prefLabel: 'Balancing' })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('concepts come in once, and no circle among them', async () => {
    const concepts = [
      { uri: 'https://plant.example/1', prefLabel: 'Pumps' },
      { uri: 'https://plant.example/2', prefLabel: 'Impellers', broader: ['https://plant.example/1'] },
    ];
    const outcomes = async () => (await root.knowledge.importTopics({ concepts })).items.map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual(['created', 'created']);
    expect(await outcomes()).toEqual(['unchanged', 'unchanged']);
    const turned = [{ ...concepts[0]!, broader: ['https://plant.example/2', 'https://plant.example/3'] }];
    expect((await root.knowledge.importTopics({ concepts: turned })).items).toMatchObject([
      { outcome: 'unchanged', unknown: ['https://plant.example/3'], circular: ['https://plant.example/2'] },
    ]);
    expect((await root.topics.get({ topicId: 'impellers' })).broader).toEqual([{ id: 'pumps', label: 'Pumps' }]);
  });

  it('a member defines a term, whoever answers for it accepts it, and it is explained where it stands', async () => {
    const { id: definitionId } = await bob.knowledge.proposeDefinition({
      communityId,
      topic: 'auswuchten',
      definition: 'Taking the unbalance away.',
    });
    await expect(bob.knowledge.acceptDefinition({ definitionId })).rejects.toMatchObject({ code: 'forbidden' });
    await ada.knowledge.acceptDefinition({ definitionId });
    await expect
      .poll(async () => (await bob.knowledge.listTerms({ texts: ['We do rotor balancing.'] })).items)
      .toEqual([
        {
          topic: { id: 'rotor-balancing', label: 'Rotor balancing' },
          definition: 'Taking the unbalance away.',
          forms: ['rotor balancing'],
        },
      ]);
    const { items } = await bob.knowledge.listDefinitions({ communityId });
    expect(items).toMatchObject([{ id: definitionId, state: 'accepted', by: { name: 'Bob Noyce' } }]);
  });

  it('the map and the risk are for whoever answers for the community', async () => {
    expect(await ada.knowledge.getMap({ communityId })).toMatchObject({ status: 'insufficient', next: 'wait' });
    expect(await ada.knowledge.getRisk({ communityId })).toMatchObject({ status: 'insufficient', next: 'wait' });
    for (const read of [bob.knowledge.getMap, bob.knowledge.getRisk]) {
      await expect(read({ communityId })).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});
