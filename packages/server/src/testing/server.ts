import { CopkitError, type Follower, type Following, type Identity, type Place } from '@copkit/core';
import { expect } from 'vitest';
import * as z from 'zod';
import { createHandler, type HandlerOptions } from '../handler.js';
import type { Fault } from '../problems.js';
import type { ServedCopkit, ServedOperation } from '../served.js';

const ADA: Identity = { hostId: 'ada', name: 'Ada Byron' };

const list = z.strictObject({
  communityId: z.string(),
  limit: z.number().optional(),
  kind: z.enum(['question', 'idea']).optional(),
  note: z.string().nullable().optional(),
  tags: z.array(z.string()).optional(),
});

/** What somebody follows, moved by a test. */
class FakeFollowing implements Following {
  stopped = false;
  #commits = 0;

  constructor(
    readonly ids: readonly string[],
    readonly follower: Follower,
    readonly since: Place | undefined,
  ) {}

  /** Somewhere in the partition, of no concern to who follows. */
  commit(): void {
    this.#commits++;
  }

  wake(target: string): void {
    this.commit();
    this.follower.onWake(target);
    this.follower.onTold();
  }

  place(): Place {
    return { 'community/c_1': `fake.${this.#commits}` };
  }

  stop(): void {
    this.stopped = true;
  }
}

/** A copkit that writes down what it is asked. */
export function fake() {
  const calls: { name: string; input: unknown; mutationId: string | undefined; as: string }[] = [];
  const watched: FakeFollowing[] = [];
  const operation = (name: string, kind: 'read' | 'write', input: z.ZodType, exposed = true): ServedOperation => ({
    name,
    summary: `What ${name} does.`,
    kind,
    input,
    output: z.unknown(),
    allow: ['person'],
    exposed,
    steady: false,
  });
  const run: Record<string, (input: unknown) => unknown> = {
    'threads.list': (input) => ({ items: [input] }),
    'threads.reply': (input) => ({ id: 'r_1', input }),
    'threads.fail': () => {
      throw new TypeError('secret detail at /srv/secret.ts:1');
    },
    'threads.stale': () => {
      throw new CopkitError('stale-cursor', 'Start from the beginning.', 'after');
    },
  };
  const cop: ServedCopkit = {
    storeId: 'fake',
    stateOf: async () => 'unchanged',
    operations: [
      operation('threads.list', 'read', list),
      operation('threads.reply', 'write', z.strictObject({ body: z.string() })),
      operation('threads.fail', 'write', z.strictObject({})),
      operation('threads.stale', 'write', z.strictObject({})),
      operation('imports.run', 'write', z.strictObject({}), false),
    ],
    as: (identity) => ({
      async call(name, input, options = {}) {
        const schema = cop.operations.find((each) => each.name === name)?.input;
        const parsed = schema?.safeParse(input);
        if (!parsed?.success) {
          const [issue] = parsed?.error.issues ?? [];
          throw new CopkitError('invalid', issue?.message ?? '', issue?.path.join('.') ?? null);
        }
        calls.push({ name, input: parsed.data, mutationId: options.mutationId, as: identity.hostId });
        return run[name]?.(parsed.data);
      },
      async countUse() {},
      follow(ids, follower, since) {
        if (ids.length > 1_000) throw new CopkitError('invalid', 'At most 1000 ids can be watched at once.', 'ids');
        const entry = new FakeFollowing(ids, follower, since);
        watched.push(entry);
        if (ids.includes('missing')) follower.onAbsent('missing');
        queueMicrotask(() => follower.onLive());
        return entry;
      },
    }),
  };
  return { cop, calls, watched };
}

/** A handler on it, and how to send it requests of somebody who is signed in. */
export function server(options: Partial<HandlerOptions> = {}) {
  const { cop, calls, watched } = fake();
  const faults: Fault[] = [];
  const authenticate = async (request: Request) => (request.headers.has('authorization') ? ADA : null);
  const handle = createHandler({ cop, authenticate, log: (fault) => faults.push(fault), ...options });
  const send = (path: string, init: RequestInit = {}) =>
    handle(
      new Request(`http://cop.example${path}`, {
        ...init,
        headers: { authorization: 'Bearer x', ...(init.headers as Record<string, string>) },
      }),
    );
  const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    send(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  return { handle, send, post, calls, watched, faults };
}

/** The problem details of an answer, which must be well formed. */
export async function problem(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const body = await response.json();
  expect(body).toMatchObject({ status: response.status, type: `/v1/problems#${body.code}` });
  expect(body.title).toBeTypeOf('string');
  return body;
}
