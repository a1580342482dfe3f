import { expect, it } from 'vitest';
import { recordedTerminal } from '../../fixtures/terminal.js';
import { createLog } from './logging.js';

const answered = {
  requestId: 'r'.repeat(16),
  method: 'GET',
  operation: 'threads.list',
  status: 200,
  code: null,
  ms: 1.26,
};
const usual = { level: 'info', format: 'auto', requests: 'all' } as const;

it('writes lines for people where asked to, and JSON where nobody looks', async () => {
  const people = recordedTerminal();
  (await createLog({ ...usual, format: 'pretty' }, people)).requests.answered(answered);
  expect(people.stderr).toEqual([
    expect.stringMatching(/^\[[\d:]+\] INFO: request \{.*"operation":"threads\.list".*\}$/),
  ]);
  const machine = recordedTerminal();
  (await createLog(usual, machine)).requests.answered(answered);
  expect(JSON.parse(machine.stderr[0] ?? '')).toMatchObject({ level: 'info', operation: 'threads.list', ms: 1.3 });
});

it.each([
  ['all', 2],
  ['failed', 1],
  ['none', 0],
] as const)('tells of requests as asked: %s', async (requests, lines) => {
  const terminal = recordedTerminal();
  const log = await createLog({ ...usual, requests }, terminal);
  log.requests.answered(answered);
  log.requests.answered({ ...answered, status: 503, code: 'unavailable' });
  expect(terminal.stderr).toHaveLength(lines);
});
