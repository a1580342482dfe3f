import { ofEvery } from './headers.js';
import { problems } from './problems.js';

const json = (schema: object) => ({ 'application/json': { schema } });

/** What the server answers besides operations. */
export const ownPaths = {
  '/v1/live': {
    get: {
      operationId: 'live.watch',
      tags: ['service'],
      summary: 'Says when something changed, as it changes.',
      description:
        'Server-sent events. `ready` once nothing can be missed any more; then a `wake` with `{ "target": ID }` after each change under a watched id: read again what you show of it. Comments keep the connection alive. The stream ends after a while; come back.',
      parameters: [
        {
          name: 'watch',
          in: 'query',
          required: true,
          description: 'Ids of communities, threads and other things, with commas between.',
          schema: { type: 'string', minLength: 1 },
        },
      ],
      responses: {
        200: {
          description: 'The stream.',
          headers: ofEvery,
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
        ...problems([
          'invalid',
          'unauthenticated',
          'forbidden',
          'not-found',
          'rate-limited',
          'internal',
          'unavailable',
        ]),
      },
    },
  },
  '/v1/health': {
    get: {
      operationId: 'service.health',
      tags: ['service'],
      summary: 'The process is alive.',
      security: [],
      responses: {
        200: {
          description: 'Alive.',
          headers: ofEvery,
          content: json({
            type: 'object',
            properties: { version: { type: 'string' } },
            required: ['version'],
            additionalProperties: false,
          }),
        },
      },
    },
  },
  '/v1/ready': {
    get: {
      operationId: 'service.ready',
      tags: ['service'],
      summary: 'Whether the server can work: its store answers, and it is not about to stop.',
      security: [],
      responses: Object.fromEntries(
        [
          [200, 'It can.', true],
          [503, 'It cannot, for these reasons.', false],
        ].map(([status, description, ready]) => [
          status,
          {
            description,
            headers: ofEvery,
            content: json({
              type: 'object',
              properties: { ready: { const: ready }, because: { type: 'array', items: { type: 'string' } } },
              required: ['ready', 'because'],
              additionalProperties: false,
            }),
          },
        ]),
      ),
    },
  },
  '/v1/openapi.json': {
    get: {
      operationId: 'service.openapi',
      tags: ['service'],
      summary: 'This description.',
      security: [],
      responses: {
        200: { description: 'An OpenAPI 3.1 document.', headers: ofEvery, content: json({ type: 'object' }) },
        304: { description: 'What the caller has is still so.', headers: ofEvery },
      },
    },
  },
};
