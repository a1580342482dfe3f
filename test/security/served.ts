import type { Copkit, Identity } from '@copkit/core';
import type { Authenticate } from '@copkit/server';
import { type ServeOptions, serve } from '@copkit/server/node';
import { onTestFinished } from 'vitest';

/** Of every request, so that answers can be compared byte for byte. */
export const REQUEST_ID = 'security-suite-request';

export interface Answer {
  readonly status: number;
  /** Without those that change from one moment to the next. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Of a problem. */
  readonly code: string | null;
  readonly detail: string | null;
}

export interface Served {
  readonly url: string;
  readonly faults: unknown[];
  call(who: Identity, operation: string, input: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** By `GET`, as reads are. */
  read(who: Identity, operation: string, input: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** Whoever the header names: proof of who one is, is the sign-on's to test. */
export const byHeader: Authenticate = async (request: Request): Promise<Identity | null> => {
  const named = request.headers.get('x-test-identity');
  return named === null ? null : JSON.parse(decodeURIComponent(named));
};

const CHANGING = new Set(['date', 'keep-alive', 'connection', 'transfer-encoding']);

async function answered(response: Response): Promise<Answer> {
  const text = await response.text();
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !CHANGING.has(name)));
  const problem = response.headers.get('content-type') === 'application/problem+json' ? JSON.parse(text) : null;
  return { status: response.status, headers, text, code: problem?.code ?? null, detail: problem?.detail ?? null };
}

/** Text as it stands, everything else as JSON, as the API takes it. */
export function queryOf(input: unknown): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input ?? {})) {
    query.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return query.toString();
}

/** A copkit behind a real server on this machine, until the test ends. */
export async function served(cop: Copkit, options: Partial<ServeOptions> = {}): Promise<Served> {
  const faults: unknown[] = [];
  const running = await serve({
    cop,
    authenticate: byHeader,
    log: ({ error }) => {
      faults.push(error);
    },
    ...options,
  });
  onTestFinished(() => running.close());
  const pathOf = (operation: string) => `${running.url}/v1/${operation.replace('.', '/')}`;
  const as = (who: Identity) => ({
    'x-test-identity': encodeURIComponent(JSON.stringify(who)),
    'x-request-id': REQUEST_ID,
  });
  return {
    url: running.url,
    faults,
    call: async (who, operation, input, headers = {}) =>
      answered(
        await fetch(pathOf(operation), {
          method: 'POST',
          headers: { ...as(who), 'content-type': 'application/json', ...headers },
          body: JSON.stringify(input ?? {}),
        }),
      ),
    read: async (who, operation, input, headers = {}) =>
      answered(await fetch(`${pathOf(operation)}?${queryOf(input)}`, { headers: { ...as(who), ...headers } })),
  };
}
