import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { issueEmbedToken, signOnFrom } from '@copkit/server';
import { describe, expect, it, vi } from 'vitest';
import { embedToken } from '../../docs/sign-on/recipes/embed-token.mjs';

// A compiler starts for each of them.
vi.setConfig({ testTimeout: 120_000 });

interface Vector {
  readonly what: string;
  readonly secret: string;
  readonly issuer: string;
  readonly audience: string;
  readonly personId: string;
  readonly name: string;
  readonly unit: string;
  readonly now: number;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly token: string;
}

const run = promisify(execFile);
const recipes = fileURLToPath(new URL('../../docs/sign-on/recipes/', import.meta.url));
const vectors: readonly Vector[] = JSON.parse(
  await readFile(new URL('../vectors/embed-tokens.json', import.meta.url), 'utf8'),
);

describe('the vectors of embed tokens', () => {
  it.each(vectors)('$what: are accepted in their time, and say who it is', async (vector) => {
    const { secret, issuer, audience, token, now, personId, name, unit } = vector;
    const at = (seconds: number) => {
      const signOn = signOnFrom({ embed: [{ issuer, audience, secret }] }, { now: () => new Date(seconds * 1_000) });
      return signOn(new Request('https://cop.example/', { headers: { authorization: `Bearer ${token}` } }));
    };
    expect(await at(now + 299)).toMatchObject({ hostId: personId, name, ...(unit && { unit }) });
    await expect(at(now + 331)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toEqual(vector.claims);
  });

  it.each(vectors)('$what: are what issueEmbedToken issues', async (vector) => {
    const { secret, issuer, audience, personId, name, unit } = vector;
    const person = { hostId: personId, name, ...(unit && { unit }) };
    const now = () => new Date(vector.now * 1_000);
    expect(await issueEmbedToken({ issuer, audience, key: secret, person, now })).toBe(vector.token);
  });
});

describe('the recipe for', () => {
  it('Node makes the same tokens', () => {
    for (const vector of vectors) expect(embedToken(vector), vector.what).toBe(vector.token);
  });

  it('Python makes the same tokens', async (context) => {
    if (!(await has('python3', '--version'))) context.skip('there is no python3 on this machine');
    await sameTokens('python3', [join(recipes, 'embed_token.py')]);
  });

  it('Java makes the same tokens', async (context) => {
    if (!(await has('javac', '-version'))) context.skip('there is no JDK on this machine');
    await inFolder(async (folder) => {
      await run('javac', ['-encoding', 'UTF-8', '-d', folder, join(recipes, 'EmbedToken.java')]);
      await sameTokens('java', ['-Dsun.jnu.encoding=UTF-8', '-cp', folder, 'EmbedToken']);
    });
  });

  it('PHP makes the same tokens', async (context) => {
    if (!(await has('php', '--version'))) context.skip('there is no php on this machine');
    await sameTokens('php', [join(recipes, 'embed-token.php')]);
  });

  it('C# makes the same tokens', async (context) => {
    if (!(await has('dotnet', '--version'))) context.skip('there is no dotnet on this machine');
    await inFolder(async (folder) => {
      const version = (await run('dotnet', ['--version'])).stdout.split('.')[0];
      const project = `<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net${version}.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup></Project>`;
      await writeFile(join(folder, 'recipe.csproj'), project);
      await copyFile(join(recipes, 'EmbedToken.cs'), join(folder, 'EmbedToken.cs'));
      await run('dotnet', ['build', '-o', join(folder, 'out')], { cwd: folder });
      await sameTokens('dotnet', [join(folder, 'out', 'recipe.dll')]);
    });
  });
});

async function sameTokens(program: string, before: readonly string[]): Promise<void> {
  for (const { what, secret, token, ...vector } of vectors) {
    const { issuer, audience, personId, name, unit, now } = vector;
    const env = { ...process.env, COPKIT_EMBED_SECRET: secret, LC_ALL: 'C.UTF-8' };
    const { stdout } = await run(program, [...before, issuer, audience, personId, name, unit, String(now)], { env });
    expect(stdout.trim(), what).toBe(token);
  }
}

const has = (program: string, question: string) =>
  run(program, [question]).then(
    () => true,
    () => false,
  );

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'copkit-recipe-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
