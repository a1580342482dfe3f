import { once } from 'node:events';
import { connect } from 'node:net';
import type { Follower } from '@copkit/core';
import { serve } from '@copkit/server/node';
import { expect, it, vi } from 'vitest';

const IDS = Array.from({ length: 1_000 }, (_, at) => `t_${String(at).padStart(4, '0')}_${'x'.repeat(500)}`);
const ROUNDS = 1_000;

/** Half a megabyte of wake-ups each time. */
function wakeAll(follower: Follower | undefined): void {
  for (const id of IDS) follower?.onWake(id);
  follower?.onTold();
}

it('a reader that stops reading costs no memory, and hears once of everything when it reads again', async () => {
  let follower: Follower | undefined;
  let told = 0;
  const server = await serve({
    cop: {
      storeId: 'fake',
      stateOf: async () => '',
      operations: [],
      as: () => ({
        call: async () => null,
        countUse: async () => {},
        follow(_ids, given) {
          follower = given;
          queueMicrotask(() => given.onLive());
          return { place: () => ({ 'community/c': String(told) }), stop() {} };
        },
      }),
    },
    authenticate: async () => ({ hostId: 'slow', name: 'Slow' }),
    graceMs: 100,
  });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let received = 0;
  let last = '';
  const all = { text: '' };
  socket.setEncoding('utf8').on('data', (text: string) => {
    received += text.length;
    all.text = (all.text + text).slice(-2_000_000);
    last = all.text;
  });
  socket.write('GET /v1/live?watch=c HTTP/1.1\r\nhost: cop.example\r\n\r\n');
  await vi.waitFor(() => expect(last).toContain('event: ready'));
  socket.pause();
  const before = process.memoryUsage();
  for (told = 0; told < ROUNDS; told++) {
    wakeAll(follower);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const after = process.memoryUsage();
  const grown =
    after.external + after.arrayBuffers + after.heapUsed - before.external - before.arrayBuffers - before.heapUsed;
  // All of it would be 500 MB.
  expect(grown).toBeLessThan(100_000_000);
  socket.resume();
  wakeAll(follower);
  await vi.waitFor(() => expect(last).toContain(IDS.at(-1) ?? ''), { timeout: 5_000 });
  expect(received).toBeLessThan(50_000_000);
  socket.destroy();
  await once(socket, 'close');
  await server.close();
}, 30_000);
