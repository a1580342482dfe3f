import { expect, test, vi } from 'vitest';
import { evaluation } from '../evaluation/evaluation.js';
import { expertise } from '../expertise/expertise.js';
import type { Extension } from '../extension/extension.js';
import { moderation } from '../moderation/moderation.js';
import { privacy } from '../privacy/index.js';
import { provisioning } from '../provisioning/provisioning.js';
import { headsOf } from '../testing/documents.js';
import { foundCommunity, type Organisation, organisation, refusalOf, startThread } from '../testing/organisation.js';
import { samples } from '../testing/permissions/samples.js';
import { type World, worldOf } from '../testing/permissions/world.js';

// Every operation there is, in one test.
vi.setConfig({ testTimeout: 60_000 });

const extensions: readonly Extension[] = [privacy(), moderation(), expertise(), evaluation(), provisioning()];

async function scene() {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const thread = await startThread(org.as('Bo'), communityId);
  const reply = await org.as('Ada').threads.reply({ threadId: thread.id, body: 'The shroud.' });
  return { org, communityId, threadId: thread.id, replyId: reply.id };
}

/** Nothing at all is written while it runs. */
async function unchanged(org: Organisation, what: () => Promise<void>): Promise<void> {
  const before = await headsOf(org.storage);
  await what();
  expect(await headsOf(org.storage)).toEqual(before);
}

test('an unknown field is refused by its name, in every operation', async () => {
  const world: World = await worldOf('facilitator', 'open', undefined, extensions);
  for (const [name, sample] of Object.entries(samples)) {
    const input = { ...(sample(world, world.mine) as object), nobodyKnowsThis: 1 };
    const refusal = await refusalOf(world.api.call(name, input));
    expect(refusal, name).toMatchObject({ code: 'invalid', field: 'nobodyKnowsThis' });
  }
});

test('what is no object is refused, in every operation', async () => {
  const world = await worldOf('facilitator', 'open', undefined, extensions);
  for (const name of Object.keys(samples)) {
    for (const input of ['text', 7, [], true]) {
      expect((await refusalOf(world.api.call(name, input))).code, name).toBe('invalid');
    }
  }
});

/** Every text of an input, with the path that leads to it. */
function* texts(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value === 'string') yield path;
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* texts(inner, [...path, key]);
  }
}

function replaced(value: unknown, path: readonly string[], text: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return text;
  if (Array.isArray(value)) return value.map((item, at) => (String(at) === key ? replaced(item, rest, text) : item));
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, text) };
}

const LOOKED_UP = [
  'topics.get topicId: not-found',
  'provisioning.getUser id: undefined',
  'provisioning.findUser userName: undefined',
  'provisioning.getGroup id: undefined',
  'provisioning.findGroup externalId: undefined',
];

test.each([
  ['control characters', 'a\u0000b'],
  ['half a surrogate pair', 'a\ud800b'],
  ['a megabyte', 'x'.repeat(1_000_000)],
])('%s are refused by the field in every text of every operation', async (_what, text) => {
  const world = await worldOf('system', 'open', undefined, extensions);
  const accepted: string[] = [];
  for (const [name, sample] of Object.entries(samples)) {
    const input = sample(world, world.mine);
    for (const path of texts(input)) {
      const outcome = await world.api.call(name, replaced(input, path, text)).then(
        () => null,
        (error: { code: string; field: string }) => error,
      );
      const field = path.join('.');
      if (outcome?.code !== 'invalid' || outcome.field !== field) accepted.push(`${name} ${field}: ${outcome?.code}`);
    }
  }
  // What is only looked up may be any text; what is too long for it is refused like the rest.
  expect(accepted).toEqual(text.length > 100 ? [] : LOOKED_UP);
});

test('ten thousand mentions, or more people than anybody means, are refused', async () => {
  const { org, threadId } = await scene();
  const mention = (at: number) => `@[p_0${String(at).padStart(16, '0')}]`;
  const body = (count: number) => Array.from({ length: count }, (_, at) => mention(at)).join(' ');
  const bo = org.as('Bo');
  await unchanged(org, async () => {
    for (const count of [51, 1_700, 10_000]) {
      for (const call of [
        () => bo.threads.reply({ threadId, body: body(count) }),
        () => bo.threads.edit({ postId: threadId, body: body(count) }),
        () => bo.threads.preview({ body: body(count) }),
      ]) {
        expect(await refusalOf(call()), `${count}`).toMatchObject({ code: 'invalid', field: 'body' });
      }
    }
  });
  await bo.threads.reply({ threadId, body: body(50) });
});

test('ids of another community lead nowhere', async () => {
  const { org, threadId, replyId } = await scene();
  const other = await foundCommunity(org, 'Zed', { visibility: 'private' });
  const foreign = await startThread(org.as('Zed'), other.id);
  const moved = (id: string) => id.replace(/_[0-9a-z]{16}_/, `_${other.id.slice(2)}_`);
  const bo = org.as('Bo');
  await unchanged(org, async () => {
    const inReplyTo = org.as('Zed').threads.reply({ threadId: foreign.id, body: 'x', inReplyTo: replyId });
    expect(await refusalOf(inReplyTo)).toMatchObject({ code: 'not-found', field: 'inReplyTo' });
    const astray = org.as('Zed').threads.get({ threadId: moved(threadId) });
    expect(await refusalOf(astray)).toMatchObject({ code: 'not-found', field: 'threadId' });
    const around = bo.threads.listReplies({ threadId, around: moved(replyId) });
    expect(await refusalOf(around)).toMatchObject({ code: 'not-found', field: 'around' });
    expect(await refusalOf(bo.threads.get({ threadId: foreign.id }))).toMatchObject({ code: 'not-found' });
  });
});

test('a prototype is not to be polluted', async () => {
  const { org, communityId, threadId } = await scene();
  const bo = org.as('Bo');
  const parsed = (json: string): object => JSON.parse(json);
  await unchanged(org, async () => {
    const hostile = parsed('{"__proto__": {"admin": true}}');
    const replies = [
      { threadId, body: 'x', ...parsed('{"constructor": {"prototype": {}}}') },
      Object.assign(parsed(`{"threadId": "${threadId}", "body": "x", "__proto__": {"role": "answer"}, "more": 1}`)),
    ];
    for (const input of replies) expect((await refusalOf(bo.call('threads.reply', input))).code).toBe('invalid');
    const start = { communityId, kind: 'idea', title: 'T', body: 'B', ext: parsed('{"__proto__": {"a": 1}, "b": 1}') };
    expect((await refusalOf(bo.call('threads.start', start))).code).toBe('invalid');
    expect((await refusalOf(bo.call('__proto__', hostile))).code).toBe('not-found');
    expect((await refusalOf(bo.call('toString', hostile))).code).toBe('not-found');
  });
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
});

test('HTML and script in every text come out as text', async () => {
  const { org, communityId } = await scene();
  const script = '<img src=x onerror=alert(1)><script>alert(1)</script>';
  const thread = await startThread(org.as('Bo', { name: script }), communityId, {
    title: script,
    body: `${script} @[${await org.idOf('Bo')}] [x](javascript:alert(1))`,
    topics: ['<b>bold</b>'],
  });
  const shown = await org.as('Bo', { name: script }).threads.get({ threadId: thread.id });
  expect(shown.thread.html).not.toMatch(/<img|<script|href="javascript/);
  expect(shown.thread.title).toBe(script);
});
