import { encoded, ofEvery, ofRead, single } from './headers.js';
import { refTo } from './parameters.js';
import { notJson, notModified, problems } from './problems.js';

const json = (schema: object) => ({ 'application/json': { schema } });

const WATCH = {
  type: 'array',
  items: { type: 'string', minLength: 1 },
  minItems: 1,
  description: 'Ids of communities, threads and other things.',
};

const news = {
  type: 'object',
  properties: {
    wake: { type: 'array', items: { type: 'string' }, description: 'Ids under which something changed.' },
    absent: { type: 'array', items: { type: 'string' }, description: 'Ids that cannot be watched.' },
  },
  required: ['wake', 'absent'],
};

const conditions = [
  {
    name: 'last-event-id',
    in: 'header',
    description: 'The id of the last event that a stream before had: this one goes on from there.',
    schema: { type: 'string' },
  },
  refTo('IfNoneMatch'),
];

const live = {
  tags: ['service'],
  summary: 'Says when something changed, as it changes.',
  description:
    'For anybody signed in. Server-sent events: `ready` once nothing can be missed any more, then a `wake` with `{ "target": ID }` after each change under a watched id: read again what you show of it. Comments keep the connection alive. The stream ends after a while; come back. With `Accept: application/json`, for where proxies hold streams back, one answer with what there is to tell since the one whose entity tag is sent.',
  responses: {
    200: {
      description: 'The stream, or the single answer.',
      headers: { ...ofEvery, etag: single },
      content: { 'text/event-stream': { schema: { type: 'string' } }, ...json(news) },
    },
    304: { description: 'There is nothing to tell.', headers: { ...ofEvery, etag: single } },
    ...problems(['invalid', 'unauthenticated', 'forbidden', 'rate-limited', 'internal', 'unavailable']),
  },
};

/** What the server answers besides operations. */
export const ownPaths = {
  '/v1/live': {
    get: {
      ...live,
      operationId: 'live.watch',
      parameters: [
        {
          name: 'watch',
          in: 'query',
          required: true,
          description: WATCH.description,
          style: 'form',
          explode: false,
          schema: WATCH,
        },
        ...conditions,
      ],
    },
    post: {
      ...live,
      operationId: 'live.watch.post',
      summary: 'The same with the ids in the body, for many.',
      parameters: conditions,
      requestBody: {
        required: true,
        content: json({
          type: 'object',
          properties: { watch: WATCH },
          required: ['watch'],
          additionalProperties: false,
        }),
      },
      responses: { ...live.responses, ...problems(['too-large']), ...notJson },
    },
  },
  '/v1/operations': {
    get: {
      operationId: 'service.operations',
      tags: ['service'],
      summary: 'Which operations there are: extensions bring some.',
      description: 'For anybody signed in. What is not among them answers 404.',
      parameters: [refTo('IfNoneMatch')],
      responses: {
        200: {
          description: 'The names, such as `threads.reply`.',
          headers: { ...ofRead, ...encoded },
          content: json({
            type: 'object',
            properties: { names: { type: 'array', items: { type: 'string' } } },
            required: ['names'],
          }),
        },
        ...notModified,
        ...problems(['unauthenticated', 'forbidden', 'rate-limited', 'internal', 'unavailable']),
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
        200: {
          description: 'An OpenAPI 3.1 document.',
          headers: { ...ofRead, ...encoded },
          content: json({ type: 'object' }),
        },
        ...notModified,
      },
    },
  },
};
