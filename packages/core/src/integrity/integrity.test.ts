import { MemoryStore, type Put } from '@copkit/storage';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { communityIdOf } from '../index.js';
import { builtIn } from '../registry.js';
import { communityPartition, peoplePartition, personPartition } from '../store/partitions.js';
import { everyDocument } from '../testing/documents.js';
import { foundCommunity, fullNameOf, hostIdOf, organisation, startThread } from '../testing/organisation.js';
import { samples } from '../testing/permissions/samples.js';
import { standings, type World, worldOf } from '../testing/permissions/world.js';
import { cast, play, steps } from '../testing/scenario.js';

// Many organisations one after the other: patient with a busy machine.
describe('whatever people do', { timeout: 60_000 }, () => {
  const property = async (atOnce: number, processes: number, numRuns: number) => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const store = new MemoryStore('tests');
        const org = await organisation({ store });
        const others = [];
        for (let seed = 2; seed <= processes; seed++) others.push(await organisation({ store, seed, clockOf: org }));
        done += await play([org, ...others], script, atOnce);
        expect((await org.cop.check()).findings).toEqual([]);
        for (const { partition, collection, id, body } of await everyDocument(org.storage)) {
          if (partition.startsWith('people/')) continue;
          const text = `${id} ${JSON.stringify(body)}`;
          for (const name of [...cast, 'Root']) {
            for (const trace of [fullNameOf(name), hostIdOf(name)]) {
              expect(text.includes(trace), `${trace} in ${partition} ${collection}/${id}`).toBe(false);
            }
          }
        }
      }),
      { seed: 20260105, numRuns },
    );
    // Enough of it was sensible for the rest to mean something.
    expect(done).toBeGreaterThan(numRuns * 10);
  };

  test('one after the other, the store is in order and names stand with the people alone', () => property(1, 1, 25));
  test('all at once as well', () => property(8, 1, 15));
  test('in two processes as well', () => property(8, 2, 15));
});

test('every id in any answer leads to the document it names', async () => {
  const world = await worldOf('facilitator', 'private');
  const org = { storage: world.storage };
  const known = new Set((await everyDocument(org.storage)).map(({ partition, id }) => `${partition} ${id}`));
  const seen = new Set<string>();
  for (const operation of builtIn.operations ?? []) {
    if (operation.kind !== 'read' || !operation.allow.some((grant) => grant !== 'system')) continue;
    for (const posts of [world.mine, world.theirs]) {
      const answer = await world.api.call(operation.name, samples[operation.name]?.(world, posts)).catch(() => null);
      const ids =
        JSON.stringify(answer).match(/"(?:p_[0-9a-z]{17}|c_[0-9a-z]{16}|[trfha]_[0-9a-z]{16}_[0-9a-z]{12})"/g) ?? [];
      for (const quoted of ids) seen.add(JSON.parse(quoted));
    }
  }
  expect(
    [...seen]
      .map((id) => id[0])
      .sort()
      .join(''),
  ).toMatch(/^a+c+f+h+p+r+t+$/);
  for (const id of seen) {
    if (id.startsWith('p_')) expect(known, id).toContain(`${peoplePartition(id)} ${id}`);
    else if (id.startsWith('c_')) expect(known, id).toContain(`${communityPartition(id)} it`);
    else {
      expect(communityIdOf(id)).toBe(world.communityId);
      expect(known, id).toContain(`${communityPartition(id)} ${id}`);
    }
  }
  const { thread } = (await world.api.call('threads.get', { threadId: world.theirs.threadId })) as {
    thread: { communityId: string };
  };
  expect(thread.communityId).toBe(world.communityId);
});

describe('audiences', () => {
  test('every collection declares one, and what they are', () => {
    const table = (builtIn.collections ?? []).map(({ name, audience }) => [name, audience]);
    expect(Object.fromEntries(table)).toEqual({
      formats: 'system',
      backfills: 'system',
      receipts: 'system',
      topicRedirects: 'readers',
      communityTopics: 'readers',
      outbox: 'system',
      activity: 'system',
      people: 'readers',
      hosts: 'system',
      units: 'readers',
      topics: 'readers',
      community: 'readers',
      counts: 'readers',
      cards: 'readers',
      memberships: 'readers',
      requests: 'staff',
      membershipChanges: 'staff',
      references: 'owner',
      threads: 'readers',
      replies: 'readers',
      listings: 'readers',
      tallies: 'readers',
      reactions: 'readers',
      histories: 'readers',
      withheld: 'staff',
      flags: 'staff',
      follows: 'owner',
      readMarks: 'owner',
      practices: 'readers',
      practiceVersions: 'readers',
      adoptions: 'readers',
      adopters: 'staff',
      subjects: 'readers',
      drafts: 'owner',
      series: 'answerable',
      seriesRows: 'answerable',
      interventions: 'readers',
      jobs: 'system',
      inbox: 'owner',
      invitations: 'staff',
      usage: 'system',
      reach: 'system',
      expertSettings: 'owner',
    });
  });

  /** What only the staff, and what only one person may see. */
  const STAFF = 'for the staff';
  const MIAS = 'of Mia alone';

  async function withSecrets(standing: (typeof standings)[number]): Promise<World> {
    return worldOf(standing, 'open', async (org, communityId, threadId) => {
      const fay = org.as('Fay');
      const [mia, sid] = [org.as('Mia'), org.as('Sid')];
      await sid.membership.join({ communityId, message: STAFF });
      await fay.membership.decline({ communityId, personId: await org.idOf('Sid'), reason: STAFF });
      await org.as('Tom').membership.join({ communityId, message: STAFF });
      await mia.threads.flag({ postId: threadId, reason: 'other', note: STAFF });
      const hidden = await mia.threads.reply({ threadId, body: STAFF });
      await mia.threads.edit({ postId: hidden.id, body: `Still ${STAFF}` });
      await fay.threads.hide({ postId: hidden.id, reason: STAFF });
      const own = await mia.threads.reply({ threadId, body: STAFF });
      await mia.threads.withdraw({ postId: own.id });
      await mia.practices.create({ communityId, draft: true, title: STAFF, steps: [STAFF] });
      await mia.drafts.save({ key: `reply:${threadId}`, body: MIAS, title: MIAS });
    });
  }

  test.each(standings)('nothing that is not theirs reaches %s through any read', async (standing) => {
    const world = await withSecrets(standing);
    const docs = await everyDocument(world.storage);
    const system = docs.filter(({ collection }) => ['receipts', 'hosts', 'activity', 'outbox'].includes(collection));
    expect(system.length).toBeGreaterThan(20);
    const { actor } = world.standing;
    const others = docs.filter(
      ({ partition }) => partition.startsWith('person/') && partition !== personPartition(actor.id),
    );
    const mayKnow = new Set(standing === 'system' ? ['staff', 'system'] : standing === 'facilitator' ? ['staff'] : []);
    let read = 0;
    for (const operation of builtIn.operations ?? []) {
      if (operation.kind !== 'read') continue;
      for (const posts of [world.mine, world.theirs]) {
        const input = samples[operation.name]?.(world, posts);
        const variants = operation.name === 'search.find' ? [{ text: 'staff' }, { text: 'Mia alone' }] : [input];
        for (const each of variants) {
          const answer = JSON.stringify(await world.api.call(operation.name, each).catch(() => null));
          if (answer !== 'null') read++;
          if (!mayKnow.has('staff')) expect(answer, operation.name).not.toContain(STAFF);
          expect(answer, operation.name).not.toContain(MIAS);
          if (mayKnow.has('system')) continue;
          for (const { id } of system) expect(answer.includes(id), `${operation.name} tells ${id}`).toBe(false);
        }
      }
    }
    expect(read).toBeGreaterThan(10);
    expect(others.length).toBeGreaterThan(0);
  });
});

describe('the check', () => {
  async function tampered(
    puts: (docs: Awaited<ReturnType<typeof everyDocument>>) => { partition: string; put: Put }[],
  ) {
    const store = new MemoryStore('tests');
    const { createCopkit } = await import('../index.js');
    const { memory } = await import('@copkit/storage');
    const org = await organisation({ store });
    const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
    const thread = await startThread(org.as('Bo'), communityId);
    await org.as('Ada').threads.reply({ threadId: thread.id, body: 'The shroud.' });
    await org.as('Ada').threads.react({ postId: thread.id, kind: 'like' });
    // A store of its own, so that what is broken on purpose does not fail the fixture.
    const copy = memory();
    await copy.open();
    const docs = await everyDocument(org.storage);
    for (const { partition, collection, id, body } of docs) {
      const keys = builtIn.collections?.find(({ name }) => name === collection)?.keys(body as never, id) ?? [];
      await copy.commit(partition, { expect: [], puts: [{ collection, id, body: body ?? 0, keys }], deletes: [] });
    }
    const cop = await createCopkit({ storage: copy });
    await cop.sweep();
    expect((await cop.check()).findings).toEqual([]);
    for (const { partition, put } of puts(docs)) await copy.commit(partition, { expect: [], puts: [put], deletes: [] });
    const { findings } = await cop.check();
    await cop.close();
    return findings.map(({ document, what }) => `${document} ${what}`).join('\n');
  }

  const changed = (collection: string, change: object) => (docs: Awaited<ReturnType<typeof everyDocument>>) =>
    docs
      .filter((doc) => doc.collection === collection)
      .slice(0, 1)
      .map(({ partition, id, body }) => {
        const tamperedBody = { ...(body as object), ...change } as Put['body'];
        const keys =
          builtIn.collections?.find(({ name }) => name === collection)?.keys(tamperedBody as never, id) ?? [];
        return { partition, put: { collection, id, body: tamperedBody, keys } };
      });

  test.each([
    ['a count of replies', changed('listings', { replyCount: 7 }), /counts 7 replies and 1 answers instead of 1 and 1/],
    ['a count of members', changed('counts', { members: 9 }), /counts 9 members instead of 2/],
    ['facilitators', changed('community', { facilitatorIds: [] }), /names other facilitators/],
    ['a sponsor', changed('community', { sponsorId: 'p_0' }), /names another sponsor/],
    ['a lost thread', changed('replies', { threadId: 't_x' }), /is in thread t_x, which is not there/],
    ['an accepted answer', changed('threads', { acceptedReplyId: 'r_x' }), /accepted r_x, which is not in it/],
    ['a copy in the lists', changed('listings', { state: 'open' }), /says state open instead of answered/],
    ['a state', changed('threads', { state: 'open' }), /is open instead of answered/],
    ['a tally', changed('tallies', { reactions: { like: 3 } }), /counts 3 like instead of 1 like/],
    ['a request', changed('memberships', { state: 'requested', roles: [] }), /has other requests/],
    ['a reference', changed('references', { roles: ['guest'] }), /says active guest .* instead of active \w/],
    ['a card', changed('cards', { visibility: 'closed' }), /says .*"closed".* instead of .*"open"/],
    ['a schema', changed('threads', { kind: 'poem' }), /does not fit its schema: kind/],
  ])('finds %s that is wrong', async (_what, tamper, finding) => {
    expect(await tampered(tamper)).toMatch(finding);
  });

  test('finds a document that stands in its index under another key', async () => {
    const findings = await tampered((docs) => {
      const { partition, collection, id, body } = docs.find((doc) => doc.collection === 'memberships')!;
      const keys = builtIn.collections?.find(({ name }) => name === collection)?.keys(body as never, id) ?? [];
      const astray = keys.map(([index]) => [index, '~'] as const);
      return [{ partition, put: { collection, id, body: body!, keys: astray } }];
    });
    expect(findings).toMatch(/has memberships\/\S+ in another place than its key says/);
  });

  test('finds a document without its index, one in a wrong place, and one of no known kind', async () => {
    const findings = await tampered((docs) => {
      const { partition, id, body } = docs.find(({ collection }) => collection === 'replies')!;
      return [
        { partition, put: { collection: 'replies', id, body: body!, keys: [] } },
        { partition: 'catalog', put: { collection: 'replies', id, body: body! } },
        { partition: 'topics', put: { collection: 'spells', id: 'x', body: {} } },
      ];
    });
    expect(findings).toMatch(/index "replies:replies" has 0 entries instead of 1/);
    expect(findings).toMatch(/belongs into community/);
    expect(findings).toMatch(/belongs to no known collection/);
  });
});

test('the counts of the store are those of what readers see', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const question = await startThread(org.as('Bo'), communityId);
  await startThread(org.as('Bo'), communityId, { kind: 'idea' });
  const gone = await startThread(org.as('Bo'), communityId);
  const answer = await org.as('Ada').threads.reply({ threadId: question.id, body: 'The shroud.' });
  await org.as('Bo').threads.reply({ threadId: question.id, body: 'Thanks.', inReplyTo: answer.id });
  await org.as('Bo').threads.accept({ replyId: answer.id });
  await org.as('Bo').threads.thank({ postId: answer.id });
  await org.as('Bo').threads.withdraw({ postId: gone.id });
  expect(await org.cop.stats()).toMatchObject({
    communities: 1,
    people: 2,
    members: 2,
    questions: 1,
    answers: 1,
    acceptedAnswers: 1,
    comments: 1,
    reactions: 1,
    threads: { question: 1, idea: 1, discussion: 0, announcement: 0 },
    perCommunity: [{ id: communityId, name: 'Rotor dynamics', members: 2 }],
  });
});
