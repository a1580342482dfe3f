import { expect, it } from 'vitest';
import type { Answered } from './exchange.js';
import { problem, server } from './testing/server.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

function observed() {
  const answers: Answered[] = [];
  const counted = { open: 0 };
  const observer = {
    answered: (answered: Answered) => void answers.push(answered),
    streamOpened: () => void counted.open++,
    streamClosed: () => void counted.open--,
  };
  return { answers, counted, ...server({ observer }) };
}

it('tells of every answer what it was for and how it ended, by names from a fixed set', async () => {
  const { answers, send, post, handle } = observed();
  await send('/v1/threads/list?communityId=secret');
  await post('/v1/threads/fail', '{}');
  await post('/v1/threads/stale', '{}');
  await send('/v1/health');
  await send('/v1/ready');
  await send('/v1/secret/name?secret');
  await handle(new Request('http://cop.example/secret', { method: 'SECRET' }));
  expect(answers.map(({ method, operation, status, code }) => [method, operation, status, code])).toEqual([
    ['GET', 'threads.list', 200, null],
    ['POST', 'threads.fail', 500, 'internal'],
    ['POST', 'threads.stale', 410, 'stale-cursor'],
    ['GET', 'health', 200, null],
    ['GET', 'ready', 200, null],
    ['GET', 'other', 404, 'not-found'],
    ['OTHER', 'other', 404, 'not-found'],
  ]);
  expect(JSON.stringify(answers)).not.toMatch(/secret/i);
  for (const { ms } of answers) expect(ms).toBeGreaterThanOrEqual(0);
});

it.each([
  ['x-request-id', '0f8fad5b-d9cb-469f-a165-70867728950e', '0f8fad5b-d9cb-469f-a165-70867728950e'],
  ['traceparent', `00-${TRACE}-00f067aa0ba902b7-01`, TRACE],
])('takes the id that a proxy gave the request, by %s', async (header, value, id) => {
  const { answers, send } = observed();
  const response = await send('/v1/health', { headers: { [header]: value } });
  expect(response.headers.get('x-request-id')).toBe(id);
  expect(answers[0]?.requestId).toBe(id);
});

it.each(['short', 'ada.byron@example.org', `${'x'.repeat(65)}`, '"level":"fatal", "a":1'])(
  'mints one of its own instead of %s',
  async (value) => {
    const { send } = observed();
    const response = await send('/v1/health', { headers: { 'x-request-id': value } });
    expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  },
);

it('tells the caller of a fault the id under which the log has it', async () => {
  const { faults, post } = observed();
  const response = await post('/v1/threads/fail', '{}');
  const { requestId } = await problem(response);
  expect(requestId).toBe(response.headers.get('x-request-id'));
  expect(faults[0]?.requestId).toBe(requestId);
});

it('counts live streams from their beginning to their end', async () => {
  const { counted, send } = observed();
  const response = await send('/v1/live?watch=x');
  expect(counted.open).toBe(1);
  await response.body?.cancel();
  expect(counted.open).toBe(0);
});

it('says whether it is ready', async () => {
  const ready = async () => ({ ready: false, because: ['store'] });
  const response = await server({ ready }).send('/v1/ready');
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ ready: false, because: ['store'] });
});
