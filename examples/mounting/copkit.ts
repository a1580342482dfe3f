import { createCopkit, type Identity } from '@copkit/core';
import { createHandler } from '@copkit/server';
import { memory } from '@copkit/storage';

// The host's own sessions: whoever the cookie stands for is who asks.
const sessions = new Map<string, Identity>([
  ['session-of-ada', { hostId: 'ada', name: 'Ada Byron', unit: 'turbines' }],
  ['session-of-bob', { hostId: 'bob', name: 'Bob Noyce', unit: 'chips' }],
]);

export const cop = await createCopkit({ storage: memory() });

/** Streams of live updates that are open at the moment. */
export const streams = { open: 0 };

export const handle = createHandler({
  cop,
  basePath: '/copkit',
  authenticate: async (request) => {
    const session = /(?:^|; )session=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1];
    return sessions.get(session ?? '') ?? null;
  },
  observer: {
    answered() {},
    streamOpened: () => {
      streams.open++;
    },
    streamClosed: () => {
      streams.open--;
    },
  },
});
