import type { Identity } from '@copkit/core';
import { describe, expect, test, vi } from 'vitest';
import { builtIn } from '../../packages/core/src/registry.js';
import {
  Clock,
  foundCommunity,
  fullNameOf,
  hostIdOf,
  type Organisation,
  organisation,
  startThread,
} from '../../packages/core/src/testing/organisation.js';
import { shippedExtensions } from './extensions.js';
import { schemaOf } from './inputs.js';
import { type Served, served } from './served.js';

// Two organisations that differ in nothing but what happens in a private community. Whoever does not belong to it must
// not be able to tell them apart: not by a hit, an extract, a count, a suggestion, an entity tag or a link.

const extensions = await shippedExtensions();
const operations = [builtIn, ...extensions].flatMap((each) => each.operations ?? []);
const SECRET = 'xylocarp';
const sam: Identity = { hostId: hostIdOf('Sam'), name: fullNameOf('Sam'), unit: 'hall' };
const UNITS: Readonly<Record<string, Partial<Identity>>> = { Sam: sam, Mia: { unit: 'press' } };
const THE_DAY = new Date('2026-02-01T09:00:00.000Z');

interface Twin {
  readonly org: Organisation;
  readonly server: Served;
  readonly openId: string;
  readonly hiddenId: string;
}

/** What everybody may know of is done first, so that it bears the same ids in both. */
async function twin(): Promise<Twin> {
  const clock = new Clock();
  let fixed = false;
  const org = await organisation({
    extensions,
    clock: () => (fixed ? THE_DAY : clock.now()),
  });
  for (const name of ['Ada', 'Bo', 'Mia', 'Sam']) await org.as(name, UNITS[name]).people.getMe();
  const { id: openId } = await foundCommunity(org, 'Ada', { name: 'Pumps', topics: ['pumps'] }, ['Mia', 'Sam']);
  await startThread(org.as('Mia'), openId, { title: 'It hums', topics: ['pumps'] });
  const hidden = await foundCommunity(org, 'Bo', { name: `${SECRET} club`, visibility: 'private' });
  fixed = true;
  return { org, server: await served(org.cop), openId, hiddenId: hidden.id };
}

/** What goes on by itself, in both. */
async function later({ org }: Twin): Promise<void> {
  await org.cop.sweep();
  await org.cop.jobs.run();
}

/** Everything that leaves a trace somewhere. */
async function liveOn({ org, hiddenId: communityId }: Twin): Promise<void> {
  const bo = org.as('Bo');
  await bo.membership.invite({ communityId, personId: await org.idOf('Mia') });
  await org.as('Mia').membership.accept({ communityId });
  const thread = await startThread(bo, communityId, {
    title: `${SECRET} leaks`,
    body: `The ${SECRET} hums. @[${await org.idOf('Sam')}] knows.`,
    topics: [SECRET, 'pumps'],
    subject: { key: `procedure:${SECRET}`, title: SECRET },
  });
  const reply = await org.as('Mia').threads.reply({ threadId: thread.id, body: `Every ${SECRET} does.` });
  await bo.threads.accept({ replyId: reply.id });
  await org.as('Mia').threads.flag({ postId: thread.id, reason: 'other', note: SECRET });
  const practice = await bo.practices.create({ communityId, title: `Peel the ${SECRET}`, steps: [SECRET] });
  await bo.communities.update({ communityId, topics: [SECRET] });
  await org.as('Mia', { unit: 'press' }).adoptions.adopt({ practiceId: practice.id, state: 'adopted' });
}

const WORDS = ['hums', SECRET, SECRET.slice(0, 3), 'pumps', 'Bo', `procedure:${SECRET}`];

/** Everything that can be asked by name or by words, without the id of something. */
function questions({ openId }: Pick<Twin, 'openId'>): { name: string; input: Record<string, unknown> }[] {
  return operations
    .filter(({ kind, allow }) => kind === 'read' && allow.some((grant) => grant !== 'system'))
    .flatMap((operation) => {
      const { properties = {}, required = [] } = schemaOf(operation);
      const needed = required.filter((field) => !['text', 'topic', 'topicId', 'communityId'].includes(field));
      if (needed.length > 0) return [];
      const inOpen = required.includes('communityId') ? { communityId: openId } : {};
      const worded = Object.keys(properties).filter((field) => ['text', 'topic', 'topicId'].includes(field));
      const inputs = worded.flatMap((field) => WORDS.map((word) => ({ ...inOpen, [field]: word })));
      return [...(required.some((field) => worded.includes(field)) ? [] : [inOpen]), ...inputs].map((input) => ({
        name: operation.name,
        input,
      }));
    });
}

describe('what happens in a private community', () => {
  test('changes no answer, no header and no entity tag for whoever is outside', async () => {
    const quiet = await twin();
    const lively = await twin();
    await liveOn(lively);
    for (const each of [quiet, lively]) await later(each);
    expect(lively.openId).toBe(quiet.openId);
    const asked = questions(quiet);
    const wrong: unknown[] = [];
    for (const { name, input } of asked) {
      const [one, other] = await Promise.all([quiet, lively].map(({ server }) => server.read(sam, name, input)));
      if (JSON.stringify(one) !== JSON.stringify(other)) wrong.push({ name, input, one, other });
      if (other?.text.replaceAll(JSON.stringify(Object.values(input)), '').includes(`${SECRET} `)) {
        wrong.push({ name, input, other });
      }
    }
    expect(wrong).toEqual([]);
    expect(new Set(asked.map(({ name }) => name)).size).toBeGreaterThan(12);
    expect(await lively.org.as('Sam', sam).inbox.countUnread()).toEqual(
      await quiet.org.as('Sam', sam).inbox.countUnread(),
    );
  });

  test('is told apart by its members, so that the comparison above can fail', async () => {
    const quiet = await twin();
    const lively = await twin();
    await liveOn(lively);
    for (const each of [quiet, lively]) await later(each);
    const bo: Identity = { hostId: hostIdOf('Bo'), name: fullNameOf('Bo') };
    const changed = new Set<string>();
    for (const { name, input } of questions(quiet)) {
      const [one, other] = await Promise.all([quiet, lively].map(({ server }) => server.read(bo, name, input)));
      if (JSON.stringify(one) !== JSON.stringify(other)) changed.add(name);
    }
    expect([...changed]).toEqual(
      expect.arrayContaining(['communities.list', 'search.find', 'inbox.list', 'experts.find']),
    );
  });

  test('wakes nobody outside, and a stream that watches it is as silent as one that watches nothing', async () => {
    const lively = await twin();
    const { url } = await served(lively.org.cop, { limits: { heartbeatMs: 100 } });
    const watch = async (id: string) => {
      const ending = new AbortController();
      const headers = { 'x-test-identity': encodeURIComponent(JSON.stringify(sam)) };
      const response = await fetch(`${url}/v1/live?watch=${id}`, { headers, signal: ending.signal });
      const stream = { text: '', end: () => ending.abort() };
      const read = async () => {
        for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) stream.text += text;
      };
      read().catch(() => {});
      return stream;
    };
    const absent = `c_${'0'.repeat(16)}`;
    const streams = await Promise.all([lively.hiddenId, absent, lively.openId].map(watch));
    // What happens before that, whoever listens reads by themselves.
    const areReady = () => streams.every(({ text }) => text.includes('event: ready'));
    await vi.waitFor(() => expect(areReady()).toBe(true), { timeout: 60_000 });
    await liveOn(lively);
    await lively.org.as('Mia').threads.start({ communityId: lively.openId, kind: 'discussion', title: 'A', body: 'B' });
    await vi.waitFor(() => expect(streams[2]?.text).toContain('wake'), { timeout: 60_000 });
    // Two beats later the others would have heard of it as well.
    const beats = (text: string) => text.match(/^:.*\n\n/gm)?.length ?? 0;
    const until = streams.map(({ text }) => beats(text) + 2);
    const silent = () => streams.every(({ text }, at) => beats(text) > (until[at] ?? 0));
    await vi.waitFor(() => expect(silent()).toBe(true), { timeout: 60_000 });
    for (const stream of streams) stream.end();
    const [hidden = '', nothing = '', open = ''] = streams.map(({ text }) => text);
    // Comments are the beat of the stream's own clock.
    const events = (text: string, id: string) => text.replaceAll(/^:.*\n\n/gm, '').replaceAll(id, 'ID');
    expect(events(hidden, lively.hiddenId)).toBe(events(nothing, absent));
    expect(hidden).not.toContain('wake');
    expect(open).toContain('wake');
  });
});

test('the key of somebody else’s write brings nobody its answer', async () => {
  const { org, server, openId, hiddenId } = await twin();
  const key = { 'idempotency-key': 'the-same-key' };
  const mia: Identity = { hostId: hostIdOf('Mia'), name: fullNameOf('Mia') };
  const bo: Identity = { hostId: hostIdOf('Bo'), name: fullNameOf('Bo') };
  const post = { kind: 'discussion', title: 'A', body: SECRET };
  const first = JSON.parse((await server.call(mia, 'threads.start', { communityId: openId, ...post }, key)).text);
  const again = JSON.parse((await server.call(mia, 'threads.start', { communityId: openId, ...post }, key)).text);
  const other = JSON.parse((await server.call(sam, 'threads.start', { communityId: openId, ...post }, key)).text);
  expect(again.id).toBe(first.id);
  expect(other.id).not.toBe(first.id);
  await server.call(bo, 'threads.start', { communityId: hiddenId, ...post }, key);
  const outside = await server.call(sam, 'threads.start', { communityId: hiddenId, ...post }, key);
  const nowhere = await server.call(sam, 'threads.start', { communityId: `c_${'0'.repeat(16)}`, ...post }, key);
  expect(outside).toEqual(nowhere);
  expect(outside.status).toBe(404);
  const drafts = await server.call(mia, 'drafts.save', { key: 'start', body: SECRET });
  expect(drafts.status).toBe(200);
  expect((await server.read(sam, 'drafts.get', { key: 'start' })).text).toBe('{"draft":null}');
  expect(org.faults).toEqual([]);
});

test('a closed community shows its card and nothing else', async () => {
  const world = await twin();
  await liveOn(world);
  const bo: Identity = { hostId: hostIdOf('Bo'), name: fullNameOf('Bo') };
  await world.org.as('Bo').communities.update({ communityId: world.hiddenId, visibility: 'closed', topics: [] });
  const list = JSON.parse((await world.server.read(sam, 'communities.list', { text: SECRET })).text);
  expect(list.items).toHaveLength(1);
  const [card] = list.items;
  expect(Object.keys(card).sort()).toEqual(
    [
      'archived',
      'id',
      'joinPolicy',
      'lastActivityAt',
      'memberCount',
      'name',
      'needsFacilitator',
      'purpose',
      'threadCount',
      'topics',
      'type',
      'visibility',
      'you',
    ].sort(),
  );
  for (const { name, input } of questions(world)) {
    // Who is mentioned where they may not read is told that they are, and nothing of what was written.
    if (name.startsWith('communities.') || name.startsWith('privacy.')) continue;
    const { text } = await world.server.read(sam, name, input);
    expect({ name, input, told: new RegExp(`${SECRET} (leaks|hums)|(Peel the|Every) ${SECRET}`).test(text) }).toEqual({
      name,
      input,
      told: false,
    });
    expect(text).not.toContain(world.hiddenId.slice(2));
  }
  expect((await world.server.read(bo, 'search.find', { text: SECRET })).text).toContain(world.hiddenId.slice(2));
});
