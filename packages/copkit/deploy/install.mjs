// @ts-check
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Packs what a built clone holds and installs the command line from that into a folder, as from a registry and without
// what only development needs: node packages/copkit/deploy/install.mjs FOLDER

const root = join(import.meta.dirname, '../../..');
const folder = resolve(process.argv[2] ?? '');
if (process.argv[2] === undefined) throw new Error('Name the folder to install into.');

/** @param {string} name @returns {{ name: string, dependencies?: Record<string, string> }} */
const manifestOf = (name) => JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));

/** The command line and the packages of this repository that it is made of. */
const wanted = () => {
  const folders = new Map(readdirSync(join(root, 'packages')).map((name) => [manifestOf(name).name, name]));
  const found = new Set(['copkit']);
  for (const name of found)
    for (const dependency of Object.keys(manifestOf(folders.get(name) ?? '').dependencies ?? {}))
      if (folders.has(dependency)) found.add(dependency);
  return [...found];
};

/** @param {string[]} args @param {string} cwd */
const npm = (args, cwd) =>
  execFileSync('npm', args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
  });

const tarballs = join(folder, 'tarballs');
mkdirSync(tarballs, { recursive: true });
const packages = wanted();
/** @type {{ name: string, filename: string }[]} */
const packed = Object.values(
  JSON.parse(
    npm(
      [
        'pack',
        '--json',
        '--ignore-scripts',
        '--pack-destination',
        tarballs,
        ...packages.flatMap((name) => ['-w', name]),
      ],
      root,
    ),
  ),
);
const dependencies = Object.fromEntries(packed.map(({ name, filename }) => [name, `file:tarballs/${filename}`]));
writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }, null, 2));
npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], folder);
rmSync(tarballs, { recursive: true });
console.log(`${packed.length} packages in ${folder}`);
