import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServiceKey } from '@copkit/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { recordedTerminal } from '../../fixtures/terminal.js';
import { main } from '../index.js';

// Writes reach the disk, and others may use it as well.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('a directory brings people to a server by SCIM, and a file that does not name them is looked at first', async () => {
  const { key, hash } = await createServiceKey();
  const data = join(folder, 'cops.db');
  const config = join(folder, 'copkit.json');
  const groups = [{ group: 'Welding', communityId: 'c_0000000000000000' }];
  await writeFile(
    config,
    JSON.stringify({
      data,
      port: 0,
      publicUrl: 'https://cop.example',
      signOn: { services: [{ name: 'Directory', hash, scopes: ['scim'] }] },
      scim: { groups },
    }),
    { mode: 0o600 },
  );
  const terminal = recordedTerminal();
  const served = main(['serve', '--config', config], terminal);
  const [url = ''] = /http:\S+(?=;)/.exec(await terminal.heard(/Serving/)) ?? [];
  await terminal.heard(/there is no community c_0000000000000000/);
  const made = await fetch(`${url}/scim/v2/Users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/scim+json' },
    body: JSON.stringify({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ada@corp.example',
      externalId: 'ada',
      displayName: 'Ada Byron',
    }),
  });
  expect(made.status).toBe(201);
  expect(made.headers.get('location')).toMatch(/^https:\/\/cop\.example\/scim\/v2\/Users\/p_/);
  expect((await fetch(`${url}/scim/v2/Users`)).status).toBe(401);
  terminal.stop();
  expect(await served).toBe(0);

  const file = join(folder, 'people.csv');
  await writeFile(file, 'host_id,name\nben,Ben\n');
  const dry = recordedTerminal();
  const code = await main(['import', 'people', file, '--data', data, '--dry-run', '--deactivate-missing'], dry);
  expect([code, dry.stderr]).toEqual([0, []]);
  expect(dry.stdout).toEqual([
    'line 2: ben created',
    'not in the file: ada deactivated',
    '1 people new, 0 updated, 0 unchanged, 1 deactivated; nothing was written',
  ]);
});
