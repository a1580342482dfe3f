import { afterEach, describe, expect, it } from 'vitest';
import { type Running, serve } from '../serve.js';
import { fake } from '../testing/server.js';
import { signOnFrom } from './sign-on-from.js';

describe('a proxy, over a connection', () => {
  let running: Running;
  afterEach(() => running.close());

  it.each([
    ['127.0.0.1', 200],
    ['10.0.0.1', 403],
  ])('at the other end where %s is believed gets %i', async (address, status) => {
    const { cop, calls } = fake();
    const authenticate = signOnFrom({ proxy: { addresses: [address], headers: { sub: 'X-User' } } });
    running = await serve({ cop, authenticate });
    const headers = { 'x-user': 'ada', 'x-forwarded-for': '127.0.0.1, 10.0.0.1', forwarded: 'for=10.0.0.1' };
    const response = await fetch(`${running.url}/v1/threads/list?communityId=c`, { headers });
    await response.text();
    expect([response.status, calls.map((call) => call.as)]).toEqual([status, status === 200 ? ['ada'] : []]);
  });
});
