import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type RecordedTerminal, recordedTerminal } from '../../fixtures/terminal.js';
import { main } from '../index.js';

// Writes reach the disk, and others may use it as well.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const TOKEN = 'scrape-token-of-this-test';
/** Everything that somebody wrote, is called or is known by in this file. */
const PERSONAL =
  /demo-kim|demo-robin|Robin|Kim\b|Bearings|bearings|cavitation|pump-house|secret-query|\b[a-z]_[0-9a-z]{8}/;

let folder: string;
let terminal: RecordedTerminal;
let served: Promise<number>;
let url: string;
let metricsUrl: string;

const as = (persona: string) => ({ 'copkit-persona': persona, 'content-type': 'application/json' });
const post = async (path: string, body: unknown, persona = 'demo-robin') => {
  const response = await fetch(`${url}/v1/${path}`, {
    method: 'POST',
    headers: as(persona),
    body: JSON.stringify(body),
  });
  return response.json();
};
const scrape = (token = TOKEN) => fetch(metricsUrl, { headers: { authorization: `Bearer ${token}` } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  terminal = recordedTerminal();
  const env = { COPKIT_DATA: join(folder, 'cops.db'), COPKIT_METRICS_TOKEN: TOKEN, COPKIT_LOG_LEVEL: 'debug' };
  served = main(['serve', '--demo-sign-on', '--port', '0', '--set', 'metrics.port=0'], terminal, env);
  const metrics = await terminal.heard(/Metrics at/);
  metricsUrl = /http:[^"]+/.exec(metrics)?.[0] ?? '';
  url = /http:\S+(?=;)/.exec(await terminal.heard(/Serving/))?.[0] ?? '';

  const community = await post('communities/create', { name: 'Bearings', purpose: 'All about bearings' });
  await post('membership/join', { communityId: community.id }, 'demo-kim');
  const thread = await post('threads/start', {
    communityId: community.id,
    kind: 'question',
    title: 'Why cavitation?',
    body: 'In the pump-house, @Kim',
  });
  await post('threads/reply', { threadId: thread.id, body: 'Ask demo-kim about bearings' }, 'demo-kim');
  await post('threads/reply', { threadId: 'pump-house', body: 5, cavitation: 'x' });
  await fetch(`${url}/v1/search/find?text=cavitation`, { headers: as('demo-kim') });
  await fetch(`${url}/v1/threads/get?threadId=pump-house&secret-query=demo-kim`, { headers: as('demo-kim') });
  await fetch(`${url}/cavitation/pump-house?secret-query`, { headers: as('demo-kim') });
  await fetch(`${url}/v1/threads/list`, {
    headers: { ...as('demo-kim'), 'x-request-id': 'demo-kim said: cavitation' },
  });
  await fetch(`${url}/v1/threads/list`, { headers: { authorization: 'Bearer secret-query.demo-kim' } });
  await fetch(`${url}/v1/communities/list`, { method: 'PROPFIND', headers: as('demo-kim') }).catch(() => null);
  await fetch(`${url}/v1/health`);
});
afterAll(async () => {
  terminal.stop();
  await served;
  await rm(folder, { recursive: true });
});

describe('logs', () => {
  it('are JSON lines of a known shape, one for each request', () => {
    const lines = terminal.stderr.map((line) => JSON.parse(line));
    const requests = lines.filter(({ msg }) => msg === 'request');
    expect(requests.length).toBeGreaterThanOrEqual(11);
    const known = new Set(['level', 'time', 'requestId', 'method', 'operation', 'status', 'code', 'ms', 'msg']);
    for (const request of requests) expect(Object.keys(request).filter((key) => !known.has(key))).toEqual([]);
    expect(requests).toContainEqual(
      expect.objectContaining({ level: 'info', method: 'POST', operation: 'threads.reply', status: 200 }),
    );
    expect(requests).toContainEqual(
      expect.objectContaining({ operation: 'threads.reply', status: 400, code: 'invalid' }),
    );
    expect(requests).toContainEqual(expect.objectContaining({ operation: 'threads.list', status: 401 }));
    expect(requests).toContainEqual(expect.objectContaining({ level: 'debug', operation: 'health', status: 200 }));
  });

  it('hold nothing that anybody wrote, is called or is known by', () => {
    // The start says which personas a demo has, and where its file is.
    const lines = terminal.stderr.filter((line) => !/Demo sign-on|Serving/.test(line));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => PERSONAL.test(line))).toEqual([]);
  });
});

describe('metrics', () => {
  it('are for who has the token only', async () => {
    expect((await scrape('another')).status).toBe(401);
    expect((await fetch(metricsUrl)).status).toBe(401);
    expect(
      (await fetch(metricsUrl.replace('/metrics', '/other'), { headers: { authorization: `Bearer ${TOKEN}` } })).status,
    ).toBe(404);
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
  });

  it('count requests, calls of the store, commits and what is late', async () => {
    const response = await scrape();
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    const text = await response.text();
    const value = (name: string) =>
      Number(new RegExp(`^${name.replaceAll(/[{}"]/g, '\\$&')} ([\\d.e+-]+)$`, 'm').exec(text)?.[1]);
    expect(value('copkit_request_duration_seconds_count{operation="threads.reply",status="200"}')).toBe(1);
    expect(value('copkit_request_duration_seconds_count{operation="threads.reply",status="400"}')).toBe(1);
    expect(value('copkit_problems_total{code="unauthenticated"}')).toBe(1);
    expect(value('copkit_store_duration_seconds_count{method="commit"}')).toBeGreaterThanOrEqual(4);
    expect(value('copkit_commit_mutations_count')).toBeGreaterThanOrEqual(4);
    expect(value('copkit_commit_documents_sum')).toBeGreaterThan(value('copkit_commit_mutations_sum'));
    expect(value('copkit_outbox_pending')).toBe(0);
    expect(value('copkit_jobs_lag_seconds')).toBe(0);
    expect(value('copkit_live_streams')).toBe(0);
    expect(value('nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    expect(text).not.toMatch(PERSONAL);
  });
});

it('is ready once the store answers', async () => {
  const response = await fetch(`${url}/v1/ready`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ready: true, because: [] });
});
