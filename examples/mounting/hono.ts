import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import { handle } from './copkit.js';

export const app = new Hono();

app.all('/copkit/*', (c) => handle(c.req.raw, { remoteAddress: getConnInfo(c).remote.address }));

app.get('/', (c) => c.text('The intranet'));
