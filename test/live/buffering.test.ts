import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Between, bufferingProxy } from './proxies.js';
import { HurriedClock, Scene } from './scene.js';

vi.setConfig({ testTimeout: 40_000 });

let scene: Scene;
let proxy: Between;

beforeEach(async () => {
  scene = await Scene.open();
  proxy = await bufferingProxy(() => scene.url);
});
afterEach(async () => {
  await scene.close();
  await proxy.close();
});

it('behind a proxy that holds streams back, changes come by polls, each of which tells what is new', async () => {
  const [one, two] = [await scene.thread('One'), await scene.thread('Two')];
  const asked: { path: string; status: number; tag: string | null }[] = [];
  const bob = await scene.listener(proxy.url, {
    clock: new HurriedClock(40),
    fetch: async (...request) => {
      const answer = await fetch(...request);
      const { pathname } = new URL(String(request[0]));
      asked.push({ path: pathname, status: answer.status, tag: new Headers(request[1]?.headers).get('if-none-match') });
      return answer;
    },
  });
  bob.watch(one, two);
  await bob.status('polling');
  expect(new Set(await bob.wokenUntil(two))).toEqual(new Set([one, two]));
  await scene.reply(two);
  expect(await bob.wokenUntil(two)).toEqual([two]);
  const polls = () => asked.filter(({ path }) => path === '/v1/live');
  const before = polls().length;
  while (polls().length < before + 3) await new Promise((resolve) => setImmediate(resolve));
  expect(polls().at(-1)).toMatchObject({ status: 304, tag: expect.stringMatching(/^".+"$/) });
});

it('the stream comes back once the proxy lets it through', async () => {
  const one = await scene.thread('One');
  let through = false;
  const clock = new HurriedClock(10);
  const bob = await scene.listener(proxy.url, {
    clock,
    // As somebody set the proxy right: what is asked for goes to the server itself.
    fetch: (input, init) => fetch(through ? String(input).replace(proxy.url, scene.url ?? '') : input, init),
  });
  bob.watch(one);
  await bob.status('polling');
  await bob.wokenUntil(one);
  through = true;
  clock.sleep(300_000);
  await scene.reply(one);
  await bob.wokenUntil(one);
  await bob.status('live');
  await scene.reply(one);
  expect(await bob.wokenUntil(one)).toEqual([one]);
});
