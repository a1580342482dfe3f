import { describe, expect, it } from 'vitest';
import { problem, server } from './testing/server.js';

describe('problems', () => {
  it('carry code, field and a fitting status', async () => {
    const { post } = server();
    expect(await problem(await post('/v1/threads/stale', '{}'))).toMatchObject({
      status: 410,
      code: 'stale-cursor',
      detail: 'Start from the beginning.',
      field: 'after',
    });
  });

  it('keep the inside of a fault in the log', async () => {
    const { post, faults } = server();
    const body = await problem(await post('/v1/threads/fail', '{}'));
    expect(body).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(faults).toMatchObject([{ requestId: body.requestId, method: 'POST', path: '/v1/threads/fail' }]);
    expect(faults[0]?.error).toBeInstanceOf(TypeError);
  });

  it('answer unknown paths, unexposed operations and wrong methods', async () => {
    const { send, post } = server();
    for (const path of [
      '/',
      '/v1',
      '/v1/threads',
      '/v1/threads/nothing',
      '/v2/threads/list',
      '/v1/imports/run',
      '/v1/constructor/name',
    ]) {
      expect(await problem(await send(path))).toMatchObject({ code: 'not-found' });
    }
    expect((await post('/v1/imports/run', '{}')).status).toBe(404);
    const read = await send('/v1/threads/list', { method: 'DELETE' });
    expect([read.status, read.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    const write = await send('/v1/threads/reply');
    expect([write.status, write.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('say who is not signed in', async () => {
    const { handle } = server();
    const response = await handle(new Request('http://cop.example/v1/threads/list?communityId=c'));
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await problem(response)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });
});
