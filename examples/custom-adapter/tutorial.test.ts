import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type ConformanceRecord, type Harness, runStorageConformance } from '@copkit/storage/conformance';
import { build } from 'esbuild';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';

// The tutorial's code is assembled as its reader would, step by step. What each step promises is what the kit says.

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const tutorial = read('../../docs/storage/tutorial.md');

/** The fenced blocks of each chapter that begins with "## Step": after the language stands where the code goes. */
const steps = tutorial
  .split(/^## (?=Step )/m)
  .slice(1)
  .map((chapter) => ({
    title: chapter.split('\n')[0] ?? '',
    blocks: [...chapter.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)].map(([, kind = '', text = '']) => ({ kind, text })),
  }));

/** Where a part stands, with the comment before it. */
interface Part {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const parse = (text: string): ts.SourceFile => ts.createSourceFile('adapter.ts', text, ts.ScriptTarget.Latest, true);

const partOf = (node: ts.Node, name: string): Part => ({ name, start: node.getFullStart(), end: node.end });

function statements(nodes: readonly ts.Statement[]): Part[] {
  return nodes.flatMap((node) => {
    if (ts.isVariableStatement(node)) return partOf(node, node.declarationList.declarations[0]?.name.getText() ?? '');
    if (ts.isFunctionDeclaration(node) || ts.isTypeAliasDeclaration(node)) return partOf(node, node.name?.text ?? '');
    return [];
  });
}

/** The named parts of an adapter's file: of the file, of the function `leveldb`, and of the object that it returns. */
function partsOf(text: string) {
  const file = parse(text);
  const factory = file.statements.find((node) => ts.isFunctionDeclaration(node) && node.name?.text === 'leveldb');
  if (!factory || !ts.isFunctionDeclaration(factory) || !factory.body) throw new Error('There is no leveldb().');
  const last = factory.body.statements.at(-1);
  const object = last && ts.isReturnStatement(last) ? last.expression : undefined;
  if (!last || !object || !ts.isObjectLiteralExpression(object)) throw new Error('leveldb() returns no object.');
  return {
    file: { parts: statements(file.statements.filter((node) => node !== factory)), end: file.end },
    leveldb: { parts: statements(factory.body.statements), end: last.getFullStart() },
    methods: {
      parts: object.properties.map((node) => partOf(node, node.name?.getText() ?? '')),
      end: object.end - 1,
    },
    signature: text.slice(factory.getStart(), factory.body.pos),
  };
}

type Place = 'file' | 'leveldb' | 'methods';

/** Puts the parts of a block where those of the same name stood, and new ones at the end of their place. */
function withBlock(text: string, place: Place, block: string): string {
  const imports = block.match(/^import .*\n/gm) ?? [];
  const code = block.replace(/^import .*\n/gm, '');
  const source = place === 'methods' ? `function leveldb() { return {${code}}; }` : code;
  const parts = place === 'methods' ? partsOf(source).methods.parts : statements(parse(source).statements);
  const grown = parts.reduce((before, { name, start, end }) => {
    const there = partsOf(before)[place];
    const old = there.parts.find((part) => part.name === name) ?? { start: there.end, end: there.end };
    const comma = place === 'methods' && old.start === old.end ? ',' : '';
    return `${before.slice(0, old.start)}\n${source.slice(start, end).trim()}${comma}\n${before.slice(old.end)}`;
  }, text);
  return imports.join('') + grown;
}

/** Each part of a file by its place and name, without indentation. */
function outline(text: string): Record<string, string> {
  const { signature, ...places } = partsOf(text);
  const plain = (code: string): string => code.trim().replace(/\n\s*/g, '\n');
  return Object.fromEntries([
    ['signature', plain(signature)],
    ...Object.entries(places).flatMap(([place, { parts }]) =>
      parts.map(({ name, start, end }) => [`${place} ${name}`, plain(text.slice(start, end))]),
    ),
  ]);
}

/** As the tutorial shows it: the chapters that are newly green, and the test that fails first or what is left out. */
function progress({ tests }: ConformanceRecord, green: Set<string>): string {
  const chapters = new Map<string, boolean>();
  for (const { chapter, title, outcome } of tests) {
    const name = `${chapter} ${title}`;
    if (outcome !== 'skipped') chapters.set(name, (chapters.get(name) ?? true) && outcome === 'passed');
  }
  const lines: string[] = [];
  for (const [name, isGreen] of chapters) {
    if (isGreen && !green.has(name)) lines.push(`green  ${name}`);
    if (isGreen) green.add(name);
    else expect(green, 'chapters that were green before').not.toContain(name);
  }
  const failed = tests.find(({ outcome }) => outcome === 'failed');
  if (failed) lines.push(`red    ${failed.chapter} ${failed.test}`, `       ${failed.reason}`);
  else for (const why of new Set(tests.map(({ reason }) => reason))) if (why) lines.push(`left out: ${why}`);
  return `${lines.join('\n')}\n`;
}

/** Where a script lies that the compiler makes: what starts by itself stands apart, as in the tutorial's tsconfig.json. */
const scriptOf = (name: string): string => join(name === 'writer.ts' ? 'built' : '', name.replace(/\.ts$/, ''));

/** What a reader has: the adapter and the files beside it, each made into a script of its own. */
async function harnessOf(folder: string, files: ReadonlyMap<string, string>): Promise<Harness> {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  await build({
    entryPoints: [...files.keys()].map((name) => ({ in: join(folder, name), out: scriptOf(name) })),
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['copkit-source'],
    packages: 'external',
    alias: {
      '@copkit/storage': join(root, 'packages/storage/src/index.ts'),
      '@copkit/storage/conformance': join(root, 'packages/storage/src/conformance/index.ts'),
    },
  });
  const { harness } = (await import(pathToFileURL(join(folder, 'harness.js')).href)) as { harness: () => Harness };
  return harness();
}

describe('the tutorial', () => {
  // Inside node_modules, so that what comes from npm is found from there.
  const folder = join(root, `node_modules/.cache/copkit-tutorial-${process.pid}`);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const green = new Set<string>();
  const files = new Map<string, string>();
  let adapter = read('template.ts')
    .replaceAll('yourStore', 'leveldb')
    .replace('your store', 'leveldb')
    .replace('_place: string', 'folder: string, now = () => new Date()');

  for (const [n, { title, blocks }] of steps.entries())
    it(title, { timeout: 120_000 }, async () => {
      for (const { kind, text } of blocks) {
        const [language, place = ''] = kind.split(' ');
        if (place === 'tsconfig.json') expect(JSON.parse(text)).toMatchObject({ compilerOptions: { outDir: 'built' } });
        else if (place.endsWith('.ts')) files.set(place, text);
        else if (language === 'ts') adapter = withBlock(adapter, place as Place, text);
      }
      const ownTest = files.get('leveldb.test.ts');
      files.delete('leveldb.test.ts');
      if (ownTest) expect(ownTest.replace('./harness.js', './testing/harness.js')).toBe(read('leveldb.test.ts'));
      const harness = await harnessOf(join(folder, `${n}`), files.set('leveldb.ts', adapter));
      const record = await runStorageConformance(harness, { histories: 10, kills: 4, soak: 1 });
      expect(blocks.filter(({ kind }) => kind === 'text').map(({ text }) => text)).toEqual([progress(record, green)]);
    });

  it('ends with the adapter of this example', () => {
    const { 'file notWritten': _, ...grown } = outline(adapter);
    expect(grown).toEqual(outline(read('leveldb.ts')));
  });
});
