import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { documented, isHere, started } from './documented-proxies.js';
import type { Between } from './proxies.js';
import { BOB, Scene } from './scene.js';

vi.setConfig({ testTimeout: 40_000 });

// The configurations that the guide for operators gives, in the proxies themselves.
describe.each(documented)('behind $name, as the guide sets it up', (proxy) => {
  let scene: Scene;
  let between: Between | null = null;

  beforeEach(async (context) => {
    if (!(await isHere(proxy))) context.skip(`there is no ${proxy.command} on this machine`);
    // The demo sign-on answers nobody who comes through a proxy.
    scene = await Scene.open(async (request) => (request.headers.get('copkit-persona') === 'bob' ? BOB : null));
    between = await started(proxy, scene.port);
  });
  afterEach(async () => {
    // Clients first: a proxy that is told to stop waits for its streams.
    await scene?.close();
    await between?.close();
    between = null;
  });

  const asked = (path: string, headers: Record<string, string>, method = 'GET') =>
    fetch(`${between?.url}${path}`, { method, headers: { 'copkit-persona': 'bob', ...headers } });

  it('the stream comes piece by piece, and nobody takes to polling', async () => {
    const one = await scene.thread('One');
    const bob = await scene.listener(between?.url ?? '');
    bob.watch(one);
    await bob.status('live');
    for (let reply = 0; reply < 3; reply++) {
      await scene.reply(one);
      expect(await bob.wokenUntil(one)).toContain(one);
    }
  });

  it('the stream is not compressed', async () => {
    const one = await scene.thread('One');
    const stop = new AbortController();
    const answer = await fetch(`${between?.url}/v1/live?watch=${one}`, {
      headers: { 'copkit-persona': 'bob', accept: 'text/event-stream', 'accept-encoding': 'gzip, br, zstd' },
      signal: stop.signal,
    });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, null]);
    stop.abort();
  });

  it('writes arrive once, and what did not change is a 304', async () => {
    const one = await scene.thread('One');
    const bob = await scene.listener(between?.url ?? '');
    await bob.client.membership.join({ communityId: scene.communityId });
    await bob.client.threads.reply({ threadId: one, body: 'Through the proxy.' });
    const { items } = await bob.client.threads.listReplies({ threadId: one });
    expect(items).toHaveLength(1);
    const path = `/v1/threads/listReplies?threadId=${one}`;
    const first = await asked(path, {});
    expect(first.status).toBe(200);
    const again = await asked(path, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('preflight requests of pages elsewhere are answered by copkit', async () => {
    const answer = await asked(
      '/v1/communities/list',
      { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' },
      'OPTIONS',
    );
    const direct = await fetch(`${scene.url}/v1/communities/list`, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' },
    });
    const said = ({ status, headers }: Response) => [status, headers.get('vary'), headers.get('allow')];
    expect(said(answer)).toEqual(said(direct));
  });
});
