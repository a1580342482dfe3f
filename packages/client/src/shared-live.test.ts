import type { LiveStatus, Watch } from '@copkit/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Live } from './live.js';
import { canShare, SharedLive } from './shared-live.js';
import { ManualClock } from './testing/manual-clock.js';

/** What one tab's own stream would be: a set of watchers that a test wakes. */
class FakeLive implements Pick<Live, 'watch' | 'restart' | 'close'> {
  readonly watchers = new Set<{ ids: readonly string[]; args: Parameters<Watch> }>();
  closed = false;
  restarts = 0;

  restart(): void {
    this.restarts++;
  }

  watch(...args: Parameters<Watch>): () => void {
    const watcher = { ids: args[0], args };
    this.watchers.add(watcher);
    args[2]?.onStatus?.('live');
    return () => this.watchers.delete(watcher);
  }

  close(): void {
    this.closed = true;
  }

  get ids(): string[] {
    return [...new Set([...this.watchers].flatMap(({ ids }) => ids))].sort();
  }

  wake(target: string): void {
    for (const { ids, args } of this.watchers) if (ids.includes(target)) args[1]({ target });
  }
}

/** Web Locks with one queue for each name. */
function fakeLocks() {
  const queues = new Map<string, (() => Promise<void>)[]>();
  const holders = new Map<string, (reason: unknown) => void>();
  const run = async (queue: (() => Promise<void>)[]) => {
    for (let next = queue[0]; next; next = queue[0]) {
      await next();
      queue.shift();
    }
  };
  return {
    request: (name: string, { signal, steal }: { signal?: AbortSignal; steal?: boolean }, hold: () => Promise<void>) =>
      new Promise<void>((resolve, reject) => {
        const queue = queues.get(name) ?? [];
        queues.set(name, queue);
        signal?.addEventListener('abort', () => reject(signal.reason));
        const take = async () => {
          if (!signal?.aborted) {
            const stolen = new Promise<void>((taken) =>
              holders.set(name, (reason) => {
                reject(reason);
                taken();
              }),
            );
            await Promise.race([hold(), stolen]);
          }
          resolve();
        };
        if (steal) {
          queue.splice(1, 0, take);
          holders.get(name)?.(new DOMException('The lock was stolen.', 'AbortError'));
        } else queue.push(take);
        if (queue.length === 1) void run(queue);
      }),
  };
}

describe('tabs of one person', () => {
  const tabs: SharedLive[] = [];
  let page: EventTarget;
  let clock: ManualClock;

  beforeEach(() => {
    page = new EventTarget();
    clock = new ManualClock();
    const listen = page.addEventListener.bind(page);
    vi.stubGlobal('document', { visibilityState: 'visible', addEventListener: listen });
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  });
  afterEach(() => {
    for (const tab of tabs.splice(0)) tab.close();
    vi.unstubAllGlobals();
  });

  function open(name: string | null = `person ${tabs.length}`) {
    const live = new FakeLive();
    let outdated = 0;
    const person = { name };
    const tab = new SharedLive(
      live as unknown as Live,
      async () => person.name,
      () => outdated++,
      clock,
    );
    tabs.push(tab);
    const woken: string[] = [];
    const statuses: LiveStatus[] = [];
    const watch = (...ids: string[]) =>
      tab.watch(ids, ({ target }) => woken.push(target), { onStatus: (status) => statuses.push(status) });
    return { tab, live, person, woken, statuses, watch, outdated: () => outdated };
  }

  it('share the stream of the first', async () => {
    const [one, two] = [open('ada 1'), open('ada 1')];
    one.watch('a');
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a']));
    two.watch('b');
    two.watch('a');
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a', 'b']));
    await vi.waitFor(() => expect(two.woken.toSorted()).toEqual(['a', 'b']));
    expect(two.live.ids).toEqual([]);
    expect([one.statuses, two.statuses]).toEqual([['live'], ['live', 'live']]);
    two.woken.length = 0;
    one.live.wake('b');
    await vi.waitFor(() => expect(two.woken).toEqual(['b']));
    expect(two.outdated()).toBeGreaterThan(0);
    expect(one.woken).toEqual([]);
    one.live.wake('a');
    await vi.waitFor(() => expect(two.woken).toEqual(['b', 'a']));
    expect(one.woken).toEqual(['a']);
  });

  it('watch less when one of them does', async () => {
    const [one, two] = [open('ada 2'), open('ada 2')];
    one.watch('a');
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a']));
    const stop = two.watch('b');
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a', 'b']));
    stop();
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a']));
    two.watch('c');
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a', 'c']));
    two.tab.close();
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a']));
  });

  it('take over when the one with the stream is closed', async () => {
    const [one, two, three] = [open('ada 3'), open('ada 3'), open('ada 3')];
    one.watch('a');
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a']));
    two.watch('b');
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a', 'b']));
    three.watch('c');
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a', 'b', 'c']));
    one.tab.close();
    expect(one.live.closed).toBe(true);
    await vi.waitFor(() => expect(two.live.ids).toEqual(['b', 'c']));
    expect(one.live.ids).toEqual([]);
    three.woken.length = 0;
    two.live.wake('c');
    await vi.waitFor(() => expect(three.woken).toContain('c'));
  });

  it('let go of the stream while they are put away, and come back', async () => {
    const one = open('ada 4');
    one.watch('a');
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a']));
    page.dispatchEvent(new Event('pagehide'));
    expect(one.live.ids).toEqual([]);
    const two = open('ada 4');
    two.watch('b');
    await vi.waitFor(() => expect(two.live.ids).toEqual(['b']));
    page.dispatchEvent(new Event('pageshow'));
    await vi.waitFor(() => expect(two.live.ids).toEqual(['a', 'b']));
  });

  it('let go of the stream while they are frozen', async () => {
    const [one, two] = [open('ada 5'), open('ada 5')];
    one.watch('a');
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a']));
    page.dispatchEvent(new Event('freeze'));
    expect(one.live.ids).toEqual([]);
    two.watch('b');
    await vi.waitFor(() => expect(two.live.ids).toEqual(['b']));
    page.dispatchEvent(new Event('resume'));
    await vi.waitFor(() => expect(two.live.ids).toEqual(['a', 'b']));
  });

  it('take the stream from one that was frozen with it in its hands, once they are looked at', async () => {
    // As a frozen tab does: it holds the lock, and does not answer.
    const frozen = navigator.locks.request('ada 6', {}, () => new Promise(() => {}));
    const stolen = expect(frozen).rejects.toThrow('stolen');
    const two = open('ada 6');
    two.watch('b');
    Object.assign(document, { visibilityState: 'hidden' });
    await clock.pass(60_000);
    expect(two.live.ids).toEqual([]);
    Object.assign(document, { visibilityState: 'visible' });
    await clock.pass(25_000);
    await stolen;
    await vi.waitFor(() => expect(two.live.ids).toEqual(['b']));
  });

  it('leave it to one that answers, and follow whoever took it from them', async () => {
    const [one, two] = [open('ada 7'), open('ada 7')];
    one.watch('a');
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a']));
    two.watch('b');
    await vi.waitFor(() => expect(one.live.ids).toEqual(['a', 'b']));
    await clock.pass(20_000);
    await new Promise<void>((resolve) => {
      const channel = new BroadcastChannel('ada 7');
      channel.onmessage = ({ data }) => {
        if (data !== 'still here') return;
        channel.close();
        resolve();
      };
      channel.postMessage('still there?');
    });
    await clock.pass(5_000);
    expect(two.live.ids).toEqual([]);
    let release = () => {};
    const stolen = new Promise<void>((resolve) => {
      release = resolve;
    });
    void navigator.locks.request('ada 7', { steal: true }, () => stolen);
    await vi.waitFor(() => expect(one.live.ids).toEqual([]));
    release();
    await vi.waitFor(() => expect([...one.live.ids, ...two.live.ids].toSorted()).toEqual(['a', 'b']));
  });

  it('are apart from those of another person, also after somebody else signed on in one of them', async () => {
    const [one, two] = [open('ada 8'), open('bo 8')];
    one.watch('a');
    two.watch('b');
    await vi.waitFor(() => expect([one.live.ids, two.live.ids]).toEqual([['a'], ['b']]));
    one.person.name = 'bo 8';
    one.tab.restart();
    expect(one.live.restarts).toBe(1);
    await vi.waitFor(() => expect([one.live.ids, two.live.ids]).toEqual([[], ['a', 'b']]));
  });

  it('keep to themselves when nobody knows whose they are', async () => {
    const [one, two] = [open(null), open(null)];
    one.watch('a');
    two.watch('b');
    await vi.waitFor(() => expect([one.live.ids, two.live.ids]).toEqual([['a'], ['b']]));
    two.live.wake('b');
    expect(two.woken).toEqual(['b']);
  });

  it('cannot outside of browsers', () => {
    expect(canShare()).toBe(true);
    vi.unstubAllGlobals();
    expect(canShare()).toBe(false);
  });
});
