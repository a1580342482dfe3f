import { type Copkit, createCopkit } from '@copkit/core';
import { createHandler, type HandlerOptions } from '@copkit/server';
import { memory } from '@copkit/storage';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, onTestFinished, test, vi } from 'vitest';
import { pollsExtension } from '../../examples/polls/polls.js';
import type { OpenApi } from './conforming.js';

// A validator of the whole of OpenAPI has its own code to make first.
vi.setConfig({ testTimeout: 30_000 });

async function serving(options: Partial<HandlerOptions> = {}, extensions: readonly (typeof pollsExtension)[] = []) {
  const cop: Copkit = await createCopkit({ storage: memory(), extensions });
  onTestFinished(() => cop.close());
  const handle = createHandler({ cop, authenticate: async () => null, ...options });
  const get = (path: string, headers: Record<string, string> = {}) =>
    handle(new Request(`http://cop.example${path}`, { headers }));
  const described = async (path: string): Promise<OpenApi> => (await get(path)).json();
  return { cop, get, described };
}

test('the description is valid OpenAPI 3.1', async () => {
  const { described } = await serving();
  const document = await described('/v1/openapi.json');
  expect(await new Validator().validate({ ...document })).toEqual({ valid: true });
  expect(document).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./), servers: [{ url: '/' }] });
});

test('it has every operation that people may call and no other, at its address, with who may call it', async () => {
  const { cop, described } = await serving();
  const { paths } = await described('/v1/openapi.json');
  for (const { name, kind, summary, allow, exposed } of cop.operations) {
    const item = paths[`/v1/${name.replace('.', '/')}`];
    expect(Object.keys(item ?? {}), name).toEqual(exposed ? (kind === 'read' ? ['get', 'post'] : ['post']) : []);
    if (item)
      expect(item[kind === 'read' ? 'get' : 'post']).toMatchObject({
        operationId: name,
        summary,
        'x-copkit-allow': allow,
      });
  }
});

test("it has an extension's operations", async () => {
  const { described } = await serving({}, [pollsExtension]);
  const { paths } = await described('/v1/openapi.json');
  expect(
    Object.keys(paths)
      .filter((path) => path.startsWith('/v1/polls/'))
      .sort(),
  ).toEqual(['/v1/polls/get', '/v1/polls/open', '/v1/polls/vote']);
});

test('what an extension says is to go stands in it as deprecated', async () => {
  const deprecated = { since: '2026-11-23', sunset: '2027-12-01', instead: 'polls.vote' };
  const operations = pollsExtension.operations?.map((each) =>
    each.name === 'polls.open' ? { ...each, deprecated } : each,
  );
  const { described, get } = await serving({}, [{ ...pollsExtension, operations: operations ?? [] }]);
  const document = await described('/v1/openapi.json');
  expect(await new Validator().validate({ ...document })).toEqual({ valid: true });
  const marked = Object.entries(document.paths).filter(([, item]) => 'deprecated' in (item.post ?? {}));
  expect(marked.map(([path]) => path)).toEqual(['/v1/polls/open']);
  expect((await get('/v1/polls/open')).headers.get('deprecation')).toBe('@1795392000');
});

test('it is made once, tagged and compressed, and stands below the base path', async () => {
  const { get } = await serving({ basePath: '/copkit' });
  const response = await get('/copkit/openapi.json', { 'accept-encoding': 'br' });
  expect(response.headers.get('content-encoding')).toBe('br');
  const etag = response.headers.get('etag') ?? '';
  expect((await get('/copkit/v1/openapi.json', { 'if-none-match': etag })).status).toBe(304);
  const document = await (await get('/copkit/openapi.json')).json();
  expect(document.servers).toEqual([{ url: '/copkit' }]);
});

test('it names what a caller signs on with', async () => {
  const session = { type: 'apiKey', in: 'cookie', name: 'session' };
  const { described } = await serving({ authenticate: Object.assign(async () => null, { schemes: { session } }) });
  const document = await described('/v1/openapi.json');
  expect(document).toMatchObject({ security: [{ session: [] }], components: { securitySchemes: { session } } });
});

test('it stays readable: what several operations share has a name', async () => {
  const { described } = await serving();
  const document = await described('/v1/openapi.json');
  const places = new Map<string, number>();
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const text = JSON.stringify(value);
    if ('properties' in value && text.length > 300) places.set(text, (places.get(text) ?? 0) + 1);
    for (const inner of Object.values(value)) visit(inner);
  };
  for (const item of Object.values(document.paths)) {
    for (const { responses } of Object.values(item)) visit(responses);
  }
  visit(document.components.schemas);
  expect([...places].filter(([, times]) => times > 2)).toEqual([]);
});

test('an operator may keep it to themself', async () => {
  const { get } = await serving({ described: false });
  for (const path of ['/openapi.json', '/v1/openapi.json', '/v1/reference', '/v1/problems']) {
    expect((await get(path)).status).toBe(404);
  }
});
