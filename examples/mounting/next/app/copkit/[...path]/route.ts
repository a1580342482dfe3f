import { handle } from '../../../../copkit.js';

// Next hands over a standard request and takes a standard response, but drops the header that tells how a body is
// compressed: it compresses answers itself, so none may be compressed before.
const answer = (request: Request): Promise<Response> => {
  const headers = new Headers(request.headers);
  headers.delete('accept-encoding');
  return handle(new Request(request, { headers }));
};

export { answer as DELETE, answer as GET, answer as HEAD, answer as OPTIONS, answer as POST };

// Nothing of it may be made when the pages are built.
export const dynamic = 'force-dynamic';
