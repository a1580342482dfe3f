import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A line to a server for bytes that no well-behaved client would send. */
export class Wire {
  #received = '';
  readonly #closed: Promise<void>;
  private constructor(readonly socket: Socket) {
    socket.setEncoding('latin1');
    socket.on('data', (text) => {
      this.#received += text;
    });
    // A reset is an answer too.
    socket.on('error', () => {});
    this.#closed = once(socket, 'close').then(() => {});
  }

  static async open(url: string): Promise<Wire> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new Wire(socket);
  }

  send(bytes: string): void {
    if (this.socket.writable) this.socket.write(bytes, 'latin1');
  }

  /** All that came until the server closed the line. */
  async untilClosed(): Promise<string> {
    await this.#closed;
    return this.#received;
  }

  close(): void {
    this.socket.destroy();
  }
}

/** What a server says to some bytes before it closes the line. */
export async function said(url: string, bytes: string): Promise<string> {
  const wire = await Wire.open(url);
  wire.send(bytes);
  return wire.untilClosed();
}

/** The status of each answer in what was received. */
export const statuses = (received: string): number[] =>
  [...received.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
