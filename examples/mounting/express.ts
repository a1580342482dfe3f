import { nodeListener } from '@copkit/server/node';
import express from 'express';
import { handle } from './copkit.js';

export const app = express();

// Before body parsers, which would leave nothing of a body to read. `all` keeps the whole path; `use` would cut it.
app.all('/copkit/*path', nodeListener(handle));

app.use(express.json());
app.get('/', (_request, response) => {
  response.send('The intranet');
});
