import type { Answered } from '@copkit/server';
import type { ServeOptions } from '@copkit/server/node';
import { describe, expect, test } from 'vitest';
import { organisation } from '../../packages/core/src/testing/organisation.js';
import { PATIENCE } from '../../packages/server/src/serve.js';
import { served } from './served.js';
import { said, statuses, Wire } from './wire.js';

// Bytes on the line to a real server: what two readers of HTTP could understand in two ways, what never ends, and what
// is far too much.

async function listening(options: Partial<ServeOptions> = {}) {
  const org = await organisation();
  const answered: Answered[] = [];
  const observer = { answered: (each: Answered) => void answered.push(each) };
  const server = await served(org.cop, { observer, ...options });
  return { ...server, answered };
}

const who = encodeURIComponent(JSON.stringify({ hostId: 'wire', name: 'Wire' }));
const body = '{"title":"A"}';
const hidden = 'GET /v1/people/getMe HTTP/1.1\r\nHost: x\r\n\r\n';
const post = (headers: string, rest: string) =>
  `POST /v1/threads/preview HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Test-Identity: ${who}\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${rest}`;

describe('a request that can be read in two ways is no request', () => {
  test.each([
    ['a length and chunks', post('Content-Length: 5\r\nTransfer-Encoding: chunked', `0\r\n\r\n${hidden}`)],
    ['chunks and a length', post('Transfer-Encoding: chunked\r\nContent-Length: 5', `0\r\n\r\n${hidden}`)],
    ['two lengths', post(`Content-Length: 0\r\nContent-Length: ${hidden.length}`, hidden)],
    ['twice the same length', post(`Content-Length: ${body.length}\r\nContent-Length: ${body.length}`, body)],
    ['a list of lengths', post('Content-Length: 5, 5', body)],
    ['a length with a sign', post(`Content-Length: +${body.length}`, body)],
    ['a length below zero', post('Content-Length: -1', body)],
    ['a length in hexadecimal', post('Content-Length: 0xd', body)],
    ['a length that overflows', post('Content-Length: 18446744073709551617', body)],
    ['chunks that are not the last coding', post('Transfer-Encoding: chunked, identity', `0\r\n\r\n${hidden}`)],
    ['two transfer codings', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity', `0\r\n\r\n${hidden}`)],
    ['an unknown coding', post('Transfer-Encoding: xchunked', `0\r\n\r\n${hidden}`)],
    ['a space before the colon', post('Transfer-Encoding : chunked', `0\r\n\r\n${hidden}`)],
    ['a tab in a name', post('Transfer-Encoding\t: chunked', `0\r\n\r\n${hidden}`)],
    ['a chunk size with a sign', post('Transfer-Encoding: chunked', `+d\r\n${body}\r\n0\r\n\r\n`)],
    ['a chunk without its end', post('Transfer-Encoding: chunked', `d\r\n${body}XX0\r\n\r\n${hidden}`)],
    ['a chunk size with 0x', post('Transfer-Encoding: chunked', `0xd\r\n${body}\r\n0\r\n\r\n`)],
    ['a folded header', post(`X-Fold: one\r\n two\r\nContent-Length: ${body.length}`, body)],
    ['a line end without its return', post(`X-Lf: one\nContent-Length: ${body.length}`, body)],
    ['a return without its line end', post(`X-Cr: one\rContent-Length: ${body.length}`, body)],
    ['a zero byte in a header', post(`X-Nul: one\0two\r\nContent-Length: ${body.length}`, body)],
    ['a colon in no name', post(`: value\r\nContent-Length: ${body.length}`, body)],
    ['no host', `GET /v1/health HTTP/1.1\r\nConnection: close\r\n\r\n`],
    ['a space in the target', `GET /v1/he alth HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`],
    ['a version that there is not', `GET /v1/health HTTP/3.9\r\nHost: x\r\nConnection: close\r\n\r\n`],
  ])('%s', async (_what, bytes) => {
    const { url, answered } = await listening();
    const received = await said(url, bytes);
    expect(statuses(received)).toEqual([400]);
    // What broke off in its body had reached its operation, which never saw it whole; what is behind it reached none.
    expect(answered.filter(({ status, operation }) => status < 400 || operation === 'people.getMe')).toEqual([]);
    expect((await fetch(`${url}/v1/health`)).status).toBe(200);
  });

  test('the same request in one way is one', async () => {
    const { url, answered } = await listening();
    expect(statuses(await said(url, post(`Content-Length: ${body.length}`, body)))).toEqual([400]);
    const right = '{"body":"*A*"}';
    expect(statuses(await said(url, post(`Content-Length: ${right.length}`, right)))).toEqual([200]);
    expect(statuses(await said(url, post('Transfer-Encoding: chunked', `e\r\n${right}\r\n0\r\n\r\n`)))).toEqual([200]);
    expect(answered.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
      'threads.preview 400',
      'threads.preview 200',
      'threads.preview 200',
    ]);
  });
});

describe('who sends slowly does not hold the server', () => {
  const patience = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 };

  test('a head that never ends', async () => {
    const { url } = await listening({ patience });
    const wires = await Promise.all(Array.from({ length: 50 }, () => Wire.open(url)));
    for (const wire of wires) wire.send('GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    const dripping = setInterval(() => {
      for (const wire of wires) wire.send('a');
    }, 20);
    expect((await fetch(`${url}/v1/health`)).status).toBe(200);
    const received = await Promise.all(wires.map((wire) => wire.untilClosed()));
    clearInterval(dripping);
    expect(new Set(received.flatMap(statuses))).toEqual(new Set([408]));
  });

  test('a body that never ends', async () => {
    const { url, answered } = await listening({ patience });
    const wire = await Wire.open(url);
    wire.send(post('Content-Length: 100000', '{"body":"'));
    const dripping = setInterval(() => wire.send('a'), 20);
    const received = await wire.untilClosed();
    clearInterval(dripping);
    expect(statuses(received).filter((status) => status < 400)).toEqual([]);
    expect(answered.filter(({ status }) => status < 400)).toEqual([]);
    expect((await fetch(`${url}/v1/health`)).status).toBe(200);
  });

  test('nobody has to ask for it', () => {
    const { headersTimeout, requestTimeout, connectionsCheckingInterval } = PATIENCE;
    expect(headersTimeout).toBeLessThanOrEqual(20_000);
    expect(requestTimeout).toBeLessThanOrEqual(60_000);
    expect(connectionsCheckingInterval).toBeLessThanOrEqual(5_000);
  });
});

describe('what is far too much is refused early', () => {
  test.each([
    [
      'a header of 64 KiB',
      `GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Big: ${'a'.repeat(65_536)}\r\nConnection: close\r\n\r\n`,
    ],
    ['an address of 64 KiB', `GET /v1/health?${'a'.repeat(65_536)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`],
    [
      'ten thousand headers',
      `GET /v1/health HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(10_000)}Connection: close\r\n\r\n`,
    ],
  ])('%s', async (_what, bytes) => {
    const { url } = await listening();
    expect(statuses(await said(url, bytes))).toEqual([431]);
  });

  const send = async (url: string, text: BodyInit, headers: Record<string, string> = {}) =>
    fetch(`${url}/v1/threads/preview`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-test-identity': who, ...headers },
      body: text,
    });

  test.each([
    ['an array of a hundred thousand', JSON.stringify({ body: Array.from({ length: 100_000 }, () => 1) })],
    ['ten thousand keys', JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`, 1])))],
    ['a hundred thousand levels', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects in objects', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`],
    ['a number of a hundred thousand digits', `{"body":${'9'.repeat(100_000)}}`],
    ['text that is no text', '{"body":"\\ud800"}'],
  ])('%s', async (_what, text) => {
    const { url, faults } = await listening();
    const response = await send(url, text);
    expect(response.status).toBe(400);
    expect((await response.text()).length).toBeLessThan(1_000);
    expect(faults).toEqual([]);
  });

  test('two thousand parameters, or the same one twice', async () => {
    const { url, faults } = await listening();
    const ask = (query: string) => fetch(`${url}/v1/threads/preview?${query}`, { headers: { 'x-test-identity': who } });
    const many = Array.from({ length: 2_000 }, (_, at) => `k${at}=1`).join('&');
    expect((await ask(many)).status).toBe(400);
    expect((await ask('body=a&body=b')).status).toBe(400);
    expect(faults).toEqual([]);
  });

  test('a body that would unpack to a thousand times its size is not unpacked', async () => {
    const { url } = await listening();
    const { gzipSync } = await import('node:zlib');
    const bomb = gzipSync(Buffer.alloc(100_000_000, ' '));
    for (const encoding of ['gzip', 'GZIP', 'deflate', 'br', 'zstd', 'gzip, identity']) {
      const response = await send(url, new Uint8Array(bomb), { 'content-encoding': encoding });
      expect(response.status).toBe(415);
    }
  });
});
