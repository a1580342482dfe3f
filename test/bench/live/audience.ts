import { connect, type Socket } from 'node:net';
import type { LiveServer } from './servers.js';

/** Connections that are opened at the same time. */
const AT_ONCE = 50;

/** Many readers of live streams, each a person and a connection of its own. */
export class Audience {
  readonly #sockets = new Set<Socket>();
  #woken = 0;
  #allWoken = () => {};

  constructor(readonly server: LiveServer) {}

  get size(): number {
    return this.#sockets.size;
  }

  /** Resolves when all of them would hear of the next change. */
  async grow(size: number): Promise<void> {
    while (this.size < size) {
      const more = Math.min(AT_ONCE, size - this.size);
      await Promise.all(Array.from({ length: more }, (_, at) => this.#open(`person-${this.size + at}`)));
    }
  }

  /** Makes a change; resolves when everybody was woken. */
  async wakeAll(): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      this.#woken = 0;
      this.#allWoken = resolve;
    });
    await Promise.all([this.server.change(), heard]);
  }

  async close(): Promise<void> {
    const closed = [...this.#sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await Promise.all(closed);
  }

  #open(person: string): Promise<void> {
    const { hostname, port } = new URL(this.server.url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      socket.setNoDelay(true);
      socket.once('error', reject);
      socket.setEncoding('latin1');
      socket.on('data', (text: string) => {
        if (text.includes('event: ready')) {
          this.#sockets.add(socket);
          resolve();
        }
        if (!text.includes('event: wake')) return;
        this.#woken++;
        if (this.#woken === this.size) this.#allWoken();
      });
      socket.write(`GET ${this.server.path} HTTP/1.1\r\nhost: ${hostname}\r\nx-person: ${person}\r\n\r\n`);
    });
  }
}
