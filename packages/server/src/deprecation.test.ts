import { expect, it } from 'vitest';
import * as z from 'zod';
import { deprecationHeaders } from './deprecation.js';
import { createHandler } from './handler.js';
import { documentOf } from './openapi/document.js';
import type { ServedOperation } from './served.js';
import { fake, server } from './testing/server.js';

const deprecated = { since: '2026-11-23', sunset: '2027-12-01', instead: 'threads.find' };

const operation = (dates: Partial<typeof deprecated> = {}): ServedOperation => ({
  name: 'threads.list',
  summary: 'Lists.',
  kind: 'read',
  input: z.strictObject({ communityId: z.string() }),
  output: z.unknown(),
  allow: ['person'],
  exposed: true,
  steady: false,
  deprecated: { ...deprecated, ...dates },
});

function going() {
  const { cop } = fake();
  const operations = [operation(), ...cop.operations.filter(({ name }) => name !== 'threads.list')];
  return server({ cop: { ...cop, operations } });
}

it('every answer of an operation that is to go says since when and until when, a problem and a 304 too', async () => {
  const { send } = going();
  const found = await send('/v1/threads/list?communityId=c');
  const etag = found.headers.get('etag') ?? '';
  const answers = [
    found,
    await send('/v1/threads/list?communityId=c', { headers: { 'if-none-match': etag } }),
    await send('/v1/threads/list?unknown=1'),
    await send('/v1/threads/list', { method: 'DELETE' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 304, 400, 405]);
  for (const { headers } of answers) {
    expect(headers.get('deprecation')).toBe('@1795392000');
    expect(headers.get('sunset')).toBe('Wed, 01 Dec 2027 00:00:00 GMT');
  }
});

it('other operations say nothing of it', async () => {
  const { post, send } = going();
  for (const { headers } of [await post('/v1/threads/reply', '{"body":"Hi"}'), await send('/v1/nothing/here')]) {
    expect(headers.has('deprecation') || headers.has('sunset')).toBe(false);
  }
});

it('pages of other origins may read it', async () => {
  const { cop } = fake();
  const handle = createHandler({ cop, authenticate: async () => null, allowedOrigins: ['https://intranet.example'] });
  const request = new Request('http://cop.example/v1/health', { headers: { origin: 'https://intranet.example' } });
  expect((await handle(request)).headers.get('access-control-expose-headers')).toMatch(/deprecation,sunset/);
});

it('the description says so, and what to use instead', () => {
  const document = documentOf({ operations: [operation()], basePath: '' });
  const { get, post } = (document as { paths: Record<string, { get: object; post: object }> }).paths[
    '/v1/threads/list'
  ] as { get: object; post: object };
  for (const described of [get, post]) {
    expect(described).toMatchObject({
      deprecated: true,
      description:
        'For anybody signed in. Deprecated since 2026-11-23: use `threads.find` instead. It will not go before 2027-12-01.',
      responses: { 200: { headers: { deprecation: {}, sunset: {} } } },
    });
  }
});

it.each([{ since: 'yesterday' }, { sunset: '2026-11-22' }, { sunset: '2027-02-31' }, { since: '2026-11' }])(
  'dates that cannot be are told to who wrote them: %j',
  (dates) => expect(() => deprecationHeaders(operation(dates))).toThrow(/"threads\.list" is deprecated since/),
);
