import { once } from 'node:events';
import { createServer as createHttpServer, request } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface Between {
  readonly url: string;
  close(): Promise<void>;
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A network between client and server that can fail. */
export interface Network extends Between {
  /** Connections break, and there are no new ones. */
  cut(): void;
  /** Connections that are there carry nothing any more, and nobody is told; new ones work. */
  forgetConnections(): void;
  mend(): void;
}

export async function network(port: number): Promise<Network> {
  const sockets = new Set<Socket>();
  let down = false;
  const server = createServer((near) => {
    if (down) {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const url = await listening(server);
  const cut = () => {
    down = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url,
    cut,
    forgetConnections() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    mend() {
      down = false;
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A proxy that hands on an answer once it has all of it, as many between offices and servers do. */
export async function bufferingProxy(target: () => string | null): Promise<Between> {
  const server = createHttpServer((incoming, outgoing) => {
    const to = target();
    if (to === null) {
      outgoing.writeHead(502).end();
      return;
    }
    const forwarded = request(to + incoming.url, { method: incoming.method, headers: incoming.headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', () => outgoing.destroy());
      answer.on('end', () => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        outgoing.end(Buffer.concat(chunks));
      });
    });
    forwarded.on('error', () => outgoing.destroy());
    outgoing.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  const url = await listening(server);
  return {
    url,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
