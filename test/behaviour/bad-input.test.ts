import { connect } from '@copkit/client';
import type { Community, CopkitApi, Thread } from '@copkit/core';
import { issueEmbedToken, signOnFrom } from '@copkit/server';
import { serve } from '@copkit/server/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADA, BOB, onMemory, type ServedWorld, served } from './worlds.js';

let world: ServedWorld;
let ada: CopkitApi;
let community: Community;
let thread: Thread;
let documents: number;

beforeAll(async () => {
  world = await served(await onMemory());
  ada = world.as(ADA);
  await world.as(BOB).people.getMe();
  community = await ada.communities.create({ name: 'Rotors', purpose: 'Quieter' });
  thread = await ada.threads.start({ communityId: community.id, kind: 'question', title: 'Why?', body: 'Hm.' });
});
afterAll(() => world.close());

const count = async () => (await world.cop.check()).documents;
beforeEach(async () => {
  documents = await count();
});

/** A request as no client of ours would send it, and its problem. */
async function problem(path: string, init: RequestInit = {}, headers: Record<string, string> = {}) {
  const response = await fetch(world.url + path, {
    ...init,
    headers: { 'copkit-persona': 'ada', 'content-type': 'application/json', ...headers },
  });
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = await response.json();
  expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:|\bat \//);
  return body as { status: number; code: string; detail: string; field: string | null };
}
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  problem(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }, headers);
const reply = (body: string) => ({ threadId: thread.id, body });

/** Nothing is half-written, and the server is up. */
async function nothingHappened() {
  expect(await count()).toBe(documents);
  expect((await fetch(`${world.url}/v1/health`)).status).toBe(200);
}

describe('bad input over HTTP', () => {
  it('differs from good input by what is stored', async () => {
    await ada.threads.reply(reply('Because.'));
    expect(await count()).toBeGreaterThan(documents);
  });

  it('of 5 MB', async () => {
    expect(await post('/v1/threads/reply', reply('x'.repeat(5_000_000)))).toMatchObject({
      status: 413,
      code: 'too-large',
    });
    await nothingHappened();
  });

  it('with a text that is too long', async () => {
    expect(await post('/v1/threads/reply', reply('x'.repeat(40_001)))).toMatchObject({
      code: 'invalid',
      field: 'body',
    });
    const title = { communityId: community.id, kind: 'idea', title: 'x'.repeat(201), body: 'x' };
    expect(await post('/v1/threads/start', title)).toMatchObject({ code: 'invalid', field: 'title' });
    await nothingHappened();
  });

  it('with 10,000 mentions', async () => {
    const mentions = Array.from({ length: 10_000 }, (_, i) => `@[p_0${String(i).padStart(16, '0')}]`);
    expect(await post('/v1/threads/reply', reply(mentions.join('')))).toMatchObject({ code: 'invalid', field: 'body' });
    expect(await post('/v1/threads/reply', reply(mentions.slice(0, 500).join('')))).toMatchObject({
      code: 'invalid',
      field: 'body',
    });
    await nothingHappened();
  });

  it('with control characters and broken characters', async () => {
    for (const bad of ['\u0000', '\u0008', '\u001b[31m', '\u007f', '\ud800']) {
      expect(await post('/v1/threads/reply', reply(`a${bad}b`)), JSON.stringify(bad)).toMatchObject({
        code: 'invalid',
        field: 'body',
      });
      const start = { communityId: community.id, kind: 'idea', title: `a${bad}`, body: 'x' };
      expect(await post('/v1/threads/start', start)).toMatchObject({ code: 'invalid', field: 'title' });
    }
    expect(await post('/v1/communities/create', { name: 'two\nlines', purpose: 'x' })).toMatchObject({ field: 'name' });
    await nothingHappened();
  });

  it('that is no JSON, or JSON of another shape', async () => {
    for (const text of [
      '{',
      '',
      'null',
      '[]',
      '"x"',
      '7',
      '{"threadId":',
      `{"threadId":"${thread.id}","body":{"toString":1}}`,
    ]) {
      expect(await post('/v1/threads/reply', text), text).toMatchObject({ status: 400, code: 'invalid' });
    }
    expect(await post('/v1/threads/reply', `{"threadId":"${thread.id}","body":7}`)).toMatchObject({ field: 'body' });
    await nothingHappened();
  });

  it('with fields that there are not', async () => {
    expect(await post('/v1/threads/reply', { ...reply('x'), colour: 'red' })).toMatchObject({
      code: 'invalid',
      field: 'colour',
    });
    expect(await post('/v1/threads/reply', `{"threadId":"${thread.id}","body":"x","__proto__":{"a":1}}`)).toMatchObject(
      { field: '__proto__' },
    );
    expect(await post('/v1/threads/reply', { ...reply('x'), constructor: { prototype: {} } })).toMatchObject({
      field: 'constructor',
    });
    expect(await problem(`/v1/threads/list?communityId=${community.id}&colour=red`)).toMatchObject({ field: 'colour' });
    const ext = { communityId: community.id, ext: { 'host.unknown': 1 } };
    expect(await post('/v1/communities/update', ext)).toMatchObject({ code: 'invalid', field: 'ext.host.unknown' });
    await nothingHappened();
  });

  it('with ids that are unknown, of something else, or of another community', async () => {
    const elsewhere = await ada.communities.create({ name: 'Mergers', purpose: 'x', visibility: 'private' });
    const secret = await ada.threads.start({ communityId: elsewhere.id, kind: 'idea', title: 'x', body: 'x' });
    const here = await ada.threads.reply(reply('here'));
    documents = await count();
    const bob = { 'copkit-persona': 'bob' };
    const none = thread.id.replace(/.{12}$/, '000000000000');
    expect(await problem(`/v1/threads/get?threadId=${none}`)).toMatchObject({ code: 'not-found' });
    expect(await problem('/v1/threads/get?threadId=../../etc/passwd')).toMatchObject({
      code: 'invalid',
      field: 'threadId',
    });
    expect(await problem(`/v1/threads/get?threadId=${community.id}`)).toMatchObject({
      code: 'invalid',
      field: 'threadId',
    });
    for (const path of [`/v1/threads/get?threadId=${secret.id}`, `/v1/threads/list?communityId=${elsewhere.id}`]) {
      expect(await problem(path, {}, bob)).toMatchObject({ code: 'not-found' });
    }
    expect(await post('/v1/threads/reply', { threadId: secret.id, body: 'x' }, bob)).toMatchObject({
      code: 'not-found',
    });
    const across = { threadId: secret.id, body: 'x', inReplyTo: here.id };
    expect(await post('/v1/threads/reply', across)).toMatchObject({ code: expect.stringMatching(/invalid|not-found/) });
    expect(await post('/v1/threads/accept', { replyId: thread.id })).toMatchObject({
      code: 'invalid',
      field: 'replyId',
    });
    await nothingHappened();
  });

  it('with stale or forged cursors', async () => {
    const list = (query: string) => problem(`/v1/threads/list?communityId=${community.id}&${query}`);
    for (const cursor of ['x', '%00', 'eyJhIjoxfQ', 'x'.repeat(1_500)]) {
      expect(await list(`after=${cursor}`)).toMatchObject({ status: 410, code: 'stale-cursor', field: 'after' });
    }
    expect(await list('limit=0')).toMatchObject({ code: 'invalid', field: 'limit' });
    expect(await list('limit=1e9')).toMatchObject({ code: 'invalid', field: 'limit' });
    expect(await list('limit=x')).toMatchObject({ code: 'invalid', field: 'limit' });
    await nothingHappened();
  });

  it('with a mutation id that is none', async () => {
    const bad = await post('/v1/threads/reply', reply('x'), { 'idempotency-key': 'a b' });
    expect(bad).toMatchObject({ code: 'invalid', field: 'mutationId' });
    await nothingHappened();
  });

  it('cannot call what only the system may', async () => {
    for (const { name, exposed } of world.cop.operations.filter((operation) => !operation.exposed)) {
      expect(exposed).toBe(false);
      expect(await post(`/v1/${name.replace('.', '/')}`, {})).toMatchObject({ status: 404, code: 'not-found' });
    }
    expect(await post('/v1/people/import', { people: [] })).toMatchObject({ code: 'forbidden' });
    await nothingHappened();
  });
});

describe('markup in every text field', () => {
  const EVIL = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  const markup = /<(script|img|svg|iframe)\b|<[^>]+\son\w+=/i;

  it('comes back as the text it is, and as text in HTML', async () => {
    const text = { name: EVIL, purpose: EVIL, domain: EVIL, audience: EVIL, mandate: EVIL, topics: [EVIL] };
    const created = await ada.communities.create(text);
    expect(created).toMatchObject({
      name: EVIL,
      charter: { purpose: EVIL, domain: EVIL, audience: EVIL, mandate: EVIL },
    });
    const communityId = created.id;
    const started = await ada.threads.start({ communityId, kind: 'question', title: EVIL, body: EVIL, topics: [EVIL] });
    expect(started).toMatchObject({ title: EVIL, body: EVIL });
    expect(started.html).not.toMatch(markup);
    const answer = await ada.threads.reply({ threadId: started.id, body: `[x](javascript:alert(1)) ${EVIL}` });
    expect(answer.html).not.toMatch(markup);
    expect(answer.html).not.toContain('href="javascript');
    expect((await ada.threads.preview({ body: EVIL })).html).not.toMatch(markup);
    await ada.drafts.save({ key: EVIL, title: EVIL, body: EVIL, topics: [EVIL] });
    expect((await ada.drafts.get({ key: EVIL })).draft).toMatchObject({ title: EVIL, body: EVIL });
    await ada.threads.flag({ postId: answer.id, reason: 'other', note: EVIL });
    expect((await ada.threads.listFlags({ communityId })).items).toMatchObject([{ note: EVIL }]);
    const { items } = await ada.search.find({ text: 'onerror', communityId });
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(item.extract.map((piece) => piece.text).join('')).toContain('onerror');
  });

  it('in a name is text where the name is put into HTML', async () => {
    const eve = world.cop.as({ hostId: 'evil', name: EVIL });
    const { id } = await eve.people.getMe();
    const { html, mentions } = await ada.threads.preview({ body: `@[${id}]` });
    expect(mentions).toMatchObject([{ name: EVIL }]);
    expect(html).not.toMatch(markup);
    expect(html).toContain('&lt;script&gt;');
  });
});

describe('tokens', () => {
  const secret = '0123456789abcdef0123456789abcdef';
  const [issuer, audience] = ['https://intranet.example', 'copkit'];
  const person = { hostId: 'ada', name: 'Ada Byron' };
  const token = (issuedAt: number) =>
    issueEmbedToken({ issuer, audience, key: secret, person, now: () => new Date(issuedAt) });

  it('that expired are told so, and renewed by a client that can', async () => {
    const authenticate = signOnFrom({ embed: [{ issuer, audience, secret }] });
    const server = await serve({ cop: world.cop, authenticate });
    try {
      const [old, fresh] = [await token(Date.now() - 600_000), await token(Date.now())];
      const problem = {
        name: 'CopkitError',
        code: 'unauthenticated',
        message: 'The token has expired. Sign in again.',
      };
      await expect(connect({ url: server.url, token: old }).people.getMe()).rejects.toMatchObject(problem);
      await expect(connect({ url: server.url }).people.getMe()).rejects.toMatchObject({ code: 'unauthenticated' });
      const tokens = [old, fresh];
      const client = connect({ url: server.url, token: async () => tokens.shift() ?? '' });
      expect(await client.people.getMe()).toMatchObject({ name: 'Ada Byron' });
      expect(tokens).toEqual([]);
    } finally {
      await server.close();
    }
  });
});
