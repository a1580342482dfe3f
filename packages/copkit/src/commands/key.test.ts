import { type SignOnSettings, signOnFrom } from '@copkit/server';
import { describe, expect, it } from 'vitest';
import { recordedTerminal } from '../../fixtures/terminal.js';
import { main } from '../index.js';

describe('copkit key create', () => {
  const run = async (...args: string[]) => {
    const terminal = recordedTerminal();
    return { code: await main(['key', 'create', ...args], terminal, {}), ...terminal };
  };
  const signOn = (service: unknown, key: string) => {
    const settings = { services: [service] } as SignOnSettings;
    return signOnFrom(settings)(new Request('http://x/', { headers: { authorization: `Bearer ${key}` } }));
  };

  it('prints the key once, and the settings that know it', async () => {
    const { code, stdout } = await run('Nightly report', '--scope', 'read', 'threads.*');
    expect([code, stdout.length]).toEqual([0, 2]);
    const [key = '', line = ''] = stdout;
    expect(line).not.toContain(key);
    expect(JSON.parse(line)).toMatchObject({ name: 'Nightly report', scopes: ['read', 'threads.*'] });
    expect(await signOn(JSON.parse(line), key)).toMatchObject({
      hostId: 'service:Nightly report',
      scopes: ['read', 'threads.*'],
    });
  });

  it('prints both as JSON, with all that limits the key', async () => {
    const more = ['--until', '2099-01-31T00:00:00Z', '--address', '10.0.0.0/8', '::1', '--admin', '--json'];
    const { stdout } = await run('Import', '--scope', 'imports.*', ...more);
    const { key, service } = JSON.parse(stdout.join('\n'));
    expect(service).toMatchObject({ until: '2099-01-31T00:00:00Z', addresses: ['10.0.0.0/8', '::1'], admin: true });
    await expect(signOn(service, key)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it.each([
    [['x'], '--scope'],
    [['x', '--scope', 'write'], 'must be read, a part like threads.*'],
    [['', '--scope', 'read'], 'must be 1 to 100 letters'],
    [['x', '--scope', 'read', '--until', 'tomorrow'], 'until must be a moment to come'],
    [['x', '--scope', 'read', '--until', '2020-01-31T00:00:00Z'], 'until must be a moment to come'],
    [['x', '--scope', 'read', '--address', '10.1'], 'must be an address such as'],
  ])('refuses %j and prints no key', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, []]);
    expect(stderr.join('\n')).toContain(message);
  });
});
