import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { type Running, type ServeOptions, serve } from './serve.js';
import type { ServedCopkit, ServedOperation } from './served.js';
import { demoSignOn } from './sign-on/demo.js';
import { fake } from './testing/server.js';

const running: Running[] = [];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

/** One whose replies wait until the test lets them go. */
function slowCopkit() {
  const waiting: (() => void)[] = [];
  const { cop } = fake();
  const usual = cop.as;
  const operation = (name: string, kind: 'read' | 'write') => ({
    ...(cop.operations[0] as ServedOperation),
    name,
    kind,
    input: z.looseObject({}),
  });
  const slow: ServedCopkit = {
    ...cop,
    operations: [operation('threads.reply', 'write'), operation('threads.get', 'read')],
    as: (identity) => ({
      ...usual(identity),
      async call(name) {
        if (name === 'threads.reply') await new Promise<void>((resolve) => waiting.push(resolve));
        return { by: identity.hostId };
      },
    }),
  };
  return { cop: slow, waiting };
}

async function start(options: Partial<ServeOptions> = {}) {
  const { cop, waiting } = slowCopkit();
  const server = await serve({ cop, authenticate: async () => ({ hostId: 'ada', name: 'Ada' }), ...options });
  running.push(server);
  return { ...server, waiting };
}

const json = { 'content-type': 'application/json' };

/** What a stream says, as it says it. */
function told({ body }: Response) {
  let text = '';
  const decoder = new TextDecoder();
  const sink = new WritableStream<Uint8Array>({
    write(bytes) {
      text += decoder.decode(bytes, { stream: true });
    },
  });
  return { soFar: () => text, ended: body?.pipeTo(sink) };
}

describe('serve', () => {
  it('finishes what is under way, ends live streams and takes no more', async () => {
    const { url, close, closed, waiting } = await start();
    const reply = fetch(`${url}/v1/threads/reply`, { method: 'POST', body: '{}', headers: json });
    const live = told(await fetch(`${url}/v1/live?watch=x`));
    await vi.waitFor(() => {
      expect(waiting).toHaveLength(1);
      expect(live.soFar()).toContain('event: ready');
    });
    const closing = close();
    await live.ended;
    expect(live.soFar()).toMatch(/event: ready[\s\S]*event: renew/);
    await expect(fetch(`${url}/v1/health`, { headers: { connection: 'close' } })).rejects.toThrow();
    waiting[0]?.();
    const response = await reply;
    expect(await response.json()).toEqual({ by: 'ada' });
    expect(response.headers.get('connection')).toBe('close');
    await closing;
    await closed;
  });

  it('cuts off what takes longer than the grace', async () => {
    const { url, close, waiting } = await start({ graceMs: 1 });
    const reply = fetch(`${url}/v1/threads/reply`, { method: 'POST', body: '{}', headers: json }).catch(
      (error) => error,
    );
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    await close();
    expect(await reply).toBeInstanceOf(Error);
  });

  it('goes on for a while before it stops, and says that it is not ready', async () => {
    const { url, close, waiting } = await start({ drainMs: 60_000 });
    expect(await (await fetch(`${url}/v1/ready`)).json()).toEqual({ ready: true, because: [] });
    const closing = close();
    const ready = await fetch(`${url}/v1/ready`);
    expect(ready.status).toBe(503);
    expect(ready.headers.get('connection')).toBe('close');
    expect(await ready.json()).toEqual({ ready: false, because: ['stopping'] });
    expect((await fetch(`${url}/v1/threads/get`)).status).toBe(200);
    const reply = fetch(`${url}/v1/threads/reply`, { method: 'POST', body: '{}', headers: json }).catch(
      (error) => error,
    );
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    await close();
    await closing;
    expect(await reply).toBeInstanceOf(Error);
  });

  it('says that it is not ready where what it needs is not', async () => {
    const { url } = await start({ ready: async () => ({ ready: false, because: ['store'] }) });
    const ready = await fetch(`${url}/v1/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ ready: false, because: ['store'] });
  });

  it('stops on a signal, at once on the second', async () => {
    const { url, closed, waiting } = await start({ signals: true });
    const reply = fetch(`${url}/v1/threads/reply`, { method: 'POST', body: '{}', headers: json }).catch(
      (error) => error,
    );
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    process.emit('SIGTERM');
    process.emit('SIGTERM');
    await closed;
    expect(await reply).toBeInstanceOf(Error);
    expect(process.listenerCount('SIGTERM')).toBe(0);
  });

  it('says which port is taken', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    await expect(start({ port })).rejects.toThrow(`Port ${port} is in use`);
  });

  it('answers a body of 5 MB with a problem and stays up', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/v1/threads/reply`, {
      method: 'POST',
      body: 'x'.repeat(5_000_000),
      headers: json,
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'too-large' });
    const chunked = httpRequest(`${url}/v1/threads/reply`, { method: 'POST', headers: json });
    chunked.on('error', () => {});
    chunked.write('x'.repeat(300_000));
    const [answer] = await once(chunked, 'response');
    expect(answer.statusCode).toBe(413);
    chunked.destroy();
    expect((await fetch(`${url}/v1/health`)).status).toBe(200);
  });

  it('survives what is not HTTP', async () => {
    const { url } = await start();
    for (const bytes of [
      '\u0000\u0001\u0002\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'POST /v1/threads/reply HTTP/1.1\r\nHost: \r\n\r\n',
      'GET //%ff/%00 HTTP/1.1\r\nHost: a b\r\n\r\n',
    ]) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.on('error', () => {});
      socket.end(bytes);
      socket.resume();
      await once(socket, 'close');
    }
    expect((await fetch(`${url}/v1/health`)).status).toBe(200);
  });

  it('keeps the demo sign-on on this machine', async () => {
    const authenticate = demoSignOn([{ hostId: 'ada', name: 'Ada' }]);
    for (const host of ['0.0.0.0', '::', '10.1.2.3']) {
      await expect(start({ authenticate, host })).rejects.toThrow('The demo sign-on lets anybody be anybody');
    }
    const { url } = await start({ authenticate });
    const as = await fetch(`${url}/v1/threads/get`, { headers: { 'copkit-persona': 'ada' } });
    expect(await as.json()).toEqual({ by: 'ada' });
    expect((await fetch(`${url}/v1/threads/get`)).status).toBe(401);
  });
});

describe('static files', () => {
  async function site(options: Partial<ServeOptions> = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'copkit-static-'));
    folders.push(folder);
    await mkdir(join(folder, 'public', 'sub'), { recursive: true });
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(join(folder, 'public', '.env'), 'secret');
    await writeFile(join(folder, 'public', 'index.html'), '<!doctype html>');
    await writeFile(join(folder, 'public', 'sub', 'app.js'), 'export {};');
    await symlink(join(folder, 'public', 'sub', 'app.js'), join(folder, 'public', 'linked.js'));
    const headers = { 'content-security-policy': "script-src 'self'" };
    return start({
      ...options,
      static: [
        { path: '/', directory: join(folder, 'public'), headers },
        { path: '/lib', directory: join(folder, 'public', 'sub') },
      ],
    });
  }

  it('have types, tags and the headers of their folder', async () => {
    const { url } = await site();
    const page = await fetch(`${url}/`);
    expect(await page.text()).toBe('<!doctype html>');
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.headers.get('content-security-policy')).toBe("script-src 'self'");
    const script = await fetch(`${url}/lib/app.js`);
    expect(await script.text()).toBe('export {};');
    expect(script.headers.get('content-type')).toMatch(/^text\/javascript/);
    const etag = script.headers.get('etag') ?? '';
    expect((await fetch(`${url}/lib/app.js`, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it('may be read by pages of the allowed origins, also when the browser has them already', async () => {
    const { url } = await site({ allowedOrigins: ['https://intranet.example'] });
    const get = (origin: string, tag = '') =>
      fetch(`${url}/lib/app.js`, { headers: { origin, ...(tag && { 'if-none-match': tag }) } });
    const script = await get('https://intranet.example');
    expect(script.headers.get('access-control-allow-origin')).toBe('https://intranet.example');
    expect(script.headers.get('vary')).toBe('Origin');
    const again = await get('https://intranet.example', script.headers.get('etag') ?? '');
    expect(again.status).toBe(304);
    expect(again.headers.get('access-control-allow-origin')).toBe('https://intranet.example');
    const foreign = await get('https://evil.example');
    expect(foreign.headers.has('access-control-allow-origin')).toBe(false);
    expect(foreign.headers.get('vary')).toBe('Origin');
  });

  it('do not stand in the way of the API', async () => {
    const { url } = await site();
    expect((await fetch(`${url}/v1/health`)).status).toBe(200);
    expect((await fetch(`${url}/nothing.html`)).status).toBe(404);
  });

  it('never come from outside of the folder or from hidden files', async () => {
    const { url } = await site();
    const { port } = new URL(url);
    const raw = (path: string) =>
      new Promise<string>((resolve, reject) => {
        httpRequest({ host: '127.0.0.1', port, path }, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
          response.on('end', () => resolve(`${response.statusCode} ${text}`));
        })
          .on('error', reject)
          .end();
      });
    const paths = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/sub/../../secret.txt',
      '/sub/%2e%2e/%2e%2e/secret.txt',
    ];
    paths.push(
      '/..%5csecret.txt',
      '//secret.txt',
      '/.env',
      '/%2eenv',
      '/lib/../.env',
      '/lib//../../secret.txt',
      '/%00',
      '/lib/..%252f.env',
    );
    for (const path of paths) {
      const answer = await raw(path);
      expect(answer, path).toMatch(/^40[034] /);
      expect(answer, path).not.toContain('secret');
    }
  });
});
