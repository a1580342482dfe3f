import { handle } from '../../../../copkit.js';

// Next hands over a standard request and takes a standard response.
const answer = (request: Request): Promise<Response> => handle(request);

export { answer as DELETE, answer as GET, answer as HEAD, answer as OPTIONS, answer as POST };

// Nothing of it may be made when the pages are built.
export const dynamic = 'force-dynamic';
