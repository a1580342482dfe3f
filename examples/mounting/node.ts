import { createServer } from 'node:http';
import { nodeListener } from '@copkit/server/node';
import { handle } from './copkit.js';

const copkit = nodeListener(handle);

export const server = createServer((request, response) => {
  if (request.url?.startsWith('/copkit/')) copkit(request, response);
  else response.end('The intranet');
});
