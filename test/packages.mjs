// @ts-check
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';

// Packs every package as npm would publish it and uses the tarballs as a stranger would. Each unpacked package sees only
// the dependencies that it declares.

const root = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'copkit-packages-'));
/** @type {string[]} */
const problems = [];

/** @typedef {{ name: string, version: string, exports: Record<string, string | Record<string, string>>, bin?: Record<string, string>, dependencies?: Record<string, string>, peerDependencies?: Record<string, string> }} Manifest */
/** @typedef {{ source: string, unpacked: string, manifest: Manifest }} Packed */

/** @param {string} dir @returns {Manifest} */
const readManifest = (dir) => JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));

/** @returns {Promise<Packed[]>} */
const packAll = async () => {
  const folders = readdirSync(join(root, 'packages')).filter((name) =>
    existsSync(join(root, 'packages', name, 'package.json')),
  );
  const output = execFileSync(
    'npm',
    [
      'pack',
      '--json',
      '--ignore-scripts',
      '--pack-destination',
      work,
      ...folders.flatMap((name) => ['-w', `packages/${name}`]),
    ],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], shell: process.platform === 'win32' },
  );
  /** @type {{ name: string, filename: string }[]} */
  const tarballs = Object.values(JSON.parse(output));
  const packed = [];
  for (const folder of folders) {
    const source = join(root, 'packages', folder);
    const manifest = readManifest(source);
    const tarball = tarballs.find(({ name }) => name === manifest.name);
    if (!tarball) throw new Error(`npm packed nothing for ${manifest.name}.`);
    const file = join(work, tarball.filename);
    const unpacked = join(work, folder);
    mkdirSync(unpacked);
    execFileSync('tar', ['-xzf', file, '-C', unpacked, '--strip-components=1']);
    packed.push({ source, unpacked, manifest });
    const { buffer, byteOffset, byteLength } = readFileSync(file);
    const { messages, pkg } = await publint({
      strict: true,
      pack: { tarball: /** @type {ArrayBuffer} */ (buffer.slice(byteOffset, byteOffset + byteLength)) },
    });
    for (const message of messages)
      if (message.type !== 'suggestion') problems.push(`${manifest.name}: ${formatMessage(message, pkg)}`);
  }
  return packed;
};

/** What publint does not look at. @param {Packed} packed */
const checkFiles = ({ unpacked, manifest }) => {
  const sources = Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'object' && target['copkit-source'] ? [target['copkit-source']] : [],
  );
  for (const file of [...sources, 'LICENSE', 'README.md'])
    if (!existsSync(join(unpacked, file))) problems.push(`${manifest.name}: no ${file}`);
  for (const file of readdirSync(unpacked, { recursive: true, encoding: 'utf8' }))
    if (/[.]test[.]|[\\/]testing[\\/]|tsbuildinfo$/.test(file))
      problems.push(`${manifest.name}: ${file} does not belong in a package`);
};

/** @param {Packed} packed @param {Packed[]} all */
const linkDependencies = ({ source, unpacked, manifest }, all) => {
  for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    const sibling = all.find((other) => other.manifest.name === dependency)?.unpacked;
    const installed = [source, root].map((dir) => join(dir, 'node_modules', dependency)).find(existsSync);
    const target = sibling ?? installed;
    if (!target) throw new Error(`${manifest.name} declares ${dependency}, which is not installed.`);
    const link = join(unpacked, 'node_modules', dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link, 'junction');
  }
};

/** What a stranger can import: every export that is code. @param {Manifest} manifest */
const specifiersOf = ({ name, exports }) =>
  Object.entries(exports).flatMap(([subpath, target]) =>
    typeof target === 'object' && target.types && !subpath.includes('*') ? [name + subpath.slice(1)] : [],
  );

/** Reads the declarations as TypeScript's strictest consumer does. @param {string} consumer @param {string[]} specifiers */
const checkTypes = (consumer, specifiers) => {
  const entry = join(consumer, 'consumer.ts');
  writeFileSync(
    entry,
    specifiers.map((specifier) => `import '${specifier}';\nexport type * from '${specifier}';\n`).join(''),
  );
  const program = ts.createProgram([entry], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  });
  for (const { file, start = 0, messageText, code } of ts.getPreEmitDiagnostics(program)) {
    // Two packages may export types of the same name; what third parties declare is theirs.
    if (code === 2308 || (file && !file.fileName.startsWith(work.split(sep).join('/')))) continue;
    const place = file
      ? `${file.fileName.slice(work.length + 1)}:${file.getLineAndCharacterOfPosition(start).line + 1}: `
      : '';
    problems.push(place + ts.flattenDiagnosticMessageText(messageText, '\n'));
  }
};

/** @param {string} consumer @param {string[]} specifiers */
const checkImportsInNode = (consumer, specifiers) => {
  for (const specifier of specifiers) {
    try {
      const code = `const module = await import('${specifier}'); if (Object.keys(module).length === 0) throw new Error('exports nothing');`;
      execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
        cwd: consumer,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
    } catch (error) {
      const [reason] = /^\w*Error.*$/m.exec(String(/** @type {{ stderr: Buffer }} */ (error).stderr)) ?? [
        String(error),
      ];
      problems.push(`import '${specifier}' fails in Node: ${reason.replaceAll(work, '')}`);
    }
  }
};

/** Importing an element for its effect must register it, whatever a bundler drops. @param {string} consumer @param {string} specifier */
const checkRegistration = async (consumer, specifier) => {
  const { outputFiles } = await build({
    stdin: { contents: `import '${specifier}';`, resolveDir: consumer },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
    outdir: work,
    splitting: true,
  });
  if (!outputFiles.some(({ text }) => text.includes('customElements.define')))
    problems.push(`${specifier}: a bundler drops the registration; list the file in "sideEffects"`);
};

try {
  const all = await packAll();
  for (const packed of all) {
    checkFiles(packed);
    linkDependencies(packed, all);
  }
  const consumer = join(work, 'consumer');
  for (const { unpacked, manifest } of all) {
    const link = join(consumer, 'node_modules', manifest.name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(unpacked, link, 'junction');
  }
  writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }');
  const specifiers = all.flatMap(({ manifest }) => specifiersOf(manifest));
  const inBrowser = specifiers.filter((specifier) => specifier.startsWith('@copkit/elements'));
  checkTypes(consumer, specifiers);
  checkImportsInNode(
    consumer,
    specifiers.filter((specifier) => !inBrowser.includes(specifier)),
  );
  for (const specifier of inBrowser.filter((name) => !/elements$|[.]component$|[/]memory$/.test(name)))
    await checkRegistration(consumer, specifier);
  console.log(`${all.length} packages, ${specifiers.length} exports: ${problems.length} problems`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const problem of problems) console.error(`- ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
