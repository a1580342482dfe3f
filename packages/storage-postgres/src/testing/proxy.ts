import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to the server that can be cut in the middle. */
export interface Proxy {
  /** The connection string of the server, by way of the proxy. */
  readonly url: string;
  /** Lets one more statement through whose text has these words, and cuts the connection instead of its answer. */
  cutAnswerTo(words: string): void;
  /** Cuts one more connection before a statement with these words gets through. */
  cutBefore(words: string): void;
  close(): Promise<void>;
}

export async function startProxy(serverUrl: string): Promise<Proxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let plan: { readonly words: string; readonly cut: 'before' | 'answer' } | null = null;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const cut = (): void => {
      near.destroy();
      far.destroy();
    };
    let dropsAnswer = false;
    near.on('data', (data) => {
      if (plan && data.includes(plan.words)) {
        const before = plan.cut === 'before';
        plan = null;
        if (before) return cut();
        dropsAnswer = true;
      }
      far.write(data);
    });
    far.on('data', (data) => {
      if (dropsAnswer) cut();
      else near.write(data);
    });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        sockets.delete(socket);
        cut();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(serverUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cutAnswerTo(words) {
      plan = { words, cut: 'answer' };
    },
    cutBefore(words) {
      plan = { words, cut: 'before' };
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
