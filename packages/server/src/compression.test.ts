import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { codingFor } from './compression.js';
import { server } from './testing/server.js';

const LONG = `/v1/threads/list?communityId=${'c'.repeat(2_000)}`;
const SHORT = '/v1/threads/list?communityId=c';

it.each([
  ['br, gzip', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP', 'gzip'],
  ['gzip;q=0.5, br;q=0', 'gzip'],
  ['br;q=0.000, gzip; q=0', null],
  ['identity', null],
  ['brotli, x-gzip', null],
])('of %s it chooses %s', (accepted, coding) => {
  expect(codingFor(accepted, 10_000)).toBe(coding);
});

it('compresses what is long for who accepts it, with a tag that both codings share weakly', async () => {
  const { send } = server();
  const plain = await send(LONG);
  const text = await plain.text();
  const tag = plain.headers.get('etag') ?? '';
  expect([plain.headers.get('content-encoding'), plain.headers.get('vary')]).toEqual([null, 'accept-encoding']);
  for (const [coding, decoded] of [
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ] as const) {
    const response = await send(LONG, { headers: { 'accept-encoding': coding } });
    expect(response.headers.get('content-encoding')).toBe(coding);
    expect(response.headers.get('vary')).toBe('accept-encoding');
    expect(response.headers.get('etag')).toBe(`W/${tag}`);
    expect(decoded(new Uint8Array(await response.arrayBuffer())).toString()).toBe(text);
    const again = await send(LONG, { headers: { 'accept-encoding': coding, 'if-none-match': `W/${tag}` } });
    expect([again.status, again.headers.get('vary'), await again.text()]).toEqual([304, 'accept-encoding', '']);
    expect((await send(LONG, { headers: { 'if-none-match': `W/${tag}` } })).status).toBe(304);
  }
});

it('leaves alone what is short, what streams, and what a foreign page makes a browser ask for', async () => {
  const { send } = server({ allowedOrigins: ['https://intranet.example'] });
  const accepting = { 'accept-encoding': 'gzip, br' };
  const codingOf = async (path: string, headers: Record<string, string> = {}) => {
    const response = await send(path, { headers: { ...accepting, ...headers } });
    await response.body?.cancel();
    return response.headers.get('content-encoding');
  };
  expect(await codingOf(SHORT)).toBeNull();
  expect(await codingOf('/v1/live?watch=c')).toBeNull();
  expect(await codingOf(LONG, { 'sec-fetch-site': 'cross-site' })).toBeNull();
  expect(await codingOf(LONG, { 'sec-fetch-site': 'same-site' })).toBeNull();
  expect(await codingOf(LONG, { origin: 'https://elsewhere.example' })).toBeNull();
  expect(await codingOf(LONG, { 'sec-fetch-site': 'same-origin' })).toBe('br');
  expect(await codingOf(LONG, { 'sec-fetch-site': 'cross-site', origin: 'https://intranet.example' })).toBe('br');
});
