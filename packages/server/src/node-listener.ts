import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Peer } from './sign-on/authenticate.js';

/**
 * A handler as a listener of Node's HTTP server, for servers that are there already, Express among them. It reads the body
 * itself and needs the whole path: put it before body parsers, and where the path is not cut.
 */
export function nodeListener(
  handle: (request: Request, peer?: Peer) => Promise<Response>,
): (request: IncomingMessage, response: ServerResponse) => void {
  const listener = getRequestListener(
    (request, { incoming }) => handle(request, { remoteAddress: incoming.socket.remoteAddress }),
    { overrideGlobalObjects: false },
  );
  return (request, response) => {
    // It answers what goes wrong itself.
    void listener(request, response);
  };
}
