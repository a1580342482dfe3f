import { readFile } from 'node:fs/promises';
import { signOnFrom } from '@copkit/server';
import { describe, expect, it } from 'vitest';

const page = await readFile(new URL('../../docs/sign-on.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => json);

describe('the settings in docs/sign-on.md', () => {
  it('are there for every way to sign on', () => {
    const shown = new Set(examples.flatMap((json) => Object.keys(JSON.parse(json))));
    expect([...shown].sort()).toEqual(['bearer', 'embed', 'proxy', 'services', 'session']);
  });

  it.each(examples)('are valid with a secret in its place: %s', async (json) => {
    const authenticate = signOnFrom(
      JSON.parse(json.replaceAll(/"at least 32 characters[^"]*"/g, `"${'x'.repeat(32)}"`)),
    );
    expect(await authenticate(new Request('https://cop.example/'))).toBeNull();
  });
});
