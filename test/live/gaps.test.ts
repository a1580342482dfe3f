import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Network, network } from './proxies.js';
import { HurriedClock, Scene } from './scene.js';

// In every gap between two connections something changes: it is woken, and nothing else is.

vi.setConfig({ testTimeout: 40_000 });

let scene: Scene;
let net: Network;
let threads: string[];
let marker: string;

beforeEach(async () => {
  scene = await Scene.open();
  net = await network(scene.port);
  threads = [await scene.thread('One'), await scene.thread('Two'), await scene.thread('Three')];
  marker = await scene.thread('Marker');
});
afterEach(async () => {
  await scene.close();
  await net.close();
});

async function attentive(options?: Parameters<Scene['listener']>[1]) {
  const bob = await scene.listener(net.url, options);
  bob.watch(...threads, marker);
  await bob.status('live');
  await bob.wokenUntil(marker);
  // The place that the client knows is then a late one.
  await scene.reply(marker);
  await bob.wokenUntil(marker);
  return bob;
}

/** What woke until a change that certainly does. */
async function settled(bob: Awaited<ReturnType<typeof attentive>>): Promise<string[]> {
  await bob.status('live');
  await scene.reply(marker);
  return (await bob.wokenUntil(marker)).filter((id) => id !== marker);
}

it('the network was cut', async () => {
  const bob = await attentive();
  net.cut();
  await bob.status('reconnecting');
  await scene.reply(threads[1] ?? '');
  net.mend();
  expect(await settled(bob)).toEqual([threads[1]]);
});

it('the server was started again, and something was written by another process meanwhile', async () => {
  const bob = await attentive();
  await scene.stop();
  await bob.status('reconnecting');
  await scene.start();
  net.cut();
  await scene.reply(threads[2] ?? '');
  await scene.stop();
  await scene.start();
  net.mend();
  expect(await settled(bob)).toEqual([threads[2]]);
});

it('the machine slept while its connection was forgotten', async () => {
  const clock = new HurriedClock(8);
  const bob = await attentive({ clock });
  net.forgetConnections();
  await scene.reply(threads[0] ?? '');
  clock.sleep(3_600_000);
  expect(await bob.wokenUntil(threads[0] ?? '')).toEqual([threads[0]]);
  expect(await settled(bob)).toEqual([]);
});

it('another stream took over as more was watched', async () => {
  const bob = await attentive();
  const more = await scene.thread('More');
  const asked = bob.watch(more);
  await Promise.all(Array.from({ length: 5 }, () => scene.reply(threads[0] ?? '')));
  const woken = new Set([...(await bob.wokenUntil(more)), ...(await settled(bob))]);
  expect(woken).toEqual(new Set([threads[0], more]));
  asked();
});

it('the server does not know the place, and wakes everything', async () => {
  const bob = await attentive({
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      if (headers.has('last-event-id')) headers.set('last-event-id', 'of another store');
      return fetch(input, { ...init, headers });
    },
  });
  net.cut();
  await bob.status('reconnecting');
  net.mend();
  await bob.status('live');
  expect(await bob.wokenUntil(marker)).toEqual([...threads, marker].sort());
});
